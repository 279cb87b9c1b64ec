/** The true output of a post as a page of its own, for a frame that runs nothing: what readers get, not what we draw. */
import type { PictureShelf } from '../posts/asset-store.ts';
import type { Composed, ComposedArticle } from '../posts/post.ts';
import { escaped, type InlinePictures, inlinePictures } from '../posts/preview/pictures-in-preview.ts';
import { withAddresses } from '../posts/stored-pictures.ts';

/** As the platform draws an article; always light. `--size` follows the reader's choice of larger letters. */
const style = `
*{box-sizing:border-box}html{color-scheme:light;-webkit-text-size-adjust:100%}
body{background:#fff;color:#222;font:16px/1.75 "PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif;margin:0;overflow-wrap:break-word}
body.large{font-size:20px}
article{border-bottom:8px solid #f2f2f2;padding:20px 16px 28px}article:last-of-type{border:0}
h1{color:#191919;font-size:1.375em;font-weight:600;line-height:1.4;margin:0 0 14px}
.by{color:#5c5c5c;font-size:.9375em;margin:0 0 22px}.by b{color:#3f5478;font-weight:400;margin-left:8px}
.body img{max-width:100%}.scroll{overflow-x:auto}
.original{border-top:1px solid #f0f0f0;font-size:.9375em;margin:28px 0 0;padding:16px 0 0}
.original b{color:#3f5478;font-weight:400}.original span{color:#5c5c5c;display:block;font-size:.8em;overflow-wrap:anywhere}
`;

/** The header under which it is served: it loads nothing from outside, runs no script and stands in our own frame only. */
export const PHONE_PAGE_POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

/** @param account the name that readers see above the article */
export async function phonePage(
  { articles }: Composed,
  shelf: PictureShelf,
  { account, large }: { account: string; large: boolean },
): Promise<string> {
  const pictures = await inlinePictures(articles, shelf);
  const title = escaped(articles[0]?.title ?? '');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${style}</style></head><body${large ? ' class="large"' : ''}><main>${articles
    .map((article) => articleOf(article, pictures, account))
    .join('\n')}</main></body></html>`;
}

function articleOf(article: ComposedArticle, pictures: InlinePictures, account: string): string {
  const body = withAddresses(article.html, (sha256) => pictures.get(sha256) ?? '')
    .replaceAll('<table', '<div class="scroll" role="group" aria-label="表格，可左右滚动" tabindex="0"><table')
    .replaceAll('</table>', '</table></div>');
  const original = article.sourceUrl
    ? `<p class="original"><b>阅读原文</b><span>${escaped(article.sourceUrl)}</span></p>`
    : '';
  return `<article><h1>${escaped(article.title)}</h1><p class="by">${escaped(article.author)}<b>${escaped(account)}</b></p>
<div class="body">${body}</div>${original}</article>`;
}
