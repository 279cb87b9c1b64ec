import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import type { Portal } from '../../../src/config/portals.ts';
import { CallPerson, FixContent, GovcastError, Refused, TryLater } from '../../../src/errors.ts';
import { addressGuard } from '../../../src/portal/fetch/address-guard.ts';
import { hostGate } from '../../../src/portal/fetch/host-gate.ts';
import { type HttpReader, httpReader } from '../../../src/portal/fetch/http-reader.ts';
import { type LocalPortal, localPortal, portalOf } from '../local-portal.ts';

const clock = systemClock();
let local: LocalPortal;
const readers: HttpReader[] = [];
beforeEach(async () => {
  local = await localPortal();
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close();
  await local.close();
});

function open(portal: Portal = portalOf(local)): HttpReader {
  const reader = httpReader(portal, { clock, gate: hostGate(clock) });
  readers.push(reader);
  return reader;
}

async function failureOf(reading: Promise<unknown>): Promise<GovcastError> {
  const error = await reading.then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(GovcastError);
  return error as GovcastError;
}

test('a reader that is told to stop lets go of a hanging page, and of one that waits for its turn', async () => {
  local.put('/hangs.html', () => {});
  local.put('/a.html', (_request, response) => response.end('<p>page</p>'));
  const portal = portalOf(local);
  const reader = open({ ...portal, pace: { concurrency: 2, minDelayMs: 600_000 } });
  const stop = new AbortController();
  const reading = Promise.all(
    ['hangs.html', 'a.html'].map((page) => failureOf(reader.read(`${local.base}${page}`, undefined, stop.signal))),
  );
  setTimeout(() => stop.abort(), 50);
  expect((await reading).every((error) => error instanceof TryLater)).toBe(true);
});

test('a page is read with its type and validators, and asked for again conditionally', async () => {
  local.put('/a.html', (request, response) => {
    const same = request.headers['if-none-match'] === '"v1"';
    response.writeHead(same ? 304 : 200, { 'content-type': 'text/html; charset=gbk', etag: '"v1"' });
    response.end(same ? '' : '<p>page</p>');
  });
  const reader = open();
  const page = await reader.read(`${local.base}a.html`);
  expect(page).toMatchObject({ is: 'page', contentType: 'text/html; charset=gbk', validators: { etag: '"v1"' } });
  const again = await reader.read(`${local.base}a.html`, { etag: '"v1"', lastModified: null });
  expect(again.is).toBe('unchanged');
});

test('a portal that answers 500 is asked again and then reported as to be tried later', async () => {
  local.put('/a.html', (_, response) => response.writeHead(500).end());
  const error = await failureOf(open().read(`${local.base}a.html`));
  expect(error).toBeInstanceOf(TryLater);
  expect(error).toMatchObject({ code: 'portal-unreachable', place: `${local.base}a.html` });
  expect(local.asked('/a.html')).toBe(2);
});

test('a failure that passes is not noticed', async () => {
  let times = 0;
  local.put('/a.html', (request, response) => {
    times += 1;
    if (times === 1) return request.socket.destroy();
    response.end('<p>page</p>');
  });
  expect((await open().read(`${local.base}a.html`)).is).toBe('page');
});

