import type { Family } from './families/family.ts';
import { generic } from './families/generic.ts';
import { collapse, isElement, isWithin, type Page, type PageElement, parentOf, textOf } from './page-tree.ts';

export interface FoundBody {
  element: PageElement;
  how: 'setting' | 'container' | 'density';
}

/** Shorter texts without a picture are taken only when nothing better is there. */
const ENOUGH_CHARS = 80;
/** Of nested blocks with nearly all the text the innermost is the body. */
const NEARLY_ALL = 0.9;
/** More of the text than this in links: a list or a frame, not an article. */
const MOST_LINKED = 0.5;

/**
 * The element with the article's text: the column's selector, then the family's containers, then those seen on many
 * sites, then the densest block of prose.
 */
export function findBody($: Page, root: PageElement, family: Family, selector?: string): FoundBody | null {
  if (selector) {
    const set = longest($, selector);
    if (set) return { element: set, how: 'setting' };
  }
  const names = byName(root);
  let small: PageElement | null = null;
  for (const container of new Set([...family.bodies, ...generic.bodies])) {
    const element = container.includes(' ') ? longest($, container) : mostText(names.get(container) ?? []);
    if (element && isArticle($, element)) return { element, how: 'container' };
    small ??= element;
  }
  const dense = densest($);
  if (dense) return { element: dense, how: 'density' };
  return small ? { element: small, how: 'container' } : null;
}

/** Of the elements that a selector meets the one with the most text. */
function longest($: Page, selector: string): PageElement | null {
  return mostText($(selector).toArray().filter(isElement));
}

function mostText(found: PageElement[]): PageElement | null {
  let best: PageElement | null = null;
  let length = -1;
  for (const element of found) {
    const chars = found.length === 1 ? 0 : textOf(element).length;
    if (chars > length) [best, length] = [element, chars];
  }
  return best;
}

/** Elements by the names that containers go by, `#id`, `.class` and tag, from one walk: dozens of containers are asked for. */
function byName(root: PageElement): Map<string, PageElement[]> {
  const names = new Map<string, PageElement[]>();
  const add = (name: string, element: PageElement) => {
    const known = names.get(name);
    if (known) known.push(element);
    else names.set(name, [element]);
  };
  const walk = (element: PageElement) => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      add(child.name, child);
      if (child.attribs.id) add(`#${child.attribs.id}`, child);
      for (const name of new Set(child.attribs.class?.split(/\s+/))) add(`.${name}`, child);
      walk(child);
    }
  };
  walk(root);
  return names;
}

function isArticle($: Page, element: PageElement): boolean {
  const text = textOf(element).length;
  const linked = collapse($(element).find('a').text()).length;
  if (text >= ENOUGH_CHARS) return linked / text < MOST_LINKED;
  return $(element).find('img').length > 0 && linked <= text / 2;
}

/** The innermost block that holds nearly as much prose as the richest one. Prose is text outside links with a sentence mark. */
function densest($: Page): PageElement | null {
  const prose = new Map<PageElement, number>();
  for (const element of $('p, div, td, section, article, span').toArray()) {
    if (!isElement(element) || $(element).closest('a, script, style, form').length > 0) continue;
    const own = element.children.map((child) => (child.type === 'text' ? child.data : '')).join('');
    const chars = /[。；，！？]/.test(own) ? collapse(own).length : 0;
    if (chars < 10) continue;
    let around: PageElement | null = element.name === 'p' || element.name === 'span' ? parentOf(element) : element;
    for (; around && around.name !== 'body'; around = parentOf(around)) {
      prose.set(around, (prose.get(around) ?? 0) + chars);
    }
  }
  const most = Math.max(0, ...prose.values());
  if (most < ENOUGH_CHARS) return null;
  const near = [...prose].filter(([, chars]) => chars >= most * NEARLY_ALL).map(([element]) => element);
  return near.find((element) => !near.some((other) => other !== element && isWithin(other, element))) ?? null;
}
