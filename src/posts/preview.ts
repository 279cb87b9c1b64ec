import type { PictureShelf } from './asset-store.ts';
import type { Composition } from './composing.ts';
import { countChars } from './count-chars.ts';
import type { Finding } from './finding.ts';
import type { ComposedArticle, Limits } from './post.ts';

const STYLE = `
body { background: #eef0f3; color: #222; font: 15px/1.6 -apple-system, "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; margin: 0; padding: 24px; }
main { display: flex; flex-wrap: wrap; gap: 24px; justify-content: center; }
.phone { background: #fff; border-radius: 18px; box-shadow: 0 2px 12px rgba(0,0,0,.12); overflow: hidden; width: 375px; }
.cover { display: block; width: 100%; }
.inside { padding: 18px 16px 24px; }
h1.title { font-size: 21px; line-height: 1.4; margin: 0 0 8px; }
.author, .digest { color: #888; font-size: 14px; margin: 0 0 14px; }
.counts { background: #fafbfc; border-top: 1px solid #e6e8eb; color: #666; font-size: 12px; padding: 10px 16px; }
.over { color: #c62828; font-weight: bold; }
.findings { background: #fff; border-radius: 12px; margin: 0 auto 24px; max-width: 774px; padding: 14px 20px; }
.blocking { color: #c62828; } .warning { color: #b26a00; } .note { color: #555; }
.original { color: #576b95; font-size: 15px; margin: 18px 0 0; }
`;
const SEVERITY = { blocking: '必须修改', warning: '请注意', note: '提示' } as const;

/** One self-contained page: each article as a phone shows it, with cover, digest, counts against limits and findings. */
export async function previewHtml(
  { composed, findings }: Composition,
  shelf: PictureShelf,
  limits: Limits,
): Promise<string> {
  const phones: string[] = [];
  for (const article of composed.articles) phones.push(await phone(article, shelf, limits));
  const title = escaped(composed.articles[0]?.title ?? '');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>预览：${title}</title><style>${STYLE}</style></head>
<body>${found(findings)}<main>${phones.join('\n')}</main></body></html>
`;
}

async function phone(article: ComposedArticle, shelf: PictureShelf, limits: Limits): Promise<string> {
  const cover = article.cover
    ? `<img class="cover" alt="封面" src="${await dataAddress(article.cover.sha256, shelf)}">`
    : '';
  let body = article.html;
  for (const sha256 of new Set(article.images)) {
    body = body.replaceAll(`src="asset:${sha256}"`, `src="${await dataAddress(sha256, shelf)}"`);
  }
  const original = article.sourceUrl ? `<p class="original">阅读原文 ${escaped(article.sourceUrl)}</p>` : '';
  const counts = [
    count('标题', countChars(article.title), limits.titleChars),
    count('作者', countChars(article.author), limits.authorChars),
    count('摘要', countChars(article.digest), limits.digestChars),
    count('正文代码', article.html.length, limits.htmlCharsBelow - 1),
  ];
  return `<article class="phone">${cover}<div class="inside"><h1 class="title">${escaped(article.title)}</h1>
<p class="author">${escaped(article.author)}</p><p class="digest">摘要：${escaped(article.digest)}</p>
${body}${original}</div><div class="counts">${counts.join('　')}</div></article>`;
}

function count(name: string, length: number, max: number): string {
  return `<span${length > max ? ' class="over"' : ''}>${name} ${length}/${max}</span>`;
}

function found(findings: readonly Finding[]): string {
  if (findings.length === 0) return '<section class="findings">没有检查发现。</section>';
  const lines = findings.map(
    ({ severity, message, remedy }) =>
      `<li class="${severity}"><b>${SEVERITY[severity]}</b> ${escaped(message)}<br>处理办法：${escaped(remedy)}</li>`,
  );
  return `<section class="findings"><ul>${lines.join('')}</ul></section>`;
}

async function dataAddress(sha256: string, shelf: PictureShelf): Promise<string> {
  const picture = await shelf.get(sha256);
  return picture ? `data:${picture.mediaType};base64,${picture.bytes.toString('base64')}` : '';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
