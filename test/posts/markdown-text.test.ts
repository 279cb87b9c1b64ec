import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { markdownText } from '../../src/posts/markdown-text.ts';

const text = '---\ntitle: 冬季供暖报修指南\n---\n\n家里不热，可以按下面的步骤报修。\n';
const read = (bytes: Buffer) => markdownText('x.md', bytes);
const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(text, 'utf-16le')]);

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
  ['gb18030, as an older editor saves it', iconv.encode(text, 'gb18030')],
  ['UTF-16 with a byte order mark', utf16],
])('a file in %s is read as it was written', (_name, bytes) => {
  expect(read(bytes).replace(/^\uFEFF/, '')).toBe(text);
});

test('a file cut off inside a character is not whole yet, and never taken for another charset', () => {
  const bytes = Buffer.from(text.trimEnd());
  const error = () => read(bytes.subarray(0, bytes.length - 1));
  expect(error).toThrow(expect.objectContaining({ code: 'content-half-written', retryAfterMs: expect.any(Number) }));
});

test('any beginning of a file is its own text or not whole, never another text', () => {
  const bytes = Buffer.from(text);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length }), (length) => {
      try {
        return text.startsWith(read(bytes.subarray(0, length)));
      } catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'content-half-written';
      }
    }),
  );
});

test('bytes that are no text are refused with the line', () => {
  const bytes = Buffer.concat([
    Buffer.from('---\ntitle: 供暖\n---\n供暖通知'),
    Buffer.from([0xff, 0x0a]),
    Buffer.from(text),
  ]);
  expect(() => read(bytes)).toThrow(expect.objectContaining({ code: 'content-charset', place: 'x.md:4' }));
});
