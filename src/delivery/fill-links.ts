import type { PublishedArticle } from '../channels/channel.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { LINK_LOOK_GAPS, linkLookDue } from './rules.ts';
import { type DeliveryWork, systemActor } from './work.ts';

const BATCH = 20;

/** A publication whose news brought no link, and the attempt by whose job the platform can be asked. */
interface Unlinked {
  delivery: string;
  channel: string;
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
      const outcome = await poll('publish', each.job);
      if (outcome.is === 'published') await fillIn(work, each, outcome.published);
    } catch (error) {
      work.log.warn('the link of a publication could not be asked for', { ...each, error: String(error) });
    }
  }
}

/** Found by the index of publications on channel and public time: those of the last day, on accounts that run. */
async function unlinked(work: DeliveryWork): Promise<Unlinked[]> {
  const now = work.clock.now();
  const rows = await work.db
    .selectFrom('channelState')
    .innerJoin('publication', 'publication.channel', 'channelState.channel')
    .innerJoin('attempt', 'attempt.delivery', 'publication.delivery')
    .innerJoin('step', (on) =>
      on.onRef('step.delivery', '=', 'attempt.delivery').onRef('step.position', '=', 'attempt.position'),
    )
    .select(['attempt.delivery', 'publication.channel', 'attempt.id as attempt', 'attempt.externalId as job'])
    .select(['attempt.polls', 'publication.publicAt'])
    .distinct()
    .where('channelState.pausedAt', 'is', null)
    .where('publication.publicAt', '>', now - 2 * (LINK_LOOK_GAPS.at(-1) ?? 0))
    .where('publication.act', '=', 'publish')
    .where('publication.url', 'is', null)
    .where('publication.goneAt', 'is', null)
    .where('step.name', '=', 'publish')
    .where('attempt.state', '=', 'succeeded')
    .where('attempt.externalId', 'is not', null)
    .where('attempt.polls', '<', LINK_LOOK_GAPS.length)
    .orderBy('publication.publicAt')
    .limit(BATCH)
    .$narrowType<{ job: string }>()
    .execute();
  return rows.filter((row) => linkLookDue(row.polls, row.publicAt, now));
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
function fillIn(work: DeliveryWork, { delivery }: Unlinked, articles: readonly PublishedArticle[]): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    for (const { position, url } of articles) {
      if (url !== null) await fillOne(tx, work, delivery, position, url);
    }
  });
}

async function fillOne(tx: Tx, work: DeliveryWork, delivery: string, position: number, url: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('publication')
    .set({ url })
    .where('delivery', '=', delivery)
    .where('position', '=', position)
    .where('url', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await work.record(tx, {
    at: work.clock.now(),
    actor: systemActor(work.worker),
    act: 'publication.link',
    object: `delivery:${delivery}`,
    after: { position, url },
  });
}
