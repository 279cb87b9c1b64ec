import type { FastifyInstance } from 'fastify';
import { Refused } from '../../errors.ts';
import type { ApiParts } from './api-parts.ts';

/** The server's time is told this often; it shows on every page, and its absence that the stream is down. */
const TELL_TIME_MS = 5_000;

/**
 * Server-sent events: `time` with the server's clock (ms UTC); `ready` with the number of the ledger's last line, from
 * which a page that comes back sees whether it missed something; and `done` with the lines that were written since
 * (`[{seq, act, object}]`), so that a page looks again at what it shows. When the session is over, `ended` is the last
 * word. Nothing else travels here.
 */
export function eventStream(api: FastifyInstance, path: string, { authenticate, clock, live }: ApiParts): void {
  const open = new Set<() => void>();
  api.addHook('preClose', async () => {
    for (const end of open) end();
  });
  api.get(path, { schema: { summary: 'Live events', tags: ['events'] } }, async (request, reply) => {
    if (!(await authenticate(request)))
      throw new Refused({ code: 'not-signed-in', message: 'nobody is signed in', remedy: 'Sign in, or send a token.' });
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    const write = (event: string, data: unknown) =>
      void raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    let cancel = () => {};
    const tellTime = () => {
      write('time', clock.now());
      cancel = clock.after(TELL_TIME_MS, () => void tellAgain());
    };
    const tellAgain = async () => {
      const caller = await authenticate(request).catch(() => null);
      if (!open.has(end)) return;
      if (caller) return tellTime();
      write('ended', clock.now());
      end();
    };
    let stop = () => {};
    const end = () => {
      cancel();
      stop();
      open.delete(end);
      raw.end();
    };
    open.add(end);
    raw.on('close', end);
    tellTime();
    const heard = await live.listen((events) => write('done', events));
    stop = heard.stop;
    if (raw.writableEnded) stop();
    else write('ready', heard.seq);
  });
}
