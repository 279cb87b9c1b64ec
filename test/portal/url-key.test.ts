import { expect, test } from 'vitest';
import { sameTitle, sharesTitle } from '../../src/portal/title-match.ts';
import { secondaryKey, urlKey } from '../../src/portal/url-key.ts';

test('addresses of one page have one key', () => {
  const same = [
    'https://www.a.example/zwgk/index.html',
    'http://a.example/zwgk/',
    'http://A.example:80//zwgk//index.shtml?xxgkhide=1#top',
    'https://a.example/zwgk/?uid=380055&pageNum=2',
  ];
  expect(new Set(same.map(urlKey))).toEqual(new Set(['a.example/zwgk/']));
});

test('pages that a parameter tells apart stay apart, whatever the order of parameters', () => {
  expect(urlKey('http://a.example/show.asp?id=1')).not.toBe(urlKey('http://a.example/show.asp?id=2'));
  expect(urlKey('http://a.example/s?b=2&a=1')).toBe(urlKey('http://a.example/s?a=1&b=2'));
});

test("the CMS's own id is the same under every column of a host", () => {
  expect(secondaryKey('http://a.example/art/2026/11/18/art_100_5005.html')).toBe('a.example#5005');
  expect(secondaryKey('http://www.a.example/art/2026/11/18/art_200_5005.html?xxgkhide=1')).toBe('a.example#5005');
  expect(secondaryKey('http://a.example/zc/202611/t20261118_101.html')).toBe('a.example#t20261118_101');
  expect(secondaryKey('http://a.example/c1/202611/c92c25ae11112222333344445555aaaa.shtml')).toBe(
    'a.example#c92c25ae11112222333344445555aaaa',
  );
  expect(secondaryKey('http://a.example/show.asp?id=1')).toBeNull();
});

test('a cut list title belongs to its page, a throttle page to none', () => {
  const title = '关于印发《示例市物业服务质量提升实施方案》的通知';
  expect(sharesTitle(title, '关于印发《示例市物业服务…')).toBe(true);
  expect(sharesTitle(`示例市住房和城乡建设局${title}`, title)).toBe(true);
  expect(sharesTitle('系统繁忙，请稍候', title)).toBe(false);
  expect(sharesTitle('', title)).toBe(false);
});

test('a document and its interpretation under one number are two, with or without issuer one', () => {
  const title = '关于印发《示例市物业服务质量提升实施方案》的通知';
  expect(sameTitle(title, `示例市住房和城乡建设局 ${title}`)).toBe(true);
  expect(sameTitle(title, `${title}政策解读`)).toBe(false);
});
