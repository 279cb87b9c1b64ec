import type { z } from 'zod';
import { accessToken } from './access-token.ts';
import { errorClass } from './error-classes.ts';
import { callWechat, type WechatApi, type WechatReply, type WechatRequest } from './wechat-api.ts';
import { wechatProblem } from './wechat-problem.ts';

/**
 * A call that only reads: with a fresh token once more when the platform refuses the one at hand (class T).
 * @throws as `accessToken`
 */
export async function askWechat(api: WechatApi, request: WechatRequest): Promise<WechatReply> {
  const token = await accessToken(api);
  const first = await callWechat(api, request, token);
  if (first.is !== 'error' || errorClass(first.code)?.class !== 'T') return first;
  await api.tokens.drop(api.appId, token);
  return callWechat(api, request, await accessToken(api));
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
