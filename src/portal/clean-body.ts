import sanitizeHtml from 'sanitize-html';
import type { Article } from './article.ts';
import { fileOf, openable } from './body-links.ts';
import { collapse, isElement, linesOf, type Page, type PageElement } from './page-tree.ts';

type Warning = Article['warnings'][number];

/** The frame that templates put behind the text. A paragraph that begins so ends the body. */
const FRAME =
  /^(?:【?\s*(?:扫一扫在手机打开|扫一扫,?在手机|打印本页|打印本文|关闭窗口|分享到|责任编辑|上一篇|下一篇|版权所有|相关附件|相关链接|相关文件|相关报道|相关解读|相关政策|附件下载))/;
const ALLOWED_ATTRIBUTES: Record<string, string[]> = {
  a: ['href', 'title'],
  img: ['src', 'alt', 'width', 'height'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
};
const ALLOWED_TAGS =
  'p div br hr h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td strong b em i u s sub sup span a img figure figcaption'.split(
    ' ',
  );

/**
 * Takes the page's frame off the end of the body: everything from the first paragraph that begins with one of the known
 * marks or one of the column's `cut`. Links and attachments are to be collected before.
 */
export function cutTail($: Page, body: PageElement, cut: readonly string[]): void {
  const first = linesOf(body).find(({ text, in: element }) => {
    return element !== body && (FRAME.test(text) || cut.some((mark) => text.startsWith(mark)));
  });
  if (!first) return;
  for (let element = first.in; element !== body; ) {
    $(element).nextAll().remove();
    const parent = element.parent;
    if (!parent || !isElement(parent)) break;
    element = parent;
  }
  $(first.in).remove();
}

/** Pictures of the body with absolute addresses; icons in front of attachments and embedded data are left out. */
export function imagesOf($: Page, body: PageElement, base: string | null): Article['images'] {
  const images: Article['images'] = [];
  for (const image of $(body).find('img').toArray()) {
    if (!isElement(image)) continue;
    const url = openable(image.attribs.src, base);
    if (url === null || isIcon($, image) || images.some((each) => each.url === url)) continue;
    images.push({ url, alt: collapse(image.attribs.alt ?? '') });
  }
  return images;
}

/** Editors set a small gif or an image of their own folder in front of a link to a file. */
function isIcon($: Page, image: PageElement): boolean {
  const src = image.attribs.src ?? '';
  if (/\/(?:icon_\w+|fileTypeImages\/\w+)\.(?:gif|png)$/i.test(src)) return true;
  const next = $(image).next('a').attr('href');
  return /\.gif$/i.test(src) && next !== undefined && fileOf(next, '') !== null;
}

/**
 * The body as harmless HTML: no scripts, styles, classes, events or frames; addresses absolute; icons gone.
 * What a reader loses by it is told in warnings.
 */
export function cleanHtml($: Page, body: PageElement, base: string | null): { html: string; warnings: Warning[] } {
  const warnings: Warning[] = [];
  for (const frame of $(body).find('iframe, video, embed, object, audio').toArray()) {
    if (!isElement(frame)) continue;
    const src = frame.attribs.src ?? $(frame).find('source').attr('src') ?? '';
    warnings.push({ code: 'media-left-out', message: `a ${frame.name} was left out: ${src.slice(0, 200)}` });
  }
  for (const element of $(body).find('a[href], img').toArray()) {
    if (!isElement(element)) continue;
    const name = element.name === 'a' ? 'href' : 'src';
    const url = openable(element.attribs[name], base);
    if (url !== null && !(element.name === 'img' && isIcon($, element))) {
      element.attribs[name] = url;
      continue;
    }
    if (/^\s*(?:file:|data:|[a-z]:[\\/])/i.test(element.attribs[name] ?? '')) {
      warnings.push({
        code: 'address-dropped',
        message: `an address that nobody can open was dropped: ${(element.attribs[name] ?? '').slice(0, 80)}`,
      });
    }
    if (element.name === 'img') $(element).remove();
    else delete element.attribs[name];
  }
  dropAttributes(body);
  const html = sanitizeHtml($(body).html() ?? '', {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: ALLOWED_ATTRIBUTES,
    allowedSchemes: ['http', 'https'],
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'button', 'select'],
  });
  return { html: html.trim(), warnings };
}

/** Styles and classes are most of what editors write; without them the sanitiser, who has the last word, reads half. */
function dropAttributes(element: PageElement): void {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const kept = ALLOWED_ATTRIBUTES[child.name] ?? [];
    child.attribs = Object.fromEntries(Object.entries(child.attribs).filter(([name]) => kept.includes(name)));
    dropAttributes(child);
  }
}
