import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What the platform of these tests does to the next call. Each call takes one from the queue; then all is well. */
export type Fault =
  | 'lost-before'
  | 'lost-after'
  | 'late-effect'
  | 'busy'
  | 'busy-after'
  | 'http500-after'
  | 'key-too-fast'
  | 'quota'
  | 'refuse'
  | 'draft-gone';

export interface Effect {
  id: string;
  key: string | null;
  marker: string;
  text: string;
  state: 'pending' | 'visible' | 'failed';
}

/** A small platform over real HTTP: keyed or not, outcome at once or later, with a look-up, and faults in order. */
export async function startFakePlatform() {
  const effects: Effect[] = [];
  const faults: Fault[] = [];
  const late: (() => void)[] = [];
  const state = { keyed: false, later: false, draftSpent: false, usesDraft: false, calls: 0 };

  const execute = (body: { key: string | null; marker: string; text: string }) => {
    const same = state.keyed ? effects.find((e) => e.key === body.key) : undefined;
    if (same) return { dup: true, id: same.id };
    if (state.usesDraft && state.draftSpent) return { gone: true };
    state.draftSpent = true;
    const effect: Effect = { id: `job-${effects.length + 1}`, ...body, state: state.later ? 'pending' : 'visible' };
    effects.push(effect);
    return { id: effect.id };
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://platform');
    if (request.method === 'GET') return answer(response, lookUp(url));
    const body = JSON.parse(await text(request));
    state.calls += 1;
    const fault = faults.shift();
    if (fault === 'lost-before') return request.socket.destroy();
    if (fault === 'busy') return answer(response, { no: 'busy' });
    if (fault === 'key-too-fast') return answer(response, { keySeen: true });
    if (fault === 'quota') return answer(response, { no: 'quota' });
    if (fault === 'refuse') return answer(response, { no: 'refused' });
    if (fault === 'draft-gone') return answer(response, { gone: true });
    if (fault === 'late-effect') {
      late.push(() => execute(body));
      return; // Nothing is answered: the caller runs into its own limit.
    }
    const result = execute(body);
    if (fault === 'lost-after') return request.socket.destroy();
    if (fault === 'busy-after') return answer(response, { lost: '-1' });
    if (fault === 'http500-after') return answer(response, { error: true }, 500);
    return answer(response, result);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  function lookUp(url: URL) {
    const marker = url.searchParams.get('marker');
    const job = url.searchParams.get('job');
    const visible = (e: Effect) => (state.later ? e.state === 'visible' : true);
    if (job) return { state: effects.find((e) => e.id === job)?.state ?? 'unknown' };
    return { found: effects.find((e) => e.marker === marker && visible(e))?.id ?? null };
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    state,
    effects,
    faults,
    visible: () => effects.filter((e) => e.state !== 'failed').length,
    finish: (id: string, outcome: 'visible' | 'failed') => {
      for (const effect of effects) if (effect.id === id) effect.state = outcome;
    },
    /** The requests that were still under way take effect now. */
    releaseLate: () => {
      for (const run of late.splice(0)) run();
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type FakePlatform = Awaited<ReturnType<typeof startFakePlatform>>;

function answer(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  let all = '';
  for await (const chunk of request) all += chunk;
  return all;
}
