import { z } from 'zod';
import { FixContent } from '../../errors.ts';
import type { Answer, Sighting, StepInput } from '../channel.ts';
import { forgetMaterial } from '../upload-store.ts';
import { overLength, overLimit } from './draft-articles.ts';
import { isOurs } from './find-ours.ts';
import { listMessages } from './list-messages.ts';
import { firstCoverIds, sentArticles, soughtArticles } from './sent-articles.ts';
import { stepCall } from './step-call.ts';
import type { WechatAccount, WechatStep } from './wechat-account.ts';
import { platformId } from './wechat-api.ts';
import { wechatLimits } from './wechat-descriptor.ts';
import { ownProblem } from './wechat-problem.ts';

const draftShape = z.object({ media_id: platformId });

/** 40 pages of 20: more drafts than a draft box holds in practice, and a small part of the 1,000 calls a day. */
const MAX_PAGES = 40;

/**
 * Step `draft`: `draft/add` (channel-apis 1.4), looked up by its marker after a lost answer. Answers `{mediaId}`.
 */
export const addDraft: WechatStep = {
  prepare: async (account, input) => {
    const refuse = (over: ReturnType<typeof overLimit>) => {
      if (over) throw new FixContent(ownProblem(account, over.code, over.message, { limit: String(over.limit) }));
    };
    refuse(overLimit(input.content.articles, wechatLimits));
    const articles = await sentArticles(account, input);
    refuse(overLength(articles, wechatLimits));
    return stepCall(account, {
      effect: 'K2',
      request: { path: '/cgi-bin/draft/add', body: { articles } },
      ok: (body) => {
        const draft = draftShape.safeParse(body);
        return draft.success ? draftDone(draft.data.media_id) : null;
      },
      code: ({ code, message }) =>
        code === 40007
          ? coverGone(
              account,
              input,
              articles.map((a) => a.thumb_media_id),
              message,
            )
          : null,
    });
  },

  look: async (account, input): Promise<Sighting> => {
    const sent = await soughtArticles(account, input);
    const { listed, complete } = await listMessages(account, '/cgi-bin/draft/batchget', input.begunAt, MAX_PAGES);
    const ours = listed.filter((each) => isOurs(each, sent, input.deliveryId, input.begunAt));
    const [first, second] = ours;
    if (second) return { is: 'unclear', detail: `${ours.length} drafts look like this delivery's` };
    if (first) return { is: 'found', answer: draftDone(first.id) };
    return complete ? { is: 'absent' } : { is: 'unclear', detail: `no match in the ${listed.length} drafts read` };
  },
};

function draftDone(mediaId: string): Extract<Answer, { is: 'done' }> {
  return { is: 'done', externalId: mediaId, data: { mediaId } };
}

/**
 * 40007 at `draft/add`: a cover has gone. It is forgotten, so that the next attempt uploads it again, once: an id other
 * than the cover step's own says that this has happened already.
 */
async function coverGone(account: WechatAccount, input: StepInput, used: string[], detail: string): Promise<Answer> {
  const first = new Set(Object.values(firstCoverIds(input)));
  const again = used.every((id) => first.has(id));
  for (const id of used) await forgetMaterial(account.db, account.channel, id);
  return { is: 'no', code: 'wechat-40007', retry: again ? 'R' : 'S', detail };
}
