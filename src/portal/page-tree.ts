import { type CheerioAPI, load } from 'cheerio/slim';

/** A parsed page. htmlparser2 is used: it is fast and, unlike a browser, never moves what stands in a broken table. */
export type Page = CheerioAPI;
export type Nodes = ReturnType<ReturnType<CheerioAPI['root']>['contents']>;
export type PageNode = Nodes[number];
export type PageElement = Extract<PageNode, { attribs: unknown }>;

export function parsePage(html: string): Page {
  // utf8: Chinese is written as it is, and not as one numeric entity a character that is decoded again at once.
  return load(html, { xml: { xmlMode: false, decodeEntities: true, encodeEntities: 'utf8' } });
}

export function isElement(node: PageNode): node is PageElement {
  return 'attribs' in node;
}

/** Elements that begin a new line of text. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead title tr ul'
  ).split(' '),
);
/** Elements whose content nobody sees. */
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'head', 'textarea', 'select', 'option', 'button']);

/** A line of visible text and the element it begins in. */
export interface Line {
  text: string;
  in: PageElement;
}

/**
 * The visible text below an element, a line for each block, blanks collapsed, empty lines left out.
 * @param skip an element that is passed over with all its content
 */
export function linesOf(root: PageElement, skip: PageElement | null = null): Line[] {
  const lines: Line[] = [];
  let text = '';
  let start = root;
  const flush = (next: PageElement) => {
    const clean = collapse(text);
    if (clean !== '') lines.push({ text: clean, in: start });
    text = '';
    start = next;
  };
  const walk = (element: PageElement) => {
    for (const child of element.children) {
      if (isElement(child)) {
        if (child === skip || UNSEEN.has(child.name)) continue;
        const breaks = BLOCKS.has(child.name);
        if (breaks || child.name === 'br') flush(breaks ? child : element);
        walk(child);
        if (breaks) flush(element);
      } else if (child.type === 'text') {
        text += child.data;
      }
    }
  };
  walk(root);
  flush(root);
  return lines;
}

/** One blank for any run of blanks of any width, none at the ends; zero-width characters go. */
export function collapse(text: string): string {
  return text
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\s\u3000]+/g, ' ')
    .trim();
}

/** Visible text of an element in one line. */
export function textOf(element: PageElement): string {
  return linesOf(element)
    .map((line) => line.text)
    .join(' ');
}

/** Elements of a page that are asked for by name, found in one walk. */
export interface PageParts {
  /** `body`, or what stands for it in a fragment; null in an empty page. */
  root: PageElement | null;
  named: (name: string) => PageElement[];
}

const PARTS = new Set(['html', 'body', 'base', 'meta', 'title', 'publishtime']);

export function partsOf($: Page): PageParts {
  const document = $.root().get(0);
  const found = document ? descendants(document, PARTS) : [];
  const named = (name: string) => found.filter((element) => element.name === name);
  const root = named('body')[0] ?? named('html')[0] ?? wrapped($);
  return { root, named };
}

function wrapped($: Page): PageElement | null {
  const body = $.root().wrapInner('<body></body>').children('body').get(0);
  return body && isElement(body) ? body : null;
}

/** Elements of the given names below an element, in the order of the page. */
export function descendants(root: { children: PageNode[] }, names: ReadonlySet<string>): PageElement[] {
  const found: PageElement[] = [];
  const walk = (element: { children: PageNode[] }) => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      if (names.has(child.name)) found.push(child);
      walk(child);
    }
  };
  walk(root);
  return found;
}

/** All text below an element as it stands in the source. */
export function rawText(element: PageElement): string {
  let text = '';
  for (const child of element.children) {
    if (isElement(child)) text += rawText(child);
    else if (child.type === 'text') text += child.data;
  }
  return text;
}

export function parentOf(element: PageElement): PageElement | null {
  return element.parent && isElement(element.parent) ? element.parent : null;
}

export function nextElement(element: PageElement): PageElement | null {
  for (let next = element.next; next; next = next.next) if (isElement(next)) return next;
  return null;
}

/** Whether an element stands below another. */
export function isWithin(inner: PageElement, outer: PageElement): boolean {
  for (let each = parentOf(inner); each; each = parentOf(each)) if (each === outer) return true;
  return false;
}
