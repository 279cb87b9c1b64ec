import type { EffectKind } from '../../store/tables/delivery.ts';
import type { Answer, PreparedCall } from '../channel.ts';
import { nextPeriodAt } from '../quota.ts';
import { requestHash } from '../request-hash.ts';
import { accessToken } from './access-token.ts';
import { errorClass } from './error-classes.ts';
import type { WechatAccount } from './wechat-account.ts';
import { callWechat, type WechatReply, type WechatRequest } from './wechat-api.ts';

type Unhappy = Exclude<WechatReply, { is: 'ok' }>;
export type WechatError = Extract<WechatReply, { is: 'error' }>;

export interface StepCall {
  effect: EffectKind;
  request: WechatRequest;
  /** The answer to a success, or null when its shape is none that is documented. */
  ok: (body: Record<string, unknown>) => Answer | null;
  /** Codes that mean something of their own in this step; null leaves them to the class table. */
  code?: (error: WechatError) => Promise<Answer | null> | Answer | null;
}

/** Makes the one call of a step ready, token included. */
export async function stepCall(account: WechatAccount, call: StepCall): Promise<PreparedCall> {
  const token = await accessToken(account);
  const { path, body = null } = call.request;
  return {
    requestHash: requestHash({ path, body }),
    send: async (check, signal) => {
      const reply = await callWechat(account, call.request, token, [], check, signal);
      if (reply.is === 'ok') {
        return call.ok(reply.body) ?? { is: 'lost', detail: `${path}: an answer of another shape than documented` };
      }
      if (reply.is === 'error') {
        if (errorClass(reply.code)?.class === 'T') account.noteRefused(token);
        const own = await call.code?.(reply);
        if (own) return own;
      }
      return refusal(account, reply, call.effect);
    },
  };
}

/**
 * What a failed call means for its attempt (delivery protocol, section 7). A busy platform may have done it all the
 * same, so only harmless steps take that for a no; a code that nobody knows proves nothing where nothing protects
 * against a second time.
 */
export function refusal(account: WechatAccount, reply: Unhappy, effect: EffectKind): Answer {
  if (reply.is === 'lost') return reply;
  if (reply.is === 'unsent') return { is: 'no', code: reply.code, retry: 'N', detail: reply.detail };
  const code = `wechat-${reply.code}`;
  const detail = reply.message;
  const no = { is: 'no' as const, code, detail, ...(reply.rid === null ? {} : { rid: reply.rid }) };
  const known = errorClass(reply.code);
  const guarded = effect === 'K0' || effect === 'K1' || effect === 'K5';
  if (known === null) return guarded ? { ...no, retry: 'S' } : { is: 'lost', detail: `${code} ${detail}` };
  switch (known.class) {
    case 'R':
      return effect === 'K0' ? { ...no, retry: 'R' } : { is: 'lost', detail: `${code} ${detail}` };
    case 'Q': {
      const now = account.clock.now();
      const period = reply.code === 45028 ? account.massSendPeriod : 'day';
      return { ...no, retry: 'Q', retryAfterMs: nextPeriodAt(period, now) - now };
    }
    case 'D':
      return { ...no, retry: 'S' };
    default:
      return known.retryAfterMs === undefined
        ? { ...no, retry: known.class }
        : { ...no, retry: known.class, retryAfterMs: known.retryAfterMs };
  }
}
