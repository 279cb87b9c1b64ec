import { z } from 'zod';
import { beijingDay } from '../../calendar/beijing-time.ts';
import { type GovcastError, TryLater } from '../../errors.ts';
import { callWechat, type WechatApi } from './wechat-api.ts';
import { ownProblem, tokenProblem } from './wechat-problem.ts';

/** A token is renewed this long before its end; the platform keeps the old one working meanwhile. */
const RENEW_BEFORE_MS = 300_000;
/** The platform hands out the remaining life of a stable token, which may be shorter than the above. */
const SHORTEST_USE_MS = 30_000;
/** `force_refresh`: at least 30 s apart, at most 20 a day (channel-apis 1.1). */
const FORCE_GAP_MS = 30_000;
const FORCES_A_DAY = 20;

const tokenShape = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/**
 * The account's token: the held one, or a new one by `/cgi-bin/stable_token`. However many ask at once, one call is
 * made; when it fails, all of them get its error.
 * @throws RenewCredentials (wrong AppSecret, IP not on the list), TryLater (busy, confirmation pending), CallPerson
 */
export async function accessToken(api: WechatApi): Promise<string> {
  const held = await api.tokens.held(api.appId);
  if (held && api.clock.now() < held.renewAt) return held.token;
  const mine = running.get(api.tokens)?.get(api.appId);
  if (mine) return mine;
  const asked = api.tokens
    .alone(api.appId, () => renewed(api))
    .finally(() => running.get(api.tokens)?.delete(api.appId));
  const ofStore = running.get(api.tokens) ?? new Map<string, Promise<string>>();
  running.set(api.tokens, ofStore.set(api.appId, asked));
  return asked;
}

/** Renewals under way in this process, so that callers share one call and its error. */
const running = new WeakMap<WechatApi['tokens'], Map<string, Promise<string>>>();

async function renewed(api: WechatApi): Promise<string> {
  const held = await api.tokens.held(api.appId);
  if (held && api.clock.now() < held.renewAt) return held.token;
  const refused = await api.tokens.refused(api.appId);
  const ordinary = await askForToken(api, false);
  if (ordinary.access_token !== refused) return keep(api, ordinary);
  await countForce(api);
  return keep(api, await askForToken(api, true));
}

async function askForToken(api: WechatApi, force: boolean) {
  const secret = api.secret();
  const body = { grant_type: 'client_credential', appid: api.appId, secret, force_refresh: force };
  const reply = await callWechat(api, { path: '/cgi-bin/stable_token', body }, null, [secret]);
  const parsed = reply.is === 'ok' ? tokenShape.safeParse(reply.body) : null;
  if (parsed?.success) return parsed.data;
  throw tokenProblem(api, reply);
}

async function keep(api: WechatApi, answer: z.output<typeof tokenShape>): Promise<string> {
  const now = api.clock.now();
  const expiresAt = now + answer.expires_in * 1000;
  const renewAt = Math.min(expiresAt, Math.max(expiresAt - RENEW_BEFORE_MS, now + SHORTEST_USE_MS));
  await api.tokens.keep(api.appId, { token: answer.access_token, expiresAt, renewAt });
  return answer.access_token;
}

/** Counts before it asks, so that a lost answer counts too. */
async function countForce(api: WechatApi): Promise<void> {
  const now = api.clock.now();
  const day = beijingDay(now);
  const before = await api.tokens.forced(api.appId);
  const count = before?.day === day ? before.count : 0;
  if (before && now - before.lastAt < FORCE_GAP_MS) throw tokenTaken(api, before.lastAt + FORCE_GAP_MS - now);
  if (count >= FORCES_A_DAY) throw tokenTaken(api, 3_600_000);
  await api.tokens.keepForced(api.appId, { day, count: count + 1, lastAt: now });
}

function tokenTaken(api: WechatApi, retryAfterMs: number): GovcastError {
  const message = 'the platform keeps handing out a token that it refuses: another system renews it by force';
  return new TryLater({ ...ownProblem(api, 'wechat-token-taken', message), retryAfterMs });
}
