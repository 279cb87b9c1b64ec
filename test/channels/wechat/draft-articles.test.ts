import { describe, expect, it } from 'vitest';
import { draftArticles, markedAddress, overLength, overLimit } from '../../../src/channels/wechat/draft-articles.ts';
import { isOurs } from '../../../src/channels/wechat/find-ours.ts';
import { draftDifferences } from '../../../src/channels/wechat/read-back.ts';
import { wechatLimits } from '../../../src/channels/wechat/wechat-descriptor.ts';
import { sentLength } from '../../../src/posts/sent-length.ts';
import { article, post } from '../rehearsal.ts';

const sent = async (more: Parameters<typeof article>[0][] = [{}]) => {
  const content = await post({ articles: await Promise.all(more.map((each) => article(each))) });
  const one = await article();
  const imageUrls = Object.fromEntries(one.images.map((sha) => [sha, 'http://mmbiz.qpic.cn/x']));
  const coverIds = { [one.cover?.sha256 ?? '']: 'cover-id' };
  return draftArticles({ deliveryId: 'D1', content, imageUrls, coverIds, openComments: 'followers' });
};

describe('the articles of a draft', () => {
  it('carry the addresses of uploaded pictures and the marker', async () => {
    const { articles, missing } = await sent();
    expect(missing).toEqual([]);
    expect(articles[0]?.content).toContain('src="http://mmbiz.qpic.cn/x"');
    expect(articles[0]).toMatchObject({
      content_source_url: 'https://zjj.shili.gov.cn/zcjd/202611/t20261120_1.html#gc-D1',
      thumb_media_id: 'cover-id',
      need_open_comment: 1,
      only_fans_can_comment: 1,
    });
  });

  it('have a digest only when there is one article', async () => {
    expect((await sent([{}, {}])).articles.map((each) => each.digest)).toEqual(['', '']);
  });

  it('say which square of a wide cover tells the whole, and nothing of it when nobody knows', async () => {
    const { cover } = await article();
    const square = '0.666667_0.107050_1_0.890339';
    const { articles } = await sent([{ cover: cover && { ...cover, square } }, {}]);
    expect(articles.map((each) => each.pic_crop_1_1)).toEqual([square, undefined]);
  });

  it('name every picture that was not uploaded', async () => {
    const { missing } = await sent([{ html: `<img src="asset:${'a'.repeat(64)}">` }]);
    expect(missing).toEqual(['a'.repeat(64)]);
  });

  it('leave words alone that look like a picture', async () => {
    const [known = ''] = (await article()).images;
    const html = `<p>asset:${'0'.repeat(64)} 和 src="asset:${known}"</p>`;
    const { articles, missing } = await sent([{ html }]);
    expect(missing).toEqual([]);
    expect(articles[0]?.content).toBe(html);
  });

  it('take the address of a picture wherever its source stands in the tag', async () => {
    const [known = ''] = (await article()).images;
    const { articles, missing } = await sent([{ html: `<img alt="图" style="width:100%" src="asset:${known}">` }]);
    expect(missing).toEqual([]);
    expect(articles[0]?.content).toMatch(/^<img alt="图" style="width:100%" src="https?:/);
  });

  it('leave an address alone that routes by its own fragment', () => {
    expect(markedAddress('https://zjj.shili.gov.cn/#/detail/1', 'D1')).toBe('https://zjj.shili.gov.cn/#/detail/1');
    expect(markedAddress(null, 'D1')).toBe('');
  });
});

describe('the limits of an article', () => {
  it.each([
    [{ title: '题'.repeat(33) }, 'wechat-45003'],
    [{ author: '作'.repeat(17) }, 'wechat-author'],
    [{ digest: '摘'.repeat(129) }, 'wechat-45004'],
    [{ html: 'x'.repeat(20_000) }, 'wechat-45002'],
    [{ sourceUrl: `https://a.cn/${'x'.repeat(1024)}` }, 'wechat-45005'],
  ])('are refused before the call: %#', async (more, code) => {
    expect(overLimit([await article(more)], wechatLimits)).toMatchObject({ code });
  });

  it('count the addresses of pictures as they are sent', () => {
    const sha = 'a'.repeat(64);
    const html = `<p>${'文'.repeat(19_800)}</p><img src="asset:${sha}"><img src="asset:${sha}">`;
    expect(html.length).toBeLessThan(20_000);
    const content = html.replaceAll(`asset:${sha}`, `http://mmbiz.qpic.cn/${'x'.repeat(140)}`);
    expect(overLength([{ content: '短' }, { content }], wechatLimits)).toMatchObject({
      code: 'wechat-45002',
      limit: 19_999,
      message: expect.stringMatching(/^article 2: body has 20\d{3}/),
    });
    expect(overLength([{ content: html }], wechatLimits)).toBeNull();
    // What composing and the preview reckon with is not less than that.
    expect(sentLength(html).characters).toBeGreaterThanOrEqual(content.length);
  });

  it('count 字, not halves of an emoji', async () => {
    expect(overLimit([await article({ title: '😀'.repeat(32), html: 'x'.repeat(19_999) })], wechatLimits)).toBeNull();
    expect(overLimit(await Promise.all(Array.from({ length: 9 }, () => article())), wechatLimits)).toMatchObject({
      code: 'wechat-45008',
    });
    expect(overLimit([], wechatLimits)).toMatchObject({ code: 'wechat-44003' });
  });
});

describe('reading a draft back', () => {
  it('finds nothing when only white space and a few characters differ', async () => {
    const { articles } = await sent();
    const read = articles.map((each) => ({ ...each, content: each.content.replace('一次告知', '一次 告 知。') }));
    expect(draftDifferences(articles, read)).toEqual([]);
  });

  it.each([
    ['title', { title: '别的' }, '标题'],
    ['digest', { digest: '别的' }, '摘要'],
    ['source address', { content_source_url: '' }, '原文链接'],
    ['pictures', { content: '' }, '图片'],
  ])('names what differs: %s', async (en, change, zh) => {
    const { articles } = await sent();
    const found = draftDifferences(
      articles,
      articles.map((each) => ({ ...each, ...change })),
    );
    expect(found.some((each) => each.en.includes(en) && each.zh.includes(zh))).toBe(true);
  });

  it('notices a text that lost more than 3 percent', async () => {
    const { articles } = await sent();
    const read = articles.map((each) => ({ ...each, content: each.content.replace('申请材料一次告知。', '') }));
    expect(draftDifferences(articles, read)).toMatchObject([{ en: expect.stringContaining('characters') }]);
    expect(draftDifferences(articles, [])).toMatchObject([{ zh: expect.stringContaining('篇数') }]);
  });
});

describe('a draft that a colleague edited in the console', () => {
  it('is noticed though it is as long as what was signed: one figure is enough', async () => {
    const { articles } = await sent();
    const edited = articles.map((each) => ({ ...each, content: each.content.replace('申请材料一次', '申请材料两次') }));
    expect(edited).not.toEqual(articles);
    expect(draftDifferences(articles, edited)).toMatchObject([{ en: expect.stringContaining('not signed') }]);
  });

  it('is not suspected when the platform only changed white space, signs and markup', async () => {
    const { articles } = await sent();
    const read = articles.map((each) => ({
      ...each,
      content: `<section>${each.content.replaceAll('。', '．\n')}</section>`,
    }));
    expect(draftDifferences(articles, read)).toEqual([]);
  });
});

describe('recognising what a delivery left', () => {
  it('goes by the marker of this delivery and no other', async () => {
    const { articles } = await sent();
    const [one] = articles;
    const listed = (address: string) => ({
      id: 'm',
      updateTime: 0,
      articles: [{ title: '', digest: '', thumb_media_id: '', content_source_url: address }],
    });
    expect(isOurs(listed(one?.content_source_url ?? ''), articles, 'D1', 9e12)).toBe(true);
    expect(isOurs(listed('https://zjj.shili.gov.cn/#gc-D12'), articles, 'D1', 0)).toBe(false);
  });
});
