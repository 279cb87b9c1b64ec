import type FormData from 'form-data';
import { stringify } from 'lossless-json';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { ErrorWording } from '../error-remedy.ts';
import { type CallResult, callOutside } from '../http-call.ts';
import type { TokenStore } from './tokens/token-store.ts';

/** One Official Account as its API calls need it. */
export interface WechatApi {
  /** Id of the channel, for places in errors. */
  channel: string;
  /** Without a slash at the end. */
  baseUrl: string;
  appId: string;
  /** Read when a token is asked for, so that a renewed secret counts at once. */
  secret: () => string;
  clock: Clock;
  tokens: TokenStore;
  wording: ErrorWording;
  /** Takes a unit of the day's quota of a path that is only read, unless fewer than `leaving` would be left; else the moment (ms UTC) from which one is free. */
  takeQuery: (path: string, leaving?: number) => Promise<number | null>;
}

/** What the platform said. Two shapes of success: with errcode 0, or with the payload only (channel-apis 0). */
export type WechatReply =
  | { is: 'ok'; body: Record<string, unknown> }
  | { is: 'error'; code: number; message: string; rid: string | null; body: Record<string, unknown> }
  | Exclude<CallResult, { is: 'answer' }>;

export interface WechatRequest {
  method?: 'GET' | 'POST';
  /** `/cgi-bin/draft/add`, with further query parameters if there are any. */
  path: string;
  /** As JSON; an id that has to be a number is a LosslessNumber. */
  body?: unknown;
  form?: FormData;
  /** Calls of the day that this one leaves to what is more pressing; default none. */
  leaves?: number;
  /** Default 20 s; uploads 60 s. */
  limitMs?: number;
}

/** Absolute limits of a call (delivery protocol, section 4), ms. */
export const CALL_LIMIT_MS = 20_000;
export const UPLOAD_LIMIT_MS = 60_000;

/** An id that the platform writes as text or as a number of up to 64 bits. */
export const platformId = z.union([z.string(), z.number()]).transform((id) => String(id).trim());

const errorShape = z.object({ errcode: z.coerce.number(), errmsg: z.string().default('') });

/** One call with `token`, or without one for the token calls themselves. */
export async function callWechat(
  api: Pick<WechatApi, 'baseUrl' | 'clock'>,
  request: WechatRequest,
  token: string | null,
  secrets: readonly string[] = [],
  check: () => void = () => {},
  signal?: AbortSignal,
): Promise<WechatReply> {
  const url = new URL(api.baseUrl + request.path);
  if (token !== null) url.searchParams.set('access_token', token);
  const body = request.form ?? (request.body === undefined ? undefined : stringify(request.body));
  const result = await callOutside(
    api.clock,
    {
      method: request.method ?? 'POST',
      url: url.href,
      ...(body === undefined ? {} : { body }),
      limitMs: request.limitMs ?? CALL_LIMIT_MS,
      secrets: token === null ? secrets : [token, ...secrets],
    },
    check,
    signal,
  );
  if (result.is !== 'answer') return result;
  const error = errorShape.safeParse(result.body);
  if (!error.success || error.data.errcode === 0) return { is: 'ok', body: result.body };
  const { errcode: code, errmsg: message } = error.data;
  const rid = /rid:\s*([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})/.exec(message)?.[1] ?? null;
  return { is: 'error', code, message, rid, body: result.body };
}
