import type { z } from 'zod';
import { TryLater } from '../../errors.ts';
import { accessToken } from './access-token.ts';
import { errorClass } from './error-classes.ts';
import { callWechat, type WechatApi, type WechatReply, type WechatRequest } from './wechat-api.ts';
import { ownProblem, wechatProblem } from './wechat-problem.ts';

/** What the platform answers when the day's calls of an API are used up; said before it does when we know. */
export const USED_UP = 'wechat-45009';

/**
 * A call that only reads: with a fresh token once more when the platform refuses the one at hand (class T). Each call
 * takes a unit of its day's quota first.
 * @throws as `accessToken`, and TryLater `wechat-45009` when no unit is left: no call was made
 */
export async function askWechat(api: WechatApi, request: WechatRequest): Promise<WechatReply> {
  const token = await accessToken(api);
  await spendQuery(api, request);
  const first = await callWechat(api, request, token);
  if (first.is !== 'error' || errorClass(first.code)?.class !== 'T') return first;
  await api.tokens.drop(api.appId, token);
  const fresh = await accessToken(api);
  await spendQuery(api, request);
  return callWechat(api, request, fresh);
}

async function spendQuery(api: WechatApi, { path, leaves = 0 }: WechatRequest): Promise<void> {
  const freeAt = await api.takeQuery(path, leaves);
  if (freeAt === null) return;
  const problem = ownProblem(api, USED_UP, `${path}: all calls of the day are used up, none was made`);
  throw new TryLater({ ...problem, retryAfterMs: freeAt - api.clock.now() });
}

/**
 * The payload of an answer, checked.
 * @throws TryLater, RenewCredentials, FixContent or CallPerson by the class of the errcode
 */
export function expectOk<S extends z.ZodType>(
  api: WechatApi,
  doing: string,
  reply: WechatReply,
  shape: S,
): z.output<S> {
  if (reply.is !== 'ok') throw wechatProblem(api, doing, reply);
  const parsed = shape.safeParse(reply.body);
  if (parsed.success) return parsed.data;
  throw wechatProblem(api, doing, { is: 'lost', detail: 'the answer has another shape than documented' });
}
