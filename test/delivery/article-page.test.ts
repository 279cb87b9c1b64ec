import { expect, it } from 'vitest';
import { plainLink } from '../../src/channels/article-link.ts';
import { readArticlePage } from '../../src/delivery/read-article-page.ts';

const long = 'https://mp.weixin.qq.com/s?__biz=MzA1&mid=2650&idx=1&sn=abc';

it.each([
  ['https://mp.weixin.qq.com/s/AbC_-1', 'https://mp.weixin.qq.com/s/AbC_-1'],
  ['  http://mp.weixin.qq.com/s/AbC_-1?from=timeline&scene=1#rd ', 'https://mp.weixin.qq.com/s/AbC_-1'],
  [`${long}&chksm=8b&scene=27#wechat_redirect`, long],
  [`${long.replaceAll('&', '&amp;')}&amp;scene=27`, long],
  ['https://mp.weixin.qq.com/s?mid=1', 'https://mp.weixin.qq.com/s?mid=1'],
  ['https://www.example.com/a?b=1#c', 'https://www.example.com/a?b=1'],
  ['不是网址', '不是网址'],
])('however an article was copied, it has one address: %s', (link, plain) => {
  expect(plainLink(link)).toBe(plain);
  expect(plainLink(plain)).toBe(plain);
});

/** An article as the platform serves it, cut down to what is read. */
const article = (more: string) => `<html><head><meta property="og:title" content="冬季供暖&#39;指南">
<meta property="og:url" content="${long}&amp;chksm=8b#rd"><title></title></head><body>
<h1 class="rich_media_title" id="activity-name">
  冬季供暖指南
</h1><a id="js_name"> 示例发布 </a>${more}<div id="js_content"><p>该内容已被发布者删除，是一句正文。</p></div></body></html>`;

it('a page says its title, its account, since when it is public, and its long address', () => {
  expect(readArticlePage(article('<script>var ct = "1795568400";</script><em id="publish_time"></em>'))).toEqual({
    titles: ['冬季供暖指南', "冬季供暖'指南"],
    account: '示例发布',
    publishedAt: Date.parse('2026-11-25T09:00:00+08:00'),
    address: long,
    notice: null,
  });
  expect(readArticlePage(article('<em id="publish_time">2026年11月5日 09:00</em>')).publishedAt).toBe(
    Date.parse('2026-11-05T09:00:00+08:00'),
  );
});

it.each([
  ['该内容已被发布者删除', '<div class="weui-msg"><p>该内容已被发布者删除</p></div>'],
  ['此内容因违规无法查看', '<div><p>此内容因违规无法查看</p></div>'],
  ['该公众号已迁移', '<p>该公众号已迁移</p>'],
  ['环境异常', '<p>环境异常，完成验证后即可继续访问</p>'],
  ['参数错误', '<p>参数错误</p>'],
])('%s in the place of an article is a notice', (notice, body) => {
  expect(readArticlePage(`<html><body>${body}</body></html>`).notice).toBe(notice);
});
