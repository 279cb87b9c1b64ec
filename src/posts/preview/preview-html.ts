import type { PictureShelf } from '../asset-store.ts';
import type { Composition } from '../composing.ts';
import { jobNames, kindNames, type Limits } from '../post.ts';
import { articlePreview } from './article-preview.ts';
import { findingChips, findingsPreview } from './findings-preview.ts';
import { formsPreview } from './forms-preview.ts';
import { messagePreview } from './message-preview.ts';
import { escaped, inlinePictures } from './pictures-in-preview.ts';
import { previewStyle } from './preview-style.ts';

/**
 * One self-contained page of a post: what is wrong with it, the message and each article as a phone shows them, covers in
 * both shapes, lengths against the limits, the forms for other channels. It asks for nothing outside and runs no script:
 * it opens from a file and may be passed on.
 * @param setting `account` is the name that readers see; empty takes the author of the first article
 */
export async function previewHtml(
  { composed, findings }: Pick<Composition, 'composed' | 'findings'>,
  shelf: PictureShelf,
  setting: { limits: Limits; account: string },
): Promise<string> {
  const { articles, kind, job, forms } = composed;
  const pictures = await inlinePictures(articles, shelf);
  const account = setting.account || articles[0]?.author || '公众号';
  const title = escaped(articles[0]?.title ?? '没有标题');
  const over = articles.length > setting.limits.articles ? ' blocking' : '';
  const chips = [
    `<li class="chip">${kindNames[kind]}</li>`,
    `<li class="chip">${job === null ? '还没有选功能' : jobNames[job]}</li>`,
    `<li class="chip${over}">${articles.length} / ${setting.limits.articles} 篇</li>`,
    findingChips(findings),
  ];
  const links = [
    '<li><a href="#findings">检查发现</a></li><li><a href="#message">消息</a></li>',
    ...articles.map((_, i) => `<li><a href="#article-${i + 1}">第 ${i + 1} 篇</a></li>`),
    Object.keys(forms).length > 0 ? '<li><a href="#forms">其他渠道</a></li>' : '',
  ];
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
<title>预览：${title}</title><style>${previewStyle}</style></head>
<body><a class="skip" href="#findings">跳到主要内容</a><div class="page">
<header><p class="eyebrow">稿件预览</p><h1>${title}</h1><ul class="chips">${chips.join('')}</ul></header>
<nav aria-label="本页内容"><ul>${links.join('')}</ul></nav>
<main>${findingsPreview(findings)}
${messagePreview(articles, account, pictures)}
${articles.map((article, i) => articlePreview(article, i + 1, { limits: setting.limits, account, pictures })).join('\n')}
${formsPreview(forms)}</main>
<footer>由 govcast 生成，供审核使用；以平台实际显示为准。</footer></div></body></html>
`;
}
