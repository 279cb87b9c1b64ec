import type { Clock } from '../../clock.ts';
import type { Portal } from '../../config/portals.ts';
import { CallPerson, TryLater } from '../../errors.ts';
import { type AddressGuard, addressGuard } from './address-guard.ts';
import { type Answer, asker, stopped, type Validators } from './ask.ts';
import type { HostGate, Pace } from './host-gate.ts';
import { type RobotsAnswer, robots } from './robots.ts';

export type Reading =
  | {
      is: 'page';
      /** Where it stood in the end, after redirects. */
      url: string;
      bytes: Buffer;
      contentType: string | null;
      validators: Validators;
    }
  /** 304: as it was when the validators were taken. */
  | { is: 'unchanged'; url: string }
  /** 404 or 410. */
  | { is: 'gone'; url: string; status: number };

/** Reads pages of one portal politely: its hosts only, at its pace, within its limits. */
export interface HttpReader {
  /**
   * @param validators make the request conditional
   * @param signal ends the reading early
   * @throws TryLater: no answer, too slow, 429 or 5xx after all tries, robots.txt unreachable; FixContent: address
   *   refused or page too large; Refused: robots.txt forbids; CallPerson: kept out, or redirected for ever
   */
  read: (address: string, validators?: Validators, signal?: AbortSignal) => Promise<Reading>;
  /** Closes the kept connections. */
  close: () => void;
}

export interface ReaderParts {
  clock: Clock;
  /** Shared by all readers, so that two portals on one host are polite together. */
  gate: HostGate;
  /** Another guard than the portal file's own; tests bring one with a resolver of theirs. */
  guard?: AddressGuard;
}

interface Way {
  maxBytes: number;
  paceOf: (url: URL) => Promise<Pace>;
  validators?: Validators | undefined;
  signal?: AbortSignal | undefined;
}

const MAX_REDIRECTS = 5;
const ROBOTS_BYTES = 512 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export function httpReader(portal: Portal, parts: ReaderParts): HttpReader {
  const guard = parts.guard ?? addressGuard(portal);
  const { ask, close } = asker(portal, parts.clock, parts.gate, guard);

  /** Follows redirects by hand: every hop is checked, waits its turn and obeys the robots.txt of its host. */
  const follow = async (address: URL, way: Way): Promise<{ answer: Answer; url: URL }> => {
    let url = address;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      guard.check(url);
      const pace = await unlessStopped(way.paceOf(url), url, way.signal);
      const { validators, maxBytes, signal } = way;
      const answer = await ask({ url, pace, validators, maxBytes, signal });
      if (!REDIRECTS.has(answer.status)) return { answer, url };
      const target = answer.header('location') ?? '';
      if (target === '' || !URL.canParse(target, url.href)) break;
      url = new URL(target, url);
      url.hash = '';
    }
    throw endless(address);
  };

  const askRobots = async (address: URL): Promise<RobotsAnswer> => {
    try {
      const { answer } = await follow(address, { maxBytes: ROBOTS_BYTES, paceOf: async () => portal.pace });
      return answer.status === 200 ? { is: 'text', text: answer.bytes.toString('utf8') } : { is: 'none' };
    } catch (error) {
      if (error instanceof TryLater) return { is: 'unreachable' };
      if (error instanceof CallPerson) return { is: 'none' };
      throw error;
    }
  };
  const rules = robots(parts.clock, portal.userAgent, askRobots);
  const paceOf = async (url: URL): Promise<Pace> => {
    const delay = await rules.delayFor(url);
    return { ...portal.pace, minDelayMs: Math.max(portal.pace.minDelayMs, delay) };
  };

  return {
    read: async (address, validators, signal) => {
      const way = { maxBytes: portal.maxBytes, paceOf, validators, signal };
      const { answer, url } = await follow(new URL(address), way);
      const { status, header, bytes } = answer;
      if (status === 304) return { is: 'unchanged', url: url.href };
      if (status === 404 || status === 410) return { is: 'gone', url: url.href, status };
      const version = { etag: header('etag'), lastModified: header('last-modified') };
      return { is: 'page', url: url.href, bytes, contentType: header('content-type'), validators: version };
    },
    close,
  };
}

/** robots.txt is asked for on behalf of all pages of a host, so one page that stops only stops waiting for it. */
async function unlessStopped<T>(waiting: Promise<T>, url: URL, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return waiting;
  let stop = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    stop = () => reject(stopped(url));
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([waiting, ended]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function endless(address: URL): CallPerson {
  return new CallPerson({
    code: 'portal-redirects',
    message: `more than ${MAX_REDIRECTS} redirects, or one that leads nowhere`,
    place: address.href,
    remedy: 'Open the address in a browser and put the one where it ends into the portal file.',
  });
}
