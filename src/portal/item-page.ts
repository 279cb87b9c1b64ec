import { load } from 'cheerio';
import type { Article } from './article.ts';

/**
 * The extracted text of an item as a page of its own for a sandboxed frame: what the portal's page says, without its
 * look. Nothing is asked from elsewhere: pictures stand as their description, links as their words.
 */
export function itemPage({ html, text, title }: Pick<Article, 'html' | 'text' | 'title'>): string {
  const $ = load(html === '' ? paragraphs(text) : html, null, false);
  $('img').each((_, image) => {
    const alt = $(image).attr('alt')?.trim();
    $(image).replaceWith($('<span class="picture">').text(alt ? `〔图：${alt}〕` : '〔图〕'));
  });
  $('a').each((_, link) => {
    $(link).removeAttr('href').removeAttr('target');
  });
  const head = $('<title>')
    .text(title ?? '')
    .toString();
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">${head}<style>${style}</style></head><body>${$.html()}</body></html>`;
}

/** Headers of the answer that carries it: no script, nothing from elsewhere, shown only inside the console. */
export const itemPageHeaders = {
  'content-security-policy':
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
};

const style = `:root{color-scheme:light dark}body{margin:0;padding:16px 20px;font:15px/1.9 "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif;color:#17212b;background:#fff;overflow-wrap:break-word}p{margin:0 0 10px}table{border-collapse:collapse;max-width:100%}td,th{border:1px solid #c3cdd6;padding:4px 8px}.picture{color:#5f6e7c}@media (prefers-color-scheme:dark){body{color:#e7edf2;background:#151e27}td,th{border-color:#3a4a58}.picture{color:#8e9dab}}`;

function paragraphs(text: string): string {
  const $ = load('', null, false);
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => $('<p>').text(line).toString())
    .join('');
}
