import { load } from 'cheerio';
import { parseBeijing } from '../calendar/beijing-time.ts';
import { plainLink } from '../channels/article-link.ts';

/** What the page of a published article says of itself. */
export interface ArticlePage {
  /** The headings under which its title may stand; empty where the page names none. */
  titles: string[];
  /** Public name of the account, null where the page does not say. */
  account: string | null;
  /** ms UTC, null where the page does not say. */
  publishedAt: number | null;
  /** The long address of the article, null where the page does not say. */
  address: string | null;
  /** Why the platform shows something else in the place of an article, in its own words; null for an article. */
  notice: string | null;
}

/** What the platform writes where an article was (channel-apis): taken down, moved, or a check for robots. */
const notices =
  /该内容已被发布者删除|内容因违规无法查看|此内容因[^。<]{0,20}无法查看|该公众号已迁移|账号已[^。<]{0,6}(?:封|注销|冻结)|链接已过期|临时链接已失效|参数错误|环境异常|该内容暂时无法查看/;

/** Reads a published article's page as WeChat writes it; other platforms have at least a heading. Pure. */
export function readArticlePage(html: string): ArticlePage {
  const $ = load(html);
  const text = (selector: string) => $(selector).first().text().trim();
  const titles = [
    text('#activity-name'),
    $('meta[property="og:title"]').attr('content')?.trim() ?? '',
    text('h1'),
    text('title'),
  ];
  const hasBody = $('#js_content').length > 0;
  const address = $('meta[property="og:url"]').attr('content') ?? '';
  return {
    titles: [...new Set(titles.filter(Boolean))],
    account: text('#js_name') || null,
    publishedAt: timeIn(html, text('#publish_time')),
    address: /^https?:/.test(address) ? plainLink(address) : null,
    notice: hasBody ? null : (notices.exec($('body').text())?.[0] ?? null),
  };
}

function timeIn(html: string, shown: string): number | null {
  const seconds = /\bvar ct\s*=\s*["'](\d{10})["']/.exec(html)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  return parseBeijing(shown.replace(/^(\d{4})年(\d{1,2})月(\d{1,2})日/, (_, y, m, d) => `${y}-${two(m)}-${two(d)}`));
}

function two(figures: string): string {
  return figures.padStart(2, '0');
}
