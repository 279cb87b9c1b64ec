import { CallPerson, FixContent, type GovcastError, RenewCredentials, TryLater } from '../../errors.ts';
import { errorText, valuesIn } from '../error-remedy.ts';
import { nextPeriodAt } from '../quota.ts';
import { type ErrorClass, errorClass, tokenErrorClass } from './error-classes.ts';
import type { WechatApi, WechatReply } from './wechat-api.ts';

type Unhappy = Exclude<WechatReply, { is: 'ok' }>;

/** The error of a call that only reads or prepares: nothing was begun, so an unclear end may simply be tried again. */
export function wechatProblem(api: WechatApi, doing: string, reply: Unhappy): GovcastError {
  if (reply.is !== 'error') return noAnswer(api, doing, reply);
  return problemOf(api, doing, reply, `wechat-${reply.code}`, errorClass(reply.code));
}

/** The error of the token call, where 40001 is a wrong AppSecret. */
export function tokenProblem(api: WechatApi, reply: WechatReply): GovcastError {
  const doing = 'getting the access token';
  if (reply.is === 'ok') return noAnswer(api, doing, { detail: 'the answer holds no token' });
  if (reply.is !== 'error') return noAnswer(api, doing, reply);
  const refused = errorClass(reply.code)?.class === 'T';
  const code = refused ? `wechat-token-${reply.code}` : `wechat-${reply.code}`;
  return problemOf(api, doing, reply, code, tokenErrorClass(reply.code));
}

/** A problem that govcast itself found, with the wording of its code. */
export function ownProblem(
  api: Pick<WechatApi, 'channel' | 'wording'>,
  code: string,
  message: string,
  values: Record<string, string> = {},
) {
  const { next } = errorText(api.wording, code, 'en', values);
  return { code, message, place: api.channel, remedy: next };
}

function problemOf(
  api: WechatApi,
  doing: string,
  reply: Extract<Unhappy, { is: 'error' }>,
  code: string,
  known: ErrorClass | null,
): GovcastError {
  const problem = ownProblem(api, code, `${doing}: errcode ${reply.code} ${reply.message}`, valuesIn(reply.message));
  if (known?.class === 'R') return new TryLater({ ...problem, retryAfterMs: 3_000 });
  if (known?.class === 'B') return new TryLater({ ...problem, retryAfterMs: known.retryAfterMs ?? 60_000 });
  if (known?.class === 'Q') {
    const now = api.clock.now();
    return new TryLater({ ...problem, retryAfterMs: nextPeriodAt('day', now) - now });
  }
  if (known?.class === 'T' || known?.about === 'account') return new RenewCredentials(problem);
  return known?.about === 'content' ? new FixContent(problem) : new CallPerson(problem);
}

function noAnswer(api: WechatApi, doing: string, reply: { detail: string }): GovcastError {
  return new TryLater({ ...ownProblem(api, 'no-connection', `${doing}: ${reply.detail}`), retryAfterMs: 10_000 });
}
