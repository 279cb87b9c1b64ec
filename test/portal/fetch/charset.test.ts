import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decodePage } from '../../../src/portal/fetch/charset.ts';

const text = '示例市住房和城乡建设局关于做好物业服务工作的通知，各县区人民政府：';
const page = (meta: string, body = text) => `<html><head>${meta}</head><body><p>${body}</p></body></html>`;
const gbk = (meta: string) => iconv.encode(page(meta), 'gbk');

test.each([
  ['utf-8 without any word', Buffer.from(page('')), null, 'utf-8'],
  ['utf-8 that a header calls gbk', Buffer.from(page('')), 'text/html; charset=gbk', 'utf-8'],
  ['utf-8 that the page calls gb2312', Buffer.from(page('<meta charset="gb2312">')), null, 'utf-8'],
  ['gbk without any word', gbk(''), null, 'gb18030'],
  ['gbk that header and page call utf-8', gbk('<meta charset="utf-8">'), 'text/html; charset=utf-8', 'gb18030'],
  [
    'gb2312 as the page says',
    gbk('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
    null,
    'gb18030',
  ],
  ['gbk behind latin1, a server default', gbk(''), 'text/html; charset=iso-8859-1', 'gb18030'],
])('%s is read right', (_, bytes, header, charset) => {
  const decoded = decodePage(bytes, header);
  expect(decoded.charset).toBe(charset);
  expect(decoded.text).toContain(text);
});

test('big5 is told from gb18030 by its frequent characters', () => {
  const traditional = '關於公佈市政府資訊的通知，由建設局發佈，自本年十月起實施。';
  const decoded = decodePage(iconv.encode(page('', traditional), 'big5'), null);
  expect(decoded).toMatchObject({ charset: 'big5' });
  expect(decoded.text).toContain(traditional);
});

test('a byte order mark decides, and is no part of the text', () => {
  const decoded = decodePage(
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('<p>一</p>')]),
    'text/html; charset=gbk',
  );
  expect(decoded).toEqual({ text: '<p>一</p>', charset: 'utf-8' });
});

test('utf-8 that was cut in the middle of a character is still utf-8', () => {
  const whole = Buffer.from(page('<meta charset="utf-8">', text.repeat(5)));
  const cut = Buffer.concat([whole.subarray(0, whole.indexOf('</p>') - 1), Buffer.from('</p></body></html>')]);
  expect(decodePage(cut, null).charset).toBe('utf-8');
});

test("the column's encoding is believed before everything else but a mark", () => {
  expect(decodePage(gbk(''), 'text/html; charset=utf-8', 'gb18030').text).toContain(text);
});

test('any bytes give some text and no error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.option(fc.string()), (bytes, header) => {
      expect(typeof decodePage(Buffer.from(bytes), header).text).toBe('string');
    }),
  );
});
