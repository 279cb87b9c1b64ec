import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weiboLength, weiboText } from '../../src/posts/weibo-text.ts';

const url = 'https://www.example.gov.cn/zcwj/t20261101_1.html';
const one = {
  title: '关于印发《示例市供暖管理办法》的通知',
  digest: '现将办法印发给你们，请遵照执行。',
  sourceUrl: url,
};

describe('the length of a status as Weibo counts it', () => {
  test.each([
    ['', 0],
    ['供', 1],
    ['供暖', 2],
    ['a', 1],
    ['ab', 1],
    ['abc', 2],
    ['供a', 2],
    ['供暖2026', 4],
    ['，。', 2],
    ['𠮷', 2],
    [url, 10],
    [`https://a.example/${'x'.repeat(500)}`, 10],
    [`供暖 ${url}`, 13],
    [`见${url}，有关事项`, 16],
    ['供'.repeat(140), 140],
  ])('%j is %i', (text, length) => expect(weiboLength(text)).toBe(length));
});

describe('the form for Weibo', () => {
  test('has the title in 【】, the digest and the link', () => {
    expect(weiboText([one, { ...one, title: '图解' }], null)).toBe(
      `【关于印发《示例市供暖管理办法》的通知】现将办法印发给你们，请遵照执行。 ${url}`,
    );
  });

  test('prints the consultation telephone when there is one', () => {
    expect(weiboText([{ ...one, digest: '供暖办法' }], '0000-12319')).toBe(
      `【关于印发《示例市供暖管理办法》的通知】供暖办法。政策咨询电话：0000-12319 ${url}`,
    );
  });

  test('makes no topic, which the interface refuses, and calls nobody', () => {
    expect(weiboText([{ title: '#供暖# 通知', digest: '请@示例发布', sourceUrl: null }], null)).toBe(
      '【＃供暖＃ 通知】请＠示例发布',
    );
  });

  test('a long digest ends with a sentence, or with an ellipsis, and never inside a name in 《》', () => {
    const sentence = '各县区住房和城乡建设主管部门应当按照职责分工加强监督检查并及时公开结果。';
    expect(weiboText([{ ...one, digest: sentence.repeat(5) }], null)).toBe(
      `【${one.title}】${sentence.repeat(2)} ${url}`,
    );
    const names = `为落实《${'示例市住房和城乡建设领域'.repeat(2)}管理办法》和《${'关于进一步加强供暖'.repeat(9)}的意见》，制定本细则`;
    const cut = weiboText([{ ...one, digest: names }], null);
    expect(cut).toContain('管理办法》和… https');
  });

  const piece = fc.constantFrom(
    ...['供', '暖', '《供暖办法》', '。', '，', '𠮷', '👨‍👩‍👧', 'a', '2026年', ' ', '#', '@', '\n', url, '【'],
  );
  const text = fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join(''));

  test('is never over 140, keeps the link whole, cuts no character, name or address', () => {
    fc.assert(
      fc.property(text, text, fc.option(fc.constant('0000-1234567')), (title, digest, telephone) => {
        const status = weiboText([{ title, digest, sourceUrl: url }], telephone);
        expect(weiboLength(status)).toBeLessThanOrEqual(140);
        expect(status.endsWith(url)).toBe(true);
        expect(Buffer.from(status).toString()).toBe(status);
        expect(status).not.toMatch(/[#@\n]/);
        expect(status).not.toMatch(/\u200d…|…\u200d/);
        if (telephone) expect(status).toContain(telephone);
        for (const [address] of status.matchAll(/https?:\/\/[^\s\u0080-\uffff]*/g)) expect(address).toContain(url);
        expect(status.split('《').length).toBe(status.split('》').length);
      }),
      { numRuns: 300 },
    );
  });
});
