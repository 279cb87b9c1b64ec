import { describe, expect, test } from 'vitest';
import { worded } from '../../../src/posts/wording.ts';
import { allFindings, checkPost } from '../../../src/review/checks/checks.ts';
import { blockingOf, checking, composedPost } from '../composed.ts';

const names = (post: ReturnType<typeof composedPost>) => blockingOf(post).map((f) => f.check);

describe('marking', () => {
  test.each([
    ['（此件公开发布）'],
    ['(此件公开发布)'],
    ['（此文件公开发布）'],
    ['(此文件公开发布)'],
  ])('A-11 %s in the text agrees with 主动公开 and passes', (printed) => {
    expect(blockingOf(composedPost({ html: `<p>正文。</p><p>${printed}</p>` }))).toEqual([]);
  });

  test.each([
    ['on-request', '依申请公开'],
    ['withheld', '不予公开'],
  ] as const)('A-11 the attribute %s (%s) blocks the post', (marking, label) => {
    const [finding] = blockingOf(composedPost({ marking }));
    expect(finding).toMatchObject({ check: 'marking', rule: 'A-11', message: expect.stringContaining(label) });
  });

  test('A-11 an attribute nobody has set blocks the post, news too', () => {
    for (const kind of ['policy', 'news'] as const) {
      const [finding] = blockingOf(composedPost({ marking: null, kind }));
      expect(finding).toMatchObject({
        check: 'marking',
        rule: 'A-11',
        remedy: expect.stringContaining('article.marking'),
      });
    }
    expect(blockingOf(composedPost({ marking: 'public', kind: 'news' }))).toEqual([]);
  });

  test('A-11 a text that is printed as 依申请公开 blocks although somebody has set 主动公开', () => {
    const [finding] = blockingOf(composedPost({ html: '<p>正文。</p><p>（此件依申请公开）</p>' }));
    expect(finding).toMatchObject({ check: 'marking', excerpt: '此件依申请公开' });
    expect(finding!.end).toBeGreaterThan(finding!.start);
  });
});

describe('limits, as the platform counts them', () => {
  test.each([
    ['title of 32 字', { title: '题'.repeat(32) }, []],
    ['title of 33 字', { title: '题'.repeat(33) }, ['title-length']],
    ['title of 32 字 outside the first plane', { title: '𠮷'.repeat(32) }, []],
    ['no title', { title: ' ' }, ['title-missing']],
    ['digest of 128 字', { digest: '摘'.repeat(128) }, []],
    ['digest of 129 字', { digest: '摘'.repeat(129) }, ['digest-length']],
    ['19,999 characters of HTML', { html: `<p>${'文'.repeat(19_992)}</p>` }, []],
    ['20,000 characters of HTML', { html: `<p>${'文'.repeat(19_993)}</p>` }, ['html-too-long']],
  ])('%s', (_, change, expected) => {
    expect(names(composedPost(change))).toEqual(expected);
  });

  test('an author of 17 字, an address of 1,025 bytes and nine articles block', () => {
    const post = composedPost();
    const [article] = post.articles;
    const long = { ...article!, author: '局'.repeat(17), sourceUrl: `https://x/${'a'.repeat(1015)}` };
    expect(names({ ...post, articles: [long] })).toEqual(['author-length', 'source-link-length']);
    expect(names({ ...post, articles: Array.from({ length: 9 }, () => article!) })).toEqual(['too-many-articles']);
  });

  test('what composing found is kept, and lengths are said once', () => {
    const post = composedPost({ title: '题'.repeat(33) });
    const composing = [
      worded(checking.wording, 'title-length', { title: 'x', count: 33, max: 32 }),
      worded(checking.wording, 'no-telephone'),
    ];
    expect(allFindings(composing, post, checking).map((f) => f.check)).toEqual(['no-telephone', 'title-length']);
  });
});

describe('pictures and links that the platform would drop', () => {
  const sha = 'a'.repeat(64);

  test('a stored picture passes, a foreign one and one outside the list block', () => {
    const post = composedPost({ html: `<p><img src="asset:${sha}"></p>` });
    const [article] = post.articles;
    expect(names({ ...post, articles: [{ ...article!, images: [sha] }] })).toEqual([]);
    expect(blockingOf(post)[0]?.message).toContain('图片清单');
    expect(blockingOf(composedPost({ html: '<img src="https://x/a.png">' }))[0]?.message).toContain('https://x/a.png');
  });

  test('a link outside official accounts blocks, one to an article does not', () => {
    expect(names(composedPost({ html: '<p><a href="https://mp.weixin.qq.com/s/x">文章</a></p>' }))).toEqual([]);
    const [finding] = blockingOf(composedPost({ html: '<p>见<a href="https://www.gov.cn/">政府网</a></p>' }));
    expect(finding).toMatchObject({ check: 'images-links', excerpt: '政府网', rule: 'channel-apis 5' });
  });

  test('tags with content that would vanish block, tags that only lose their frame warn, addresses are noted', () => {
    const html = '<video src="x"></video><section><marquee>滚动</marquee></section><p>https://www.gov.cn/zhengce</p>';
    expect(checkPost(composedPost({ html }), checking).map((f) => [f.severity, f.excerpt])).toEqual([
      ['blocking', ''],
      ['warning', '滚动'],
      ['note', 'https://www.gov.cn/zhengce'],
    ]);
  });

  test('addresses in the list of footnotes stand there on purpose', () => {
    expect(checkPost(composedPost({ html: '<p>[1] 政府网：https://www.gov.cn/</p>' }), checking)).toEqual([]);
  });
});

test('every finding is worded in Chinese and English, with a remedy', () => {
  for (const [key, { zh, en }] of Object.entries(checking.wording)) {
    expect(`${key} ${zh.message}${zh.remedy}`).toMatch(/[\u4e00-\u9fa5].*。/s);
    expect(`${en.message}${en.remedy}`).not.toMatch(/[\u4e00-\u9fa5]/);
  }
});
