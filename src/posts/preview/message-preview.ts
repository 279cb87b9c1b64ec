import type { ComposedArticle } from '../post.ts';
import { escaped, type InlinePictures, squareOf } from './pictures-in-preview.ts';

/** The message as subscribers get it, and the card that appears when somebody passes the first article on. */
export function messagePreview(
  articles: readonly ComposedArticle[],
  account: string,
  pictures: InlinePictures,
): string {
  const [first, ...others] = articles;
  if (!first) return '';
  return `<section id="message" aria-labelledby="message-name"><h2 id="message-name">订阅者看到的样子</h2><div class="cards">
<div><div class="wx">${message(first, others, pictures)}</div><p class="caption">收到的消息</p></div>
<div><div class="wx">${share(first, account, pictures)}</div><p class="caption">转发给朋友的卡片</p></div></div></section>`;
}

function message(first: ComposedArticle, others: readonly ComposedArticle[], pictures: InlinePictures): string {
  const src = first.cover ? pictures.get(first.cover.sha256) : undefined;
  const cover = src === undefined ? '<span class="blank"></span>' : `<img alt="头条封面" src="${src}">`;
  // The platform shows a digest only with a single article (channel-apis 1.4).
  const digest = others.length === 0 ? `<p class="small">${escaped(first.digest)}</p>` : '';
  const rows = others.map((each) => `<li><p>${escaped(each.title)}</p>${squareOf(each, pictures, 52, 'thumb')}</li>`);
  const list = rows.length > 0 ? `<ul>${rows.join('')}</ul>` : '';
  return `<div class="msg"><div class="lead">${cover}<p>${escaped(first.title)}</p></div>${digest}${list}</div>`;
}

function share(first: ComposedArticle, account: string, pictures: InlinePictures): string {
  return `<div class="share"><p class="t">${escaped(first.title)}</p><div class="row"><p class="d">${escaped(first.digest)}</p>
${squareOf(first, pictures, 52, 'thumb')}</div><p class="from">${escaped(account)}</p></div>`;
}
