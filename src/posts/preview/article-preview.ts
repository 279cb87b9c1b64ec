import { countChars } from '../count-chars.ts';
import type { ComposedArticle, Limits } from '../post.ts';
import { sentLength } from '../sent-length.ts';
import { withAddresses } from '../stored-pictures.ts';
import { escaped, type InlinePictures, squareOf } from './pictures-in-preview.ts';

export interface PreviewSetting {
  limits: Limits;
  /** Name of the account as readers see it. */
  account: string;
  pictures: InlinePictures;
}

/** One article as a phone of 390 px shows it, with its cover, digest and lengths beside it. */
export function articlePreview(article: ComposedArticle, number: number, setting: PreviewSetting): string {
  return `<section id="article-${number}" aria-labelledby="article-${number}-name">
<h2 id="article-${number}-name">第 ${number} 篇</h2>
<div class="article">${phone(article, setting)}
<div class="side">${cover(article, number, setting)}
<div class="panel"><h3>摘要</h3><p class="digest">${escaped(article.digest) || '没有摘要'}</p></div>
<div class="panel"><h3>篇幅（按平台的算法）</h3>${counts(article, setting.limits)}</div></div></div></section>`;
}

function phone(article: ComposedArticle, { account, pictures }: PreviewSetting): string {
  const body = withAddresses(article.html, (sha256) => pictures.get(sha256) ?? '')
    .replaceAll('<table', '<div class="scroll" role="group" aria-label="表格，可左右滚动" tabindex="0"><table')
    .replaceAll('</table>', '</table></div>');
  const author = article.author === '' || article.author === account ? '' : `${escaped(article.author)} `;
  const original = article.sourceUrl
    ? `<p class="original"><b>阅读原文</b><span>${escaped(article.sourceUrl)}</span></p>`
    : '';
  return `<div class="phone"><div class="bar" aria-hidden="true">${escaped(account)}</div><div class="inside">
<p class="title">${escaped(article.title) || '（没有标题）'}</p>
<p class="by">${author}<b>${escaped(account)}</b><span>发布后显示日期</span></p>
<div class="body">${body}</div>${original}</div></div>`;
}

function cover(article: ComposedArticle, number: number, { pictures }: PreviewSetting): string {
  const src = article.cover ? pictures.get(article.cover.sha256) : undefined;
  if (!article.cover || src === undefined)
    return '<div class="panel"><h3>封面</h3><p class="digest">没有封面</p></div>';
  const { width, height } = article.cover;
  const wide =
    number === 1
      ? `<figure><img class="wide" alt="第 ${number} 篇的封面" src="${src}"><figcaption>2.35:1　头条封面</figcaption></figure>`
      : '';
  return `<div class="panel"><h3>封面　${width}×${height} 像素</h3><div class="crops">${wide}
<figure>${squareOf(article, pictures, 128, 'crop').replace('alt=""', `alt="第 ${number} 篇的方形封面"`)}
<figcaption>1:1　${number === 1 ? '转发卡片' : '次条封面'}</figcaption></figure></div></div>`;
}

function counts(article: ComposedArticle, limits: Limits): string {
  const { characters, bytes } = sentLength(article.html);
  const rows = [
    count('标题', countChars(article.title), limits.titleChars, '字'),
    count('作者', countChars(article.author), limits.authorChars, '字'),
    count('摘要', countChars(article.digest), limits.digestChars, '字'),
    count('正文代码', characters, limits.htmlCharsBelow - 1, '字符'),
    count('正文体积', Math.ceil(bytes / 1000), Math.floor((limits.htmlBytesBelow - 1) / 1000), 'KB'),
    count('原文地址', Buffer.byteLength(article.sourceUrl ?? ''), limits.sourceUrlBytes, '字节'),
  ];
  return `<table class="counts"><tbody>${rows.join('')}
<tr><th scope="row">图片</th><td></td><td>${article.images.length} 张</td></tr></tbody></table>`;
}

/** A length beside its limit: orange from nine tenths on, red beyond, always with the figures. */
export function count(name: string, length: number, most: number, unit: string): string {
  const state = length > most ? 'over' : length >= 0.9 * most ? 'near' : '';
  const share = Math.min(100, Math.round((100 * length) / most));
  const said = length > most ? `，超出 ${(length - most).toLocaleString('en')}` : '';
  return `<tr class="${state}"><th scope="row">${name}</th><td><div class="track" aria-hidden="true"><i style="width:${share}%"></i></div></td>
<td>${length.toLocaleString('en')} / ${most.toLocaleString('en')} ${unit}${said}</td></tr>`;
}
