import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMultipart } from '../../src/sandbox/multipart.ts';

const part = (boundary: string, head: string, bytes: Buffer) =>
  Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), bytes, Buffer.from('\r\n')]);

test('any bytes come out of a form as they went in, with a quoted or a bare boundary', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.boolean(), (bytes, quoted) => {
      const boundary = '----form0aX9';
      const file = part(
        boundary,
        'Content-Disposition: form-data; name="media"; filename="图 1.png"\r\nContent-Type: image/png',
        Buffer.from(bytes),
      );
      const field = part(
        boundary,
        'content-disposition: form-data; name="description"',
        Buffer.from('{"title":"视频"}'),
      );
      const body = Buffer.concat([file, field, Buffer.from(`--${boundary}--\r\n`)]);
      const type = `multipart/form-data; boundary=${quoted ? `"${boundary}"` : boundary}`;
      expect(readMultipart(type, body)).toEqual([
        { name: 'media', filename: '图 1.png', bytes: Buffer.from(bytes) },
        { name: 'description', filename: null, bytes: Buffer.from('{"title":"视频"}') },
      ]);
    }),
  );
});

test('what is no whole form is null, and nothing that is sent makes it throw or hang', () => {
  expect(readMultipart('application/json', Buffer.from('{}'))).toBeNull();
  const cut = part('b', 'Content-Disposition: form-data; name="media"; filename="a"', Buffer.from('x'));
  expect(readMultipart('multipart/form-data; boundary=b', cut)).toBeNull();
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('--b', '--b--', '\r\n', '\r\n\r\n', 'Content-Disposition: form-data; name="a"', 'x')),
      (pieces) => {
        readMultipart('multipart/form-data; boundary=b', Buffer.from(pieces.join('')));
      },
    ),
  );
});
