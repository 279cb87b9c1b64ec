import { z } from 'zod';
import { CallPerson } from '../../errors.ts';
import type { Answer, Outcome, StepInput } from '../channel.ts';
import { askWechat, expectOk } from './ask-wechat.ts';
import { atLeastOne } from './publish-outcome.ts';
import { readBack } from './read-back.ts';
import { sentArticles } from './sent-articles.ts';
import { stepCall, type WechatError } from './step-call.ts';
import type { WechatAccount, WechatStep } from './wechat-account.ts';
import { platformId } from './wechat-api.ts';
import { ownProblem } from './wechat-problem.ts';

const draftAnswer = z.object({ mediaId: z.string() });
const jobShape = z.object({ msg_id: platformId, msg_data_id: platformId.nullish() });
const statusShape = z.object({ msg_status: z.string() });

/**
 * Step `mass-send`: `message/mass/sendall` of the draft (channel-apis 1.6), once under the attempt's key (clientmsgid).
 * A draft that has gone does not stop it: a send that was accepted takes its draft along, and only the repeat under the
 * same key tells (45065); otherwise the platform answers 40007. Answers `{msgId, msgDataId}`.
 */
export const massSend: WechatStep = {
  prepare: async (account, input) => {
    const { mediaId } = draftAnswer.parse(input.earlier.draft);
    if (input.key === null) {
      const message = 'a mass send needs a key: without one the platform makes up its own';
      throw new CallPerson(ownProblem(account, 'wechat-45067', message));
    }
    await readBack(account, mediaId, await sentArticles(account, input));
    return stepCall(account, {
      effect: 'K5',
      request: {
        path: '/cgi-bin/message/mass/sendall',
        body: {
          filter: filterOf(account, input),
          msgtype: 'mpnews',
          mpnews: { media_id: mediaId },
          send_ignore_reprint: account.sendIgnoreReprint ? 1 : 0,
          clientmsgid: input.key,
        },
      },
      ok: (body) => accepted(body, false),
      code: knownRefusal,
    });
  },

  poll: async (account, externalId): Promise<Outcome> => {
    const path = '/cgi-bin/message/mass/get';
    const reply = await askWechat(account, { path, body: { msg_id: externalId } });
    if (reply.is === 'error' && (reply.code === 89504 || reply.code === 89505)) return { is: 'running' };
    if (reply.is === 'error' && reply.code === 40059) return { is: 'unknown', detail: `wechat-40059 ${reply.message}` };
    const { msg_status: status } = expectOk(account, 'asking for the mass send', reply, statusShape);
    return massSendOutcome(externalId, status);
  },
};

/** `mass/get` names no articles and no addresses; they come with the event only. */
export function massSendOutcome(externalId: string, status: string): Outcome {
  switch (status.trim().toUpperCase()) {
    case 'SEND_SUCCESS':
      return { is: 'published', externalId, published: atLeastOne(externalId, []) };
    case 'SENDING':
      return { is: 'running' };
    case 'SEND_FAIL':
      return { is: 'failed', code: 'wechat-SEND_FAIL', detail: 'the platform says that the mass send failed' };
    case 'DELETE':
      return { is: 'removed', by: 'us', detail: 'the mass-sent message was deleted' };
    default:
      return { is: 'unknown', detail: `msg_status ${status} is documented nowhere` };
  }
}

/** C-11: with tags set, an audience that has one reaches its followers only; without tags everybody. */
function filterOf(
  account: WechatAccount,
  input: StepInput,
): { is_to_all: true } | { is_to_all: false; tag_id: number } {
  const tag = account.audienceTags[input.content.audience];
  if (tag !== undefined) return { is_to_all: false, tag_id: tag };
  if (input.content.audience === 'public' || Object.keys(account.audienceTags).length === 0) return { is_to_all: true };
  const message = `no tag is set for the audience ${input.content.audience}, and others have one`;
  throw new CallPerson(ownProblem(account, 'wechat-40152', message));
}

/** Codes of delivery protocol section 7: 45065 is a yes, 45066 no no, 89505 waits for the administrator. */
function knownRefusal({ code, message, body }: WechatError): Answer | null {
  switch (code) {
    case 45065:
      return accepted(body, false) ?? { is: 'keySeen', code: 'wechat-45065', detail: message };
    case 45066:
      return { is: 'keySeen', code: 'wechat-45066', detail: message };
    case 89504:
    case 89505:
      return accepted(body, true) ?? { is: 'accepted', externalId: null, data: {}, waitsForPerson: true };
    case 40007:
      return { is: 'gone', code: 'wechat-draft-gone', detail: message };
    default:
      return null;
  }
}

function accepted(body: Record<string, unknown>, waitsForPerson: boolean): Extract<Answer, { is: 'accepted' }> | null {
  const job = jobShape.safeParse(body);
  if (!job.success) return null;
  const { msg_id: msgId, msg_data_id: msgDataId = null } = job.data;
  const answer = { is: 'accepted' as const, externalId: msgId, data: { msgId, msgDataId } };
  return waitsForPerson ? { ...answer, waitsForPerson } : answer;
}
