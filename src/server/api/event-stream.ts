import type { FastifyInstance } from 'fastify';
import { Refused } from '../../errors.ts';
import { mayReadLedger } from '../../ledger/may-read-ledger.ts';
import type { ApiParts } from './api-parts.ts';
import type { Caller } from './caller.ts';
import type { LiveEvent } from './live-events.ts';

/** What a token needs to listen; to hear of people and their access it needs `ledger:read` besides. */
export const EVENTS_SCOPE = 'events:read';

/** The server's time is told this often; it shows on every page, and its absence that the stream is down. */
const TELL_TIME_MS = 5_000;
/** The golden ratio: parts of a whole that lie far from each other, however many there are. */
const APART = 0.618_034;

/**
 * Server-sent events: `time` with the server's clock (ms UTC); `ready` with the number of the ledger's last line, from
 * which a page that comes back sees whether it missed something; and `done` with the lines that were written since
 * (`[{seq, act, object, own}]`, `own` for what the listener did), so that a page looks again at what it shows. When the
 * session is over, `ended` is the last word. Nothing else travels here. Of people, their tokens and sessions only those hear who may read the ledger.
 */
export function eventStream(api: FastifyInstance, path: string, { authenticate, clock, live }: ApiParts): void {
  const open = new Set<() => void>();
  let opened = 0;
  api.addHook('preClose', async () => {
    for (const end of open) end();
  });
  const description = `Server-sent events: the time, and what was done. A token needs the scope ${EVENTS_SCOPE}.`;
  const schema = { summary: 'Live events', tags: ['events'], description, security: [{ token: [EVENTS_SCOPE] }] };
  api.get(path, { schema }, async (request, reply) => {
    let caller = requireListener(await authenticate(request));
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    const write = (event: string, data: unknown) =>
      void raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    let cancel = () => {};
    const tellTime = (again = TELL_TIME_MS) => {
      write('time', clock.now());
      cancel = clock.after(again, () => void tellAgain());
    };
    const tellAgain = async () => {
      const still = await authenticate(request).catch(() => null);
      if (!open.has(end)) return;
      if (still) {
        caller = still;
        return tellTime();
      }
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
    // All consoles come back at once after a restart; their sessions are not looked at all at once for ever.
    opened += 1;
    tellTime(TELL_TIME_MS * (1 - ((opened * APART) % 1)));
    const heard = await live.listen((events) => {
      const told = events
        .filter((event) => mayHear(caller, event))
        .map(({ actor, ...event }) => ({ ...event, own: actor === caller.person.id }));
      if (told.length > 0) write('done', told);
    });
    stop = heard.stop;
    if (raw.writableEnded) stop();
    else write('ready', heard.seq);
  });
}

/** @throws Refused for nobody, and for a token without the scope */
function requireListener(caller: Caller | null): Caller {
  if (!caller)
    throw new Refused({ code: 'not-signed-in', message: 'nobody is signed in', remedy: 'Sign in, or send a token.' });
  if (!caller.scopes || caller.scopes.includes(EVENTS_SCOPE)) return caller;
  const remedy = `Make a token with the scope ${EVENTS_SCOPE}.`;
  throw new Refused({ code: 'scope-missing', message: `the token lacks the scope ${EVENTS_SCOPE}`, remedy });
}

function mayHear({ person, scopes }: Caller, { object }: LiveEvent): boolean {
  if (!/^(person|token|session):/.test(object)) return true;
  const byScope = scopes === null || scopes.includes('ledger:read');
  return byScope && person.roles.some((role) => mayReadLedger.includes(role));
}
