import { Agent, get, type IncomingMessage, request } from 'node:http';
import { COOKIE } from '../../../src/server/api/visit.ts';

/** A person's browser: six connections, as browsers hold to one host. */
export interface Asking {
  url: string;
  cookie: string;
  agent: Agent;
}

export function askingAs(url: string, cookie: string): Asking {
  return { url, cookie, agent: new Agent({ keepAlive: true, maxSockets: 6 }) };
}

export interface Answered {
  status: number;
  ms: number;
  bytes: number;
  body: string;
}

/** One GET or, with a body, POST below /api/v1, timed until the last byte is there. */
export function ask({ url, cookie, agent }: Asking, path: string, body?: unknown): Promise<Answered> {
  const begun = performance.now();
  const address = `${url}/api/v1${encodeURI(path)}`;
  const headers = {
    cookie: `${COOKIE}=${cookie}`,
    ...(body === undefined ? {} : { 'x-govcast': 'console', 'content-type': 'application/json' }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(address, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        const all = Buffer.concat(pieces);
        const ms = performance.now() - begun;
        resolve({ status: answer.statusCode ?? 0, ms, bytes: all.length, body: all.toString() });
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** A live stream that stays open; `hear` is given the acts of what was done. @returns when it is open; and how to close it */
export function listen({ url, cookie }: Asking, hear: (acts: string[]) => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: `${COOKIE}=${cookie}` };
    const sent = get(`${url}/api/v1/events`, { agent: false, headers }, (answer: IncomingMessage) => {
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        const acts = [...text.matchAll(/"act":"([a-z.-]+)"/g)].map(([, act]) => act ?? '');
        if (acts.length > 0) hear(acts);
      });
      answer.on('error', () => {});
      resolve(() => sent.destroy());
    });
    sent.on('error', reject);
  });
}
