import { channelStates } from '../../channels/channel-state-store.ts';
import { resumeChannel } from '../../channels/resume-channel.ts';
import type { PersonAnswer } from '../../delivery/answer-question.ts';
import { answerWithProof, mayAnswer } from '../../delivery/answer-with-proof.ts';
import type { LinkAccount } from '../../delivery/prove-by-links.ts';
import { queuePost } from '../../delivery/queue-post.ts';
import type { Govcast } from '../../govcast.ts';
import { loadRevision } from '../../posts/post-store.ts';
import { queueParts } from '../../queue-parts.ts';
import { accountOf } from '../simulated-platform.ts';
import { by, lainFor, peopleWith, type Staff, trying, whoIsThere } from './staff.ts';

const MINUTE = 60_000;
/** Nobody answers at once: what is on its way shall arrive first. */
const LOOKED_AFTER_MS = 20 * MINUTE;

/** Somebody looks at the account for each delivery that asks, as the question says, and answers what was seen. */
export async function answerAsked(staff: Staff, govcast: Govcast): Promise<void> {
  if (!staff.platform.isUp()) return;
  const asking = await govcast.acting.db
    .selectFrom('delivery')
    .select(['id', 'channel', 'subjectId', 'hash', 'reason', 'act'])
    .where('state', '=', 'asking')
    .where('subjectKind', '=', 'post')
    .orderBy('id')
    .execute();
  for (const delivery of asking) {
    const person = whoIsThere(staff, govcast, peopleWith(govcast, mayAnswer));
    const waited = lainFor(staff, `asking ${delivery.id} ${delivery.reason}`, govcast.clock.now());
    if (person === undefined || waited < LOOKED_AFTER_MS) continue;
    const { articles } = await loadRevision(govcast.acting.db, delivery.subjectId, delivery.hash);
    const title = articles[0]?.title ?? '';
    const seen = await answerFor(staff, govcast, delivery, title);
    const answer =
      seen.is === 'repeat' && isEnough(staff, delivery) ? { is: 'leave' as const, note: '多次未成，不再发布' } : seen;
    const what = `${person}: answers ${answer.is} (${delivery.reason}) for “${title}” on ${delivery.channel}`;
    const channelOf = (channel: string) => linkAccount(govcast, channel);
    const done = await trying(staff, what, async () => {
      await answerWithProof(govcast.work, channelOf, delivery.id, answer, by(govcast, person));
      staff.log.say(what);
    });
    staff.since.delete(`asking ${delivery.id} ${delivery.reason}`);
    if (!done && answer.is === 'repeat') await leave(staff, govcast, delivery, person, title);
    if (done && seen.is === 'leave') await queueAgain(staff, govcast, delivery, person, title);
  }
}

/** A person tries the same thing three times at most. */
function isEnough({ since }: Staff, { id, reason }: Asking): boolean {
  const tried = (since.get(`repeats ${id} ${reason}`) ?? 0) + 1;
  since.set(`repeats ${id} ${reason}`, tried);
  return tried > 3;
}

interface Asking {
  id: string;
  channel: string;
  subjectId: string;
  reason: string | null;
  act: string;
}

async function leave(staff: Staff, govcast: Govcast, { id, channel }: Asking, person: string, title: string) {
  const what = `${person}: leaves “${title}” on ${channel}`;
  const channelOf = (name: string) => linkAccount(govcast, name);
  await trying(staff, what, async () => {
    await answerWithProof(govcast.work, channelOf, id, { is: 'leave', note: '不再发布' }, by(govcast, person));
    staff.log.say(what);
  });
}

/** What the platform's draft was lost for is queued as a delivery of its own, as the remedy says. */
async function queueAgain(staff: Staff, govcast: Govcast, asked: Asking, person: string, title: string) {
  const what = `${person}: queues “${title}” on ${asked.channel} again`;
  await trying(staff, what, async () => {
    const wish = { post: asked.subjectId, channel: govcast.channelConfig(asked.channel) };
    await queuePost(queueParts(govcast), wish, by(govcast, person));
    staff.log.say(what);
  });
}

/** What a person sees on the account: the article, the message, or nothing. */
async function answerFor(
  { platform }: Staff,
  { channelConfig }: Govcast,
  { channel, act, reason }: Asking,
  title: string,
): Promise<PersonAnswer> {
  const account = accountOf(channelConfig(channel));
  if (act === 'message') {
    const messages = await platform.effects();
    const seen = messages.some((e) => e.account === account && e.kind === 'robotMessage' && e.text.includes(title));
    return seen ? { is: 'went-out', link: null, note: '在群里看到' } : { is: 'repeat' };
  }
  const article = (await platform.published()).find((a) => a.account === account && a.title === title && !a.deleted);
  if (article) return { is: 'went-out', link: article.url, note: '在账号里看到' };
  const isGone = reason === 'gone' || reason === 'content';
  return isGone ? { is: 'leave', note: '账号里没有，草稿已不在' } : { is: 'repeat' };
}

/** Accounts that govcast paused go on when somebody has looked. */
export async function resumePaused(staff: Staff, govcast: Govcast): Promise<void> {
  for (const { channel, pausedAt, pausedBy } of await channelStates(govcast.acting.db)) {
    if (pausedAt === null || pausedBy !== 'govcast' || !staff.platform.isUp()) continue;
    const person = whoIsThere(staff, govcast, peopleWith(govcast, ['section-head', 'leader']));
    if (person === undefined || govcast.clock.now() - pausedAt < LOOKED_AFTER_MS) continue;
    await trying(staff, `${person}: lets ${channel} go on`, async () => {
      await resumeChannel(govcast.acting, by(govcast, person), channel);
      staff.log.say(`${person}: lets ${channel} go on`);
    });
  }
}

function linkAccount(govcast: Govcast, channel: string): LinkAccount {
  const { name, sandbox } = govcast.channelConfig(channel);
  const { descriptor } = govcast.work.channel(channel);
  const rehearsalHost = govcast.sandboxUrl === null ? null : new URL(govcast.sandboxUrl).host;
  return { descriptor, name, rehearses: sandbox, rehearsalHost };
}
