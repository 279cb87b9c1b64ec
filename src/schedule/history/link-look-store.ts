/** When the newest link of each account is looked at again, and which one it is. */
import type { Publication } from '../../channels/publication-store.ts';
import type { Db } from '../../store/database.ts';

/** Of these accounts those whose newest link is to be opened now, the longest waiting first. */
export function linkLooksDue(db: Db, channels: readonly string[], now: number, limit: number) {
  return db
    .selectFrom('channelHistory')
    .select(['channel', 'linkLookAt'])
    .where('linkLookAt', '<=', now)
    .where('channel', 'in', channels)
    .orderBy('linkLookAt')
    .limit(limit)
    .execute();
}

/** @returns whether nobody else took the look */
export async function leaseLinkLook(db: Db, channel: string, seen: number, until: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('channelHistory')
    .set({ linkLookAt: until })
    .where('channel', '=', channel)
    .where('linkLookAt', '=', seen)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function noteLinkLook(db: Db, channel: string, nextAt: number): Promise<void> {
  await db.updateTable('channelHistory').set({ linkLookAt: nextAt }).where('channel', '=', channel).execute();
}

/**
 * The newest standing article of an account that has a link, and where that one did not open the newest that did: a link
 * that opens again counts again. A draft or message without an address is passed over.
 */
export async function linksToLook(db: Db, channel: string): Promise<(Publication & { url: string })[]> {
  const newest = (more: 'any' | 'counted') =>
    db
      .selectFrom('publication')
      .selectAll()
      .where('channel', '=', channel)
      .where('goneAt', 'is', null)
      .where('url', 'is not', null)
      .$narrowType<{ url: string }>()
      .$if(more === 'counted', (q) => q.where((e) => e.or([e('linkOk', 'is', null), e('linkOk', '=', 1)])))
      .orderBy('publicAt', 'desc')
      .orderBy('position')
      .limit(1)
      .executeTakeFirst();
  const first = await newest('any');
  if (!first) return [];
  const counted = first.linkOk === 0 ? await newest('counted') : undefined;
  return counted ? [first, counted] : [first];
}
