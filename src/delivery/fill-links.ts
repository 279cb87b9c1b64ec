import type { PublishedArticle } from '../channels/channel.ts';
import { channelStates } from '../channels/channel-state-store.ts';
import { lookSoon } from '../channels/history-store.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { getAttempts, getSteps } from './delivery-store.ts';
import { LINK_LOOK_GAPS, linkLookDue } from './rules.ts';
import { type DeliveryWork, systemActor } from './work.ts';

/** A publication whose news brought no link, and the attempt by whose job the platform can be asked. */
interface Unlinked {
  delivery: string;
  channel: string;
  step: string;
  attempt: string;
  job: string;
  polls: number;
  publicAt: number;
}

/**
 * Asks for the links of publications whose event came without them: a few times in the first day, as polls of the job
 * and out of the same daily quota. A mass send is not asked for: no look-up tells its address (channel-apis 1.6).
 * Nothing waits for this: the delivery is published, and a link that never comes stays unknown.
 */
export async function fillLinks(work: DeliveryWork): Promise<void> {
  for (const each of await unlinked(work)) {
    const { poll } = work.channel(each.channel);
    if (!poll || !(await takeLook(work, each))) continue;
    try {
      const outcome = await poll(each.step, each.job);
      if (outcome.is === 'published') await fillIn(work, each, outcome.published);
    } catch (error) {
      work.log.warn('the link of a publication could not be asked for', { ...each, error: String(error) });
    }
  }
}

/** Found by the index of publications on channel and public time: those of the last days, on accounts that run. */
async function unlinked(work: DeliveryWork): Promise<Unlinked[]> {
  const now = work.clock.now();
  const channels = (await channelStates(work.db)).filter((each) => each.pausedAt === null).map((each) => each.channel);
  if (channels.length === 0) return [];
  const publications = await work.db
    .selectFrom('publication')
    .select(['delivery', 'channel', 'publicAt'])
    .distinct()
    .where('channel', 'in', channels)
    .where('publicAt', '>', now - 2 * (LINK_LOOK_GAPS.at(-1) ?? 0))
    .where('act', '=', 'publish')
    .where('url', 'is', null)
    .where('goneAt', 'is', null)
    .where('delivery', 'is not', null)
    .$narrowType<{ delivery: string }>()
    .execute();
  const due: Unlinked[] = [];
  for (const each of publications) {
    const step = (await getSteps(work.db, each.delivery)).at(-1);
    const attempts = await getAttempts(work.db, each.delivery);
    const attempt = attempts.find((a) => a.position === step?.position && a.state === 'succeeded');
    if (!step || !attempt?.externalId || !linkLookDue(attempt.polls, each.publicAt, now)) continue;
    due.push({ ...each, step: step.name, attempt: attempt.id, job: attempt.externalId, polls: attempt.polls });
  }
  return due;
}

/** Counts the look before it is made: of two workers one asks, and a look that a crash cut off is not made again. */
async function takeLook(work: DeliveryWork, { attempt, polls }: Unlinked): Promise<boolean> {
  const { numUpdatedRows } = await work.db
    .updateTable('attempt')
    .set({ polls: polls + 1 })
    .where('id', '=', attempt)
    .where('polls', '=', polls)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** By delivery and place in the message: the event may have named the job where the list names the article. */
function fillIn(work: DeliveryWork, of: Unlinked, articles: readonly PublishedArticle[]): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    for (const { position, url } of articles) {
      if (url !== null) await fillOne(tx, work, of, position, url);
    }
  });
}

async function fillOne(
  tx: Tx,
  work: DeliveryWork,
  { delivery, channel }: Unlinked,
  position: number,
  url: string,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('publication')
    .set({ url })
    .where('delivery', '=', delivery)
    .where('position', '=', position)
    .where('url', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await lookSoon(tx, channel, work.clock.now());
  await work.record(tx, {
    at: work.clock.now(),
    actor: systemActor(work.worker),
    act: 'publication.link',
    object: `delivery:${delivery}`,
    after: { position, url },
  });
}