test('Retry-After longer than the portal file allows is not waited for', async () => {
  local.put('/a.html', (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end());
  expect(await failureOf(open().read(`${local.base}a.html`))).toBeInstanceOf(TryLater);
  expect(local.asked('/a.html')).toBe(1);
});

test('404 and 410 are answers, 403 and 412 keep us out and are not repeated', async () => {
  local.put('/gone.html', (_, response) => response.writeHead(410).end());
  local.put('/wall.html', (_, response) => response.writeHead(412).end('<script>challenge()</script>'));
  const reader = open();
  expect(await reader.read(`${local.base}none.html`)).toMatchObject({ is: 'gone', status: 404 });
  expect(await reader.read(`${local.base}gone.html`)).toMatchObject({ is: 'gone', status: 410 });
  expect(await failureOf(reader.read(`${local.base}wall.html`))).toMatchObject({ code: 'portal-keeps-out' });
  expect(local.asked('/wall.html')).toBe(1);
});

test('a portal that hangs before it answers, in the middle of it, or drips for ever is given up', async () => {
  const once = portalOf(local, { retry: { tries: 1 }, timeouts: { idleMs: 200, totalMs: 500 } });
  local.put('/mute.html', () => {});
  local.put('/stuck.html', (_, response) => {
    response.write('<p>');
  });
  local.put('/drip.html', (request, response) => {
    const drip = setInterval(() => response.write('.'), 50);
    request.on('close', () => clearInterval(drip));
  });
  const reader = open({ ...once, pace: { minDelayMs: 0, concurrency: 4 } });
  const paths = ['mute.html', 'stuck.html', 'drip.html'];
  const errors = await Promise.all(paths.map((path) => failureOf(reader.read(`${local.base}${path}`))));
  expect(errors.map((error) => error.code)).toEqual(['portal-slow', 'portal-slow', 'portal-slow']);
});

test('an answer of 200 MB and a gzip bomb are cut off at the limit', async () => {
  let sent = 0;
  local.put('/huge.html', (request, response) => {
    const chunk = Buffer.alloc(64 * 1024, 'a');
    const more = () => {
      while (sent < 200 * 1024 * 1024 && !request.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) return response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  local.put('/bomb.html', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
  const reader = open(portalOf(local, { maxBytes: 1024 * 1024 }));
  expect(await failureOf(reader.read(`${local.base}huge.html`))).toMatchObject({ code: 'page-too-large' });
  expect(await failureOf(reader.read(`${local.base}bomb.html`))).toMatchObject({ code: 'page-too-large' });
  expect(sent).toBeLessThan(50 * 1024 * 1024);
});

test('gzip that nobody asked for is unpacked', async () => {
  const packed = gzipSync('<p>packed</p>');
  local.put('/a.html', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed));
  const page = await open().read(`${local.base}a.html`);
  expect(page.is === 'page' && page.bytes.toString()).toBe('<p>packed</p>');
});

test('redirects are followed five times at most', async () => {
  for (let i = 0; i < 5; i += 1) {
    local.put(`/${i}`, (_, response) => response.writeHead(302, { location: `/${i + 1}` }).end());
  }
  local.put('/5', 'end');
  local.put('/loop', (_, response) => response.writeHead(301, { location: '/loop' }).end());
  const reader = open();
  expect(await reader.read(`${local.base}0`)).toMatchObject({ is: 'page', url: `${local.base}5` });
  const error = await failureOf(reader.read(`${local.base}loop`));
  expect(error).toBeInstanceOf(CallPerson);
  expect(error.code).toBe('portal-redirects');
});

test('a redirect to another host, a private address, a file or credentials is not followed', async () => {
  const other = await localPortal();
  const targets = [other.base, 'http://169.254.169.254/latest/', 'file:///etc/passwd', `http://a:b@${local.host}/`];
  targets.forEach((target, i) => {
    local.put(`/${i}`, (_, response) => response.writeHead(302, { location: target }).end());
  });
  const reader = open();
  for (const i of targets.keys()) {
    const error = await failureOf(reader.read(`${local.base}${i}`));
    expect(error).toBeInstanceOf(FixContent);
    expect(error.code).toBe('address-refused');
  }
  expect(other.asked()).toBe(0);
  await other.close();
});

test('a name that resolves to a private address is refused when it is connected to', async () => {
  local.put('/a.html', 'secret');
  const named = local.base.replace('127.0.0.1', 'localhost');
  const portal = portalOf({ base: named }, { allowPrivate: false });
  const error = await failureOf(open(portal).read(`${named}a.html`));
  expect(error.code).toBe('address-refused');
  expect(local.asked()).toBe(0);
});

test('a name that answers with a public address first and a private one later is refused at the second connection', async () => {
  const answers = ['93.184.216.34', '127.0.0.1'];
  const guard = addressGuard({ base: 'http://zjj.shili.example/', hosts: [], allowPrivate: false }, (_, done) => {
    done(null, [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]);
  });
  const look = () =>
    new Promise((resolve) => guard.lookup('zjj.shili.example', {}, (error, address) => resolve(error ?? address)));
  expect(await look()).toBe('93.184.216.34');
  expect(await look()).toMatchObject({ code: 'address-refused' });
});

test('robots.txt is obeyed, read once, and its delay holds', async () => {
  local.put('/robots.txt', 'User-agent: *\nDisallow: /inner/\n');
  local.put('/a.html', 'a');
  const reader = open();
  expect(await failureOf(reader.read(`${local.base}inner/a.html`))).toBeInstanceOf(Refused);
  await reader.read(`${local.base}a.html`);
  await reader.read(`${local.base}a.html`);
  expect(local.asked('/robots.txt')).toBe(1);
  expect(local.asked('/inner/a.html')).toBe(0);
});

test('a robots.txt that answers 500 stops reading, one that is missing or forbidden does not', async () => {
  local.put('/a.html', 'a');
  local.put('/robots.txt', (_, response) => response.writeHead(503).end());
  expect(await failureOf(open().read(`${local.base}a.html`))).toMatchObject({ code: 'robots-unreachable' });
  local.put('/robots.txt', (_, response) => response.writeHead(403).end());
  expect((await open().read(`${local.base}a.html`)).is).toBe('page');
  local.remove('/robots.txt');
  expect((await open().read(`${local.base}a.html`)).is).toBe('page');
});

test('an environment with a proxy changes nothing', async () => {
  process.env.http_proxy = 'http://127.0.0.1:9/';
  local.put('/a.html', 'a');
  try {
    expect((await open().read(`${local.base}a.html`)).is).toBe('page');
  } finally {
    delete process.env.http_proxy;
  }
});
