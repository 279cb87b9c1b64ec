import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import axios from 'axios';
import type FormData from 'form-data';
import { parse } from 'lossless-json';
import type { Clock } from '../clock.ts';

export interface OutsideCall {
  method: 'GET' | 'POST';
  /** With credentials in the query; never repeated in a result. */
  url: string;
  /** JSON text or a form; absent for GET. */
  body?: string | FormData;
  /** Longest time of the whole call, ms. */
  limitMs: number;
  /** Values that must not appear in what comes back: tokens, keys. */
  secrets: readonly string[];
}

/**
 * What came of a call. `unsent` is a definite no: not one byte of the request left this machine. `lost` means that the
 * request may have had its effect.
 */
export type CallResult =
  | { is: 'answer'; body: Record<string, unknown> }
  | { is: 'unsent'; code: string; detail: string }
  | { is: 'lost'; detail: string };

/** Longest time until the connection stands, ms (delivery protocol, section 4). */
const CONNECT_LIMIT_MS = 5_000;
const MAX_ANSWER_BYTES = 20 * 1024 * 1024;

/**
 * The one outside call of a channel: no redirect, no proxy, no retry, a connection of its own (so that a socket that the
 * platform closed meanwhile cannot blur what was sent). `check` runs when the connection stands, directly before the
 * first byte of the request; when it throws, nothing is sent. From then on whatever goes wrong is `lost`.
 */
export async function callOutside(
  clock: Clock,
  call: OutsideCall,
  check: () => void,
  signal?: AbortSignal,
): Promise<CallResult> {
  const sending = watchedTransport(clock, check);
  const stop = joined([clock.timeout(call.limitMs), ...(signal ? [signal] : [])], sending.cut);
  const { origin, pathname } = new URL(call.url);
  const place = `${call.method} ${origin}${pathname}`;
  try {
    const answer = await axios.request<string>({
      method: call.method,
      url: call.url,
      ...bodyOf(call.body),
      maxRedirects: 0,
      proxy: false,
      responseType: 'text',
      transformResponse: (text) => text,
      validateStatus: () => true,
      maxContentLength: MAX_ANSWER_BYTES,
      maxBodyLength: MAX_ANSWER_BYTES,
      signal: stop.signal,
      transport: sending.transport,
    });
    return readAnswer(place, answer.status, redacted(answer.data, call.secrets));
  } catch (thrown) {
    const reason = redacted(reasonOf(thrown), call.secrets);
    if (sending.bytesLeft()) return { is: 'lost', detail: `${place}: ${reason}` };
    return {
      is: 'unsent',
      code: sending.refused() ? 'pre-call-check' : 'no-connection',
      detail: `${place}: ${reason}`,
    };
  } finally {
    stop.release();
  }
}

/**
 * Axios hands over the request here, after everything of its own that is asynchronous. Node queues the bytes until the
 * connection stands and tells this listener first, so `check` speaks about the very moment at which they would leave.
 */
function watchedTransport(clock: Clock, check: () => void) {
  let left = false;
  let refused = false;
  let cut = (_reason: Error) => {};
  const transport = {
    request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void) {
      const secure = options.protocol === 'https:';
      const request = (secure ? httpsRequest : httpRequest)({ ...options, agent: false }, onAnswer);
      cut = (reason) => request.destroy(reason);
      const slow = clock.timeout(CONNECT_LIMIT_MS);
      const tooSlow = () => {
        if (!left) request.destroy(new Error(`no connection within ${CONNECT_LIMIT_MS} ms`));
      };
      slow.addEventListener('abort', tooSlow, { once: true });
      request.once('close', () => slow.removeEventListener('abort', tooSlow));
      request.once('socket', (socket) => {
        socket.once(secure ? 'secureConnect' : 'connect', () => {
          if (request.destroyed) return;
          try {
            check();
            left = true;
          } catch (error) {
            refused = true;
            request.destroy(error instanceof Error ? error : new Error(String(error)));
          }
        });
      });
      return request;
    },
  };
  return { transport, bytesLeft: () => left, refused: () => refused, cut: (reason: Error) => cut(reason) };
}

/** One signal of several, with `onStop` run first; the listeners go when the call is over. */
function joined(signals: AbortSignal[], onStop: (reason: Error) => void) {
  const stop = new AbortController();
  const fire = () => {
    onStop(new Error('stopped: the time for the call is over'));
    stop.abort();
  };
  for (const each of signals) {
    if (each.aborted) fire();
    else each.addEventListener('abort', fire, { once: true });
  }
  const release = () => {
    for (const each of signals) each.removeEventListener('abort', fire);
  };
  return { signal: stop.signal, release };
}

function bodyOf(body: string | FormData | undefined) {
  if (body === undefined) return {};
  if (typeof body === 'string') {
    return { data: Buffer.from(body), headers: { 'content-type': 'application/json; charset=utf-8' } };
  }
  return { data: body.getBuffer(), headers: body.getHeaders() };
}

/** Decides by the body, not the status, except that a 5xx says nothing about what happened (channel-apis 0). */
function readAnswer(place: string, status: number, text: string): CallResult {
  if (status >= 500) return { is: 'lost', detail: `${place}: HTTP ${status}` };
  let body: unknown;
  try {
    body = parse(text, undefined, (digits) =>
      Number.isSafeInteger(Number(digits)) || /[.eE]/.test(digits) ? Number(digits) : digits,
    );
  } catch {
    return { is: 'lost', detail: `${place}: HTTP ${status} with a body that is no JSON` };
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { is: 'lost', detail: `${place}: HTTP ${status} with a body that is no JSON object` };
  }
  return { is: 'answer', body: Object.fromEntries(Object.entries(body)) };
}

/** Only the code and a short text: an error of axios carries the whole address with its token. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return 'code' in thrown && typeof thrown.code === 'string' ? `${thrown.code} ${thrown.message}` : thrown.message;
}

function redacted(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret ? rest.replaceAll(secret, '[redacted]') : rest), text);
}
