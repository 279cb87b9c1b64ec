import { isElement, type PageElement } from './page-tree.ts';

/** Attributes that pass, by tag; addresses are asked for. */
const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  a: new Set(['href', 'title']),
  img: new Set(['src', 'alt', 'width', 'height']),
  td: new Set(['colspan', 'rowspan']),
  th: new Set(['colspan', 'rowspan']),
};
const TAGS: ReadonlySet<string> = new Set(
  (
    'p div br hr h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td ' +
    'strong b em i u s sub sup span a img figure figcaption'
  ).split(' '),
);
/** They go with everything in them. Any other tag that does not pass leaves its content. */
const DROPPED: ReadonlySet<string> = new Set(
  'script style textarea option noscript button select iframe noembed noframes'.split(' '),
);
const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src']);
const EMPTY: ReadonlySet<string> = new Set(['br', 'hr', 'img']);

/** The address to print instead of the one that is said; null for none. A picture without an address is left out. */
export type AddressOf = (element: PageElement, said: string | undefined) => string | null;

/**
 * The content of an element with the tags and attributes of a fixed list and nothing else, written from the tree: it is
 * not parsed again, and what is not on the list cannot be written. Texts and values are escaped; addresses lead to http
 * and https only, or are relative.
 */
export function writeSafeHtml(root: PageElement, addressOf: AddressOf): string {
  let html = '';
  const walk = (element: PageElement) => {
    for (const child of element.children) {
      if (child.type === 'text') html += escaped(child.data);
      else if (isElement(child)) visit(child);
    }
  };
  const visit = (element: PageElement) => {
    const { name } = element;
    const address = addressed(element, addressOf);
    if (DROPPED.has(name) || (name === 'img' && address === null)) return;
    if (!TAGS.has(name)) {
      walk(element);
      return;
    }
    html += `<${name}${attributesOf(element, address)}`;
    if (EMPTY.has(name)) {
      html += ' />';
      return;
    }
    html += '>';
    walk(element);
    html += `</${name}>`;
  };
  walk(root);
  return html.trim();
}

function addressed(element: PageElement, addressOf: AddressOf): string | null {
  const { name, attribs } = element;
  if (name === 'img') return addressOf(element, attribs.src);
  return name === 'a' && attribs.href !== undefined ? addressOf(element, attribs.href) : null;
}

function attributesOf({ name, attribs }: PageElement, address: string | null): string {
  const allowed = ATTRIBUTES[name];
  if (!allowed) return '';
  let html = '';
  for (const [attribute, said] of Object.entries(attribs)) {
    if (!allowed.has(attribute)) continue;
    const isAddress = ADDRESSES.has(attribute);
    const value = isAddress ? address : said;
    if (value === null || (isAddress && !isHarmless(value))) continue;
    if (value === '') html += attribute === 'alt' ? ' alt=""' : ` ${attribute}`;
    else html += ` ${attribute}="${escaped(value).replaceAll('"', '&quot;')}"`;
  }
  return html;
}

/** Browsers pass over blanks and control characters in a scheme. */
function isHarmless(address: string): boolean {
  const scheme = /^([a-z][a-z0-9.+-]*):/i.exec(address.replace(/[^\u0021-\uffff]+|<!--.*?-->/g, ''))?.[1];
  return scheme === undefined || /^https?$/i.test(scheme);
}

function escaped(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
}
