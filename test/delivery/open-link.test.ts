import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openLink } from '../../src/delivery/open-link.ts';

const TITLE = '关于冬季供暖的通知';
let expected = { title: TITLE, rehearsalHost: '' };
let server: Server;
let base = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/gone') response.writeHead(404).end('gone');
    else if (request.url === '/large') response.end('x'.repeat(6 * 1024 * 1024));
    else
      response.end(
        `<html><head><title>x</title></head><body><h1>${request.url === '/s/1' ? '关于冬季\n供暖的通知' : '别的文章'}</h1></body></html>`,
      );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  expected = { title: TITLE, rehearsalHost: `127.0.0.1:${port}` };
});
afterAll(() => void server.close());

it('a link that shows the title of the post is believed, line breaks in it or not', async () => {
  await expect(openLink(systemClock(), `${base}/s/1`, expected)).resolves.toEqual({
    url: `${base}/s/1`,
    externalId: `${base}/s/1`,
    publicAt: null,
    title: '关于冬季\n供暖的通知',
  });
});

it.each([
  ['/s/2', 'link-other-page'],
  ['/gone', 'link-not-open'],
  ['/large', 'link-not-open'],
])('the page %s is no proof: %s', async (path, code) => {
  await expect(openLink(systemClock(), base + path, expected)).rejects.toMatchObject({
    code,
    remedy: expect.any(String),
  });
});

it('only web addresses are opened', async () => {
  await expect(openLink(systemClock(), 'file:///etc/passwd', expected)).rejects.toMatchObject({
    code: 'link-not-open',
  });
});

it.each([
  'http://127.0.0.1:1/s/1',
  'http://10.0.0.7/s/1',
  'http://[::1]/s/1',
  'http://localhost:1/s/1',
])('a private address is never asked, but that of the sandbox for a rehearsal account: %s', async (link) => {
  const refused = openLink(systemClock(), link, expected);
  await expect(refused).rejects.toMatchObject({
    code: 'link-not-open',
    message: expect.stringMatching(/not public|is (127|::1)/),
  });
});
