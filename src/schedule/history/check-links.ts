import type { Publication } from '../../channels/publication-store.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import { leaseLinkLook, linkLooksDue, linksToLook, noteLinkLook } from './link-look-store.ts';

/** What the page behind a link of ours shows now; what cannot be said is `unclear` and changes nothing. */
export type LookAtLink = (
  channel: string,
  url: string,
) => Promise<{ is: 'open' | 'broken' | 'unclear'; says: string } | { is: 'gone'; by: 'us' | 'platform'; says: string }>;

export interface LinkLooks {
  acting: Acting;
  look: LookAtLink;
  /** Accounts that are public and have links. */
  channels: readonly string[];
  /** Hours after which the newest link of an account is opened again; 0 never opens one. */
  everyHours: number;
}

const WORKER: Actor = { person: 'govcast', via: 'worker' };
const HOUR_MS = 3_600_000;
/** A look that found a link broken or an article gone goes on with the next one soon. */
const SOON_MS = HOUR_MS;
/** A look that could say nothing: the platform took this machine for a robot, or the network was down. */
const UNCLEAR_MS = 6 * HOUR_MS;
/** Of one round; each opens a page at the platform. */
const ACCOUNTS_AT_ONCE = 10;

/**
 * Opens the newest link of each account now and then, for a clock counts only what the public can open (B.1). An article
 * that its publisher or the platform took down is gone from now on; one whose link does not open any more counts no longer
 * until it opens again. A look that the network spoilt says nothing.
 */
export async function checkLinks({ acting, look, channels, everyHours }: LinkLooks, stopping = () => false) {
  if (everyHours === 0 || channels.length === 0) return;
  const now = acting.clock.now();
  for (const { channel, linkLookAt } of await linkLooksDue(acting.db, channels, now, ACCOUNTS_AT_ONCE)) {
    if (stopping()) return;
    // Counted before it is made: of two workers one looks, and a crash costs one look.
    if (!(await leaseLinkLook(acting.db, channel, linkLookAt, now + SOON_MS))) continue;
    let wait = everyHours * HOUR_MS;
    for (const publication of await linksToLook(acting.db, channel)) {
      const found = await look(channel, publication.url);
      if (found.is === 'unclear') wait = Math.min(wait, UNCLEAR_MS);
      else if (found.is === 'gone' || (found.is === 'broken' && publication.linkOk !== 0)) wait = SOON_MS;
      await note(acting, publication, found);
    }
    await noteLinkLook(acting.db, channel, acting.clock.now() + wait);
  }
}

/** Only what is new is written, with a line in the ledger. */
async function note(acting: Acting, publication: Publication, found: Awaited<ReturnType<LookAtLink>>): Promise<void> {
  if (found.is === 'unclear') return;
  const linkOk = found.is === 'broken' ? 0 : found.is === 'open' ? 1 : publication.linkOk;
  if (found.is !== 'gone' && linkOk === publication.linkOk) return;
  const now = acting.clock.now();
  await inTransaction(acting.db, async (tx) => {
    const gone = found.is === 'gone' ? { goneAt: now, removedBy: found.by } : {};
    const { numUpdatedRows } = await tx
      .updateTable('publication')
      .set({ linkOk, ...gone })
      .where('id', '=', publication.id)
      .where('goneAt', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await tx.updateTable('channelHistory').set({ changedAt: now }).where('channel', '=', publication.channel).execute();
    await acting.record(tx, {
      at: now,
      actor: WORKER,
      act: found.is === 'gone' ? 'publication.gone' : 'publication.link-look',
      object: `channel:${publication.channel}`,
      before: { publication: publication.id, url: publication.url, linkOk: publication.linkOk },
      after: {
        publication: publication.id,
        linkOk,
        ...(found.is === 'gone' ? { removedBy: found.by } : {}),
        says: found.says,
      },
    });
  });
}
