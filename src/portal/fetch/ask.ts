import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { Clock } from '../../clock.ts';
import type { Portal } from '../../config/portals.ts';
import { CallPerson, GovcastError, TryLater } from '../../errors.ts';
import type { AddressGuard } from './address-guard.ts';
import type { HostGate, Pace } from './host-gate.ts';
import { broken, readBody, slow } from './read-body.ts';
import { parseRetryAfter, waitBeforeRetry } from './retry.ts';

/** What an earlier answer said of its version, for a conditional request. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

/** An answer that says something: 200 with its bytes, 304, 404, 410 or a redirect, without any. */
export interface Answer {
  status: number;
  header: (name: string) => string | null;
  bytes: Buffer;
}

export interface Question {
  url: URL;
  pace: Pace;
  validators?: Validators | undefined;
  maxBytes: number;
  /** Ends waiting, asking and trying again. */
  signal?: AbortSignal | undefined;
}

/** Asks one address in the host's turn, again after failures that pass. Redirects are answers, not followed here. */
export interface Asker {
  /** @throws TryLater, FixContent `page-too-large`, CallPerson `portal-keeps-out` or `portal-refused` */
  ask: (question: Question) => Promise<Answer>;
  /** Closes the kept connections. */
  close: () => void;
}

/** Answers of web firewalls that want a browser or another visitor. They are never evaded. */
const KEPT_OUT = new Set([401, 403, 405, 406, 412, 451, 521]);

export function asker(portal: Portal, clock: Clock, gate: HostGate, guard: AddressGuard): Asker {
  const options = { keepAlive: true, maxSockets: portal.pace.concurrency, lookup: guard.lookup };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };
  const client = axios.create({
    httpAgent: agents.http,
    httpsAgent: agents.https,
    proxy: false,
    maxRedirects: 0,
    timeout: portal.timeouts.idleMs,
    responseType: 'stream',
    validateStatus: () => true,
    headers: {
      'User-Agent': portal.userAgent,
      Accept: 'text/html,application/xhtml+xml,*/*;q=0.5',
      'Accept-Language': 'zh-CN',
    },
  });

  /** One try: the answer or the failure, with what Retry-After asked for. */
  const tryOnce = async (
    question: Question,
  ): Promise<{ answer: Answer } | { failure: unknown; retryAfterMs: number | null }> => {
    const leave = await gate.enter(question.url.host, question.pace, question.signal);
    try {
      if (question.signal?.aborted) throw stopped(question.url);
      const answer = await request(client, portal, clock, question);
      const failure = failureOf(answer, question.url);
      if (!failure) return { answer };
      return { failure, retryAfterMs: parseRetryAfter(answer.header('retry-after') ?? undefined, clock.now()) };
    } catch (failure) {
      return { failure, retryAfterMs: null };
    } finally {
      leave();
    }
  };

  return {
    ask: async (question) => {
      for (let tried = 1; ; tried += 1) {
        const outcome = await tryOnce(question);
        if ('answer' in outcome) return outcome.answer;
        const { failure, retryAfterMs } = outcome;
        if (retryAfterMs !== null) gate.pause(question.url.host, Math.min(retryAfterMs, portal.retry.maxWaitMs));
        const wait = failure instanceof TryLater ? waitBeforeRetry(portal.retry, tried, retryAfterMs) : null;
        if (wait === null || question.signal?.aborted) throw failure;
        if (wait > 0) await clock.sleep(wait, question.signal);
      }
    },
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

async function request(client: AxiosInstance, portal: Portal, clock: Clock, question: Question): Promise<Answer> {
  const { url, maxBytes } = question;
  const limit = clock.timeout(portal.timeouts.totalMs);
  const tooLate = question.signal ? AbortSignal.any([limit, question.signal]) : limit;
  const response = await send(client, question, tooLate);
  const header = (name: string) => {
    const value: unknown = response.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const limits = { maxBytes, idleMs: portal.timeouts.idleMs };
  if (response.status === 200) {
    return { status: 200, header, bytes: await readBody(response.data, limits, clock, url.href, tooLate) };
  }
  response.data.on('error', () => {}).destroy();
  return { status: response.status, header, bytes: Buffer.alloc(0) };
}

async function send(client: AxiosInstance, question: Question, tooLate: AbortSignal): Promise<AxiosResponse<Readable>> {
  const { url, validators } = question;
  const conditions = {
    ...(validators?.etag ? { 'If-None-Match': validators.etag } : {}),
    ...(validators?.lastModified ? { 'If-Modified-Since': validators.lastModified } : {}),
  };
  try {
    return await client.get<Readable>(url.href, { headers: conditions, signal: tooLate });
  } catch (error) {
    if (axios.isCancel(error)) throw slow(url.href, 'no answer in time');
    if (axios.isAxiosError(error) && error.code === 'ECONNABORTED') throw slow(url.href, 'no answer in time');
    const cause = axios.isAxiosError(error) ? (error.cause ?? error) : error;
    throw cause instanceof GovcastError ? cause : broken(url.href, cause);
  }
}

/** What an answer's status means where it is no answer: 429 and 5xx may pass, the rest has to be looked at. */
function failureOf(answer: Answer, url: URL): GovcastError | null {
  const { status } = answer;
  if (status === 200 || status === 304 || status === 404 || status === 410) return null;
  if (status >= 300 && status < 400) return null;
  if (KEPT_OUT.has(status)) {
    return new CallPerson({
      code: 'portal-keeps-out',
      message: `the portal answered ${status}: it wants a browser or another visitor`,
      place: url.href,
      remedy: 'Ask who runs the portal to let govcast through; challenges are not evaded.',
    });
  }
  if (status === 429 || status === 408 || status >= 500) return broken(url.href, `it answered ${status}`);
  return new CallPerson({
    code: 'portal-refused',
    message: `the portal answered ${status}`,
    place: url.href,
    remedy: 'Open the address in a browser and compare it with the portal file.',
  });
}

/** The reader was told to end; the page is read at the next look. */
export function stopped(url: URL): GovcastError {
  return new TryLater({
    code: 'portal-stopped',
    message: 'it was not asked any more, because govcast stops',
    place: url.href,
    remedy: 'Nothing to do: it is read after the next start.',
  });
}
