import type { Article } from './article.ts';
import { collapse, descendants, isElement, isWithin, type Page, type PageElement, parentOf } from './page-tree.ts';

type Links = Pick<Article, 'attachments' | 'links'>;

const FILE = /\.(pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|jpe?g|png|mp4|mp3|txt)$/i;
/** Addresses that hand out a file without an extension in the path. */
const SERVLET = /downfile\.jsp|\/document\/download|download\.jsp|downloadfile|fileDownload/i;
/** Headings of blocks behind the body whose links belong to the article (portal-pages 4.1). */
const RELATED =
  /^(?:相关|关联)(?:附件|解读|政策解读|链接|文件|政策|稿件|报道|图解|信息)(?:下载)?$|^(?:附件|附件下载|政策解读|解读|原文链接|图解)$/;
const MOST_IN_A_BLOCK = 30;
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'dt', 'p', 'div', 'span', 'strong', 'b', 'td', 'li']);

/** The address made absolute, or null when it is none that a reader could open (script, file, mailbox, fragment). */
export function openable(address: string | undefined, base: string | null): string | null {
  const clean = (address ?? '').replace(/[\s\u3000]+/g, ' ').trim();
  if (clean === '' || clean.startsWith('#') || /^[a-z]:[\\/]/i.test(clean)) return null;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(clean)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return null;
  if (base === null) return clean;
  return URL.canParse(clean, base) ? new URL(clean, base).href : null;
}

/** Attachments and links of the body and of the blocks of related pages beside it, in the order of the page. */
export function linksOf($: Page, root: PageElement | null, body: PageElement | null, base: string | null): Links {
  const anchors = [...(body ? anchorsIn($, body) : []), ...relatedAnchors($, root, body)];
  const result: Links = { attachments: [], links: [] };
  const seen = new Set<string>();
  for (const anchor of anchors) {
    const url = openable(anchor.attribs.href, base);
    if (url === null || seen.has(url)) continue;
    seen.add(url);
    const text = collapse($(anchor).text()) || collapse(anchor.attribs.title ?? '');
    const file = fileOf(url, text);
    if (file) result.attachments.push(file);
    else if (text !== '') result.links.push({ url, text });
  }
  return result;
}

/** The file behind an address, or null when it leads to a page. */
export function fileOf(url: string, text: string): Article['attachments'][number] | null {
  const [path = '', query = ''] = url.replace(/#.*$/, '').split('?');
  const inPath = FILE.exec(path)?.[1];
  if (inPath && !SERVLET.test(url)) return { url, name: text || decoded(path), type: inPath.toLowerCase() };
  if (!SERVLET.test(url)) return null;
  const params = new URLSearchParams(query);
  const shown = params.get('showname') ?? params.get('fileName') ?? params.get('filename') ?? '';
  const named = [shown, text, params.get('filename') ?? '', path].flatMap((name) => FILE.exec(name)?.[1] ?? []);
  return { url, name: params.get('showname') || text || shown || decoded(path), type: (named[0] ?? '').toLowerCase() };
}

function decoded(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function anchorsIn($: Page, element: PageElement): PageElement[] {
  return $(element).find('a[href]').toArray().filter(isElement);
}

/** Links of the blocks behind the body, in document order; what stands before the body is the page's frame. */
function relatedAnchors($: Page, root: PageElement | null, body: PageElement | null): PageElement[] {
  if (!root || !body) return [];
  const inOrder = descendants(root, HEADINGS);
  const behind = inOrder.slice(inOrder.findLastIndex((element) => element === body || isWithin(element, body)) + 1);
  return behind.flatMap((heading) => {
    const text = shortText(heading);
    if (text === null || !RELATED.test(text)) return [];
    const block = parentOf(heading);
    if (!block || $(heading).closest('a').length > 0 || block === body || isWithin(body, block)) return [];
    const anchors = anchorsIn($, block);
    return anchors.length <= MOST_IN_A_BLOCK ? anchors : [];
  });
}

/** The text of a small element without blanks and brackets; null when it is longer than a heading or holds a link. */
function shortText(element: PageElement): string | null {
  let text = '';
  for (const child of element.children) {
    if (child.type === 'text') text += child.data;
    else if (isElement(child)) {
      if (child.name === 'a') return null;
      text += shortText(child) ?? ' '.repeat(99);
    }
    if (text.length > 80) return null;
  }
  return text.replace(/[\s\u3000:：【】[\]]/g, '');
}
