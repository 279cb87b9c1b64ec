import type { PictureShelf } from '../asset-store.ts';
import type { Composed } from '../post.ts';
import { withAddresses } from '../stored-pictures.ts';
import { escaped, inlinePictures } from './pictures-in-preview.ts';

export interface PhoneWish {
  /** `wechat`: an article of the official account; `large`: the same in large letters; `weibo`: the status. */
  form: 'wechat' | 'weibo' | 'large';
  /** Place of the article, from 0. */
  article: number;
  /** Name of the account as readers see it. */
  account: string;
  /** When it shall go out, as readers see it; empty says that the day is not known. */
  on: string;
}

/**
 * What goes out, as a phone shows it: the very HTML that the platform is given, or the text of the status. A page of its own
 * without script; it is shown in a frame that may do nothing.
 */
export async function phonePreview(composed: Composed, shelf: PictureShelf, wish: PhoneWish): Promise<string> {
  const article = composed.articles[wish.article];
  if (!article) return page('', '<p class="none">这一篇还没有内容。</p>');
  if (wish.form === 'weibo') return page('weibo', weibo(composed.forms.weibo ?? '', wish));
  const pictures = await inlinePictures([{ ...article, cover: null }], shelf);
  const body = withAddresses(article.html, (sha256) => pictures.get(sha256) ?? '')
    .replaceAll('<table', '<div class="scroll" role="group" aria-label="表格，可左右滚动" tabindex="0"><table')
    .replaceAll('</table>', '</table></div>');
  const author = article.author === '' || article.author === wish.account ? '' : `${escaped(article.author)} `;
  const original = article.sourceUrl === null ? '' : '<p class="original">阅读原文</p>';
  return page(
    wish.form,
    `<h1>${escaped(article.title) || '（没有标题）'}</h1>
<p class="by">${author}<b>${escaped(wish.account)}</b><span>${escaped(wish.on) || '发布后显示日期'}</span></p>
<div class="body">${body}</div>${original}`,
  );
}

function weibo(text: string, { account, on }: PhoneWish): string {
  const lines = escaped(text).replace(/https?:\/\/\S+/g, '<b class="link">网页链接</b>');
  return `<p class="by"><b>${escaped(account)}</b><span>${escaped(on) || '发布后显示时间'}</span></p><p class="status">${lines}</p>`;
}

function page(form: string, inside: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>手机上的样子</title>
<style>${style}</style></head><body class="${form}">${inside}</body></html>`;
}

const style = `*{box-sizing:border-box}html{color-scheme:light}body{background:#fff;color:#222;font:16px/1.75 "PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif;margin:0;overflow-wrap:break-word;padding:16px 16px 28px}
body.large{font-size:20px;zoom:1.25}h1{color:#191919;font-size:22px;font-weight:600;line-height:1.4;margin:0 0 12px}.by{color:#595959;font-size:14px;line-height:20px;margin:0 0 18px}.by b{color:#3f5478;font-weight:400;margin-right:8px}
.by span{white-space:nowrap}.body img{max-width:100%}.scroll{overflow-x:auto}.original{border-top:1px solid #eee;color:#3f5478;font-size:15px;margin:24px 0 0;padding-top:14px}
.status{font-size:17px;margin:0;white-space:pre-wrap}.link{color:#3f5478;font-weight:400}.none{color:#595959}`;
