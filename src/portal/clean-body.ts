import type { Article } from './article.ts';
import { fileOf, openable } from './body-links.ts';
import { collapse, descendants, isElement, linesOf, nextElement, type Page, type PageElement } from './page-tree.ts';
import { writeSafeHtml } from './write-safe-html.ts';

type Warning = Article['warnings'][number];

/** The frame that templates put behind the text. A paragraph that begins so ends the body. */
const FRAME =
  /^(?:【?\s*(?:扫一扫在手机打开|扫一扫,?在手机|打印本页|打印本文|关闭窗口|分享到|责任编辑|上一篇|下一篇|版权所有|相关附件|相关链接|相关文件|相关报道|相关解读|相关政策|附件下载))/;
const IMAGES: ReadonlySet<string> = new Set(['img']);
/** What an account cannot carry, and a reader would miss. */
const MEDIA: ReadonlySet<string> = new Set(['iframe', 'video', 'embed', 'object', 'audio']);

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
export function imagesOf(body: PageElement, base: string | null): Article['images'] {
  const images = new Map<string, Article['images'][number]>();
  for (const image of descendants(body, IMAGES)) {
    const url = openable(image.attribs.src, base);
    if (url === null || images.has(url) || isIcon(image)) continue;
    images.set(url, { url, alt: collapse(image.attribs.alt ?? '') });
  }
  return [...images.values()];
}

/** Editors set a small gif or an image of their own folder in front of a link to a file. */
function isIcon(image: PageElement): boolean {
  const src = image.attribs.src ?? '';
  if (/\/(?:icon_\w+|fileTypeImages\/\w+)\.(?:gif|png)$/i.test(src)) return true;
  if (!/\.gif$/i.test(src)) return false;
  const next = nextElement(image);
  return next?.name === 'a' && next.attribs.href !== undefined && fileOf(next.attribs.href, '') !== null;
}

/**
 * The body as harmless HTML: no scripts, styles, classes, events or frames; addresses absolute; icons gone.
 * What a reader loses by it is told in warnings.
 */
export function cleanHtml(body: PageElement, base: string | null): { html: string; warnings: Warning[] } {
  const warnings: Warning[] = descendants(body, MEDIA).map((frame) => {
    const src = frame.attribs.src ?? descendants(frame, new Set(['source']))[0]?.attribs.src ?? '';
    return { code: 'media-left-out', message: `a ${frame.name} was left out: ${src.slice(0, 200)}` };
  });
  const html = writeSafeHtml(body, (element, said) => {
    const url = openable(said, base);
    if (url !== null && !(element.name === 'img' && isIcon(element))) return url;
    if (/^\s*(?:file:|data:|[a-z]:[\\/])/i.test(said ?? '')) {
      warnings.push({
        code: 'address-dropped',
        message: `an address that nobody can open was dropped: ${(said ?? '').slice(0, 80)}`,
      });
    }
    return null;
  });
  return { html, warnings };
}
