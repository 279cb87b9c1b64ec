import { z } from 'zod';
import { CallPerson } from '../../errors.ts';
import type { Sighting } from '../channel.ts';
import { askWechat, expectOk } from './ask-wechat.ts';
import { isOurs, type Listed } from './find-ours.ts';
import { listMessages } from './list-messages.ts';
import { publishOutcome, publishStatus } from './publish-outcome.ts';
import { readBack } from './read-back.ts';
import { sentArticles, soughtArticles } from './sent-articles.ts';
import { stepCall } from './step-call.ts';
import type { WechatStep } from './wechat-account.ts';
import { platformId } from './wechat-api.ts';
import { ownProblem } from './wechat-problem.ts';

const draftAnswer = z.object({ mediaId: z.string() });
/** `msg_data_id` stands in the vendor's table but not in its sample. */
const submitShape = z.object({ publish_id: platformId, msg_data_id: platformId.nullish() });

/** Two pages: the list may be asked 100 times a day, and a fresh article stands on the first. */
const MAX_PAGES = 2;

/**
 * Step `publish`: `freepublish/submit` (channel-apis 1.5). The answer is acceptance, the outcome comes by event or
 * `freepublish/get`. The draft is the token: every submit of a delivery names the same one (delivery protocol, K3).
 * Answers `{publishId, msgDataId}`.
 */
export const submitPublish: WechatStep = {
  prepare: async (account, input) => {
    const { mediaId } = draftAnswer.parse(input.earlier.draft);
    if ((await readBack(account, mediaId, await sentArticles(account, input))) === 'gone') {
      throw new CallPerson(ownProblem(account, 'wechat-draft-gone', 'the draft is not in the draft box any more'));
    }
    return stepCall(account, {
      effect: 'K3',
      request: { path: '/cgi-bin/freepublish/submit', body: { media_id: mediaId } },
      ok: (body) => {
        const job = submitShape.safeParse(body);
        if (!job.success) return null;
        const { publish_id: publishId, msg_data_id: msgDataId = null } = job.data;
        return { is: 'accepted', externalId: publishId, data: { publishId, msgDataId } };
      },
      code: ({ code, message }) => (code === 40007 ? { is: 'gone', code: 'wechat-draft-gone', detail: message } : null),
    });
  },

  /** Never says absent: mass-sent articles are missing from the list, and a draft that is still there may be in work. */
  look: async (account, input): Promise<Sighting> => {
    const sent = await soughtArticles(account, input);
    const { listed } = await listMessages(account, '/cgi-bin/freepublish/batchget', input.begunAt, MAX_PAGES);
    const ours = listed.filter((each) => isOurs(each, sent, input.deliveryId, input.begunAt));
    const [first, second] = ours;
    if (second) return { is: 'unclear', detail: `${ours.length} published messages look like this delivery's` };
    if (first) return { is: 'found', answer: publishedAnswer(first) };
    const { mediaId } = draftAnswer.parse(input.earlier.draft);
    const draft = await askWechat(account, { path: '/cgi-bin/draft/get', body: { media_id: mediaId } });
    if (draft.is === 'error' && draft.code === 40007) {
      return { is: 'unclear', detail: 'the draft has gone from the draft box, but no published article is listed' };
    }
    return { is: 'unclear', detail: 'no published article is listed, and the draft is still in the draft box' };
  },

  poll: async (account, externalId) => {
    const path = '/cgi-bin/freepublish/get';
    const reply = await askWechat(account, { path, body: { publish_id: externalId } });
    if (reply.is === 'error' && reply.code === 53502) {
      return { is: 'unknown', detail: `wechat-53502 ${reply.message}` };
    }
    return publishOutcome(expectOk(account, 'asking for the publication', reply, publishStatus));
  },
};

function publishedAnswer(listed: Listed) {
  const published = listed.articles.map((article, i) => ({
    externalId: listed.id,
    position: i + 1,
    title: article.title,
    url: article.url || null,
  }));
  return { is: 'done' as const, externalId: listed.id, data: { articleId: listed.id }, published };
}
