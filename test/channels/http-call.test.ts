import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { callOutside, type OutsideCall } from '../../src/channels/http-call.ts';
import { systemClock } from '../../src/clock.ts';

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))));
});

async function listening<S extends Server>(server: S): Promise<{ server: S; port: number }> {
  open.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: (server.address() as AddressInfo).port };
}

async function platform(answer: RequestListener) {
  const seen: string[] = [];
  const server = createServer((req, res) => {
    seen.push(req.url ?? '');
    answer(req, res);
  });
  const { port } = await listening(server);
  return { seen, url: `http://127.0.0.1:${port}/cgi-bin/x?access_token=SECRETTOKEN` };
}

const pass = () => {};
const call = (url: string, more: Partial<OutsideCall> = {}) => ({
  method: 'POST' as const,
  url,
  body: '{}',
  limitMs: 3000,
  secrets: ['SECRETTOKEN'],
  ...more,
});

describe('an outside call', () => {
  it('gives the body of a JSON answer and keeps 64-bit ids as text', async () => {
    const { url } = await platform((_req, res) => res.end('{"errcode":0,"msg_id":9007199254740993123,"n":12,"f":1.5}'));
    const result = await callOutside(systemClock(), call(url), pass);
    expect(result).toEqual({ is: 'answer', body: { errcode: 0, msg_id: '9007199254740993123', n: 12, f: 1.5 } });
  });

  it('sends nothing when the check throws at the moment the connection stands', async () => {
    const { url, seen } = await platform((_req, res) => res.end('{}'));
    const refuse = () => {
      throw new Error('too late');
    };
    const result = await callOutside(systemClock(), call(url), refuse);
    expect(result).toMatchObject({ is: 'unsent', code: 'pre-call-check' });
    expect(seen).toEqual([]);
  });

  it('has the bytes of a refused check not even reach the socket', async () => {
    let bytes = 0;
    const tcp = createTcpServer((socket) => {
      socket.on('data', (chunk) => {
        bytes += chunk.length;
      });
      socket.on('error', pass);
    });
    const { port } = await listening(tcp);
    const refuse = () => {
      throw new Error('too late');
    };
    await callOutside(systemClock(), call(`http://127.0.0.1:${port}/`), refuse);
    expect(bytes).toBe(0);
  });

  it('is a definite no when nobody listens, when the name does not exist and when the limit ends before the connection', async () => {
    const { server, port } = await listening(createTcpServer());
    await new Promise((done) => server.close(done));
    open.splice(0);
    const closed = await callOutside(systemClock(), call(`http://127.0.0.1:${port}/`), pass);
    expect(closed).toMatchObject({ is: 'unsent', code: 'no-connection' });
    const nameless = await callOutside(systemClock(), call('http://no-such-name.invalid/'), pass);
    expect(nameless).toMatchObject({ is: 'unsent', code: 'no-connection' });
    const stopped = await callOutside(systemClock(), call('http://127.0.0.1:1/'), pass, AbortSignal.abort());
    expect(stopped).toMatchObject({ is: 'unsent' });
  });

  it('is lost when the connection is reset after the request arrived', async () => {
    const { url } = await platform((req) => req.socket.destroy());
    expect(await callOutside(systemClock(), call(url), pass)).toMatchObject({ is: 'lost' });
  });

  it('is lost when the answer is cut short, is no JSON, is a 5xx, is a redirect or does not come in time', async () => {
    const cut = await platform((_req, res) => {
      res.writeHead(200, { 'content-length': 100 });
      res.write('{"errcode":');
      res.socket?.end();
    });
    const html = await platform((_req, res) => res.end('<html>gateway</html>'));
    const broken = await platform((_req, res) => res.writeHead(502).end('{"errcode":0}'));
    const elsewhere = await platform((_req, res) => res.writeHead(302, { location: '/other' }).end());
    const silent = await platform(pass);
    for (const { url } of [cut, html, broken, elsewhere]) {
      expect(await callOutside(systemClock(), call(url), pass)).toMatchObject({ is: 'lost' });
    }
    expect(await callOutside(systemClock(), call(silent.url, { limitMs: 100 }), pass)).toMatchObject({ is: 'lost' });
    expect(elsewhere.seen).toHaveLength(1);
  }, 10_000);

  it('is lost when the caller stops it after the request left', async () => {
    const stop = new AbortController();
    const { url } = await platform(() => stop.abort());
    expect(await callOutside(systemClock(), call(url), pass, stop.signal)).toMatchObject({ is: 'lost' });
  });

  it('never repeats a token, neither from the address nor from what the platform echoes', async () => {
    const echo = await platform((_req, res) => res.end('{"errmsg":"bad SECRETTOKEN"}'));
    const reset = await platform((req) => req.socket.destroy());
    const results = [
      await callOutside(systemClock(), call(echo.url), pass),
      await callOutside(systemClock(), call(reset.url), pass),
      await callOutside(systemClock(), call('http://no-such-name.invalid/?access_token=SECRETTOKEN'), pass),
    ];
    expect(JSON.stringify(results)).not.toContain('SECRETTOKEN');
  });

  describe('over TLS', () => {
    const pem = readFileSync(new URL('../fixtures/channels/self-signed.pem', import.meta.url));
    const secure = async () => {
      const seen: string[] = [];
      const server = createTlsServer({ key: pem, cert: pem }, (req, res) => {
        seen.push(req.url ?? '');
        res.end('{"errcode":0}');
      });
      const { port } = await listening(server);
      return { seen, url: `https://localhost:${port}/` };
    };

    it('is a definite no when the certificate is refused', async () => {
      const { url, seen } = await secure();
      expect(await callOutside(systemClock(), call(url), pass)).toMatchObject({ is: 'unsent', code: 'no-connection' });
      expect(seen).toEqual([]);
    });
  });
});
