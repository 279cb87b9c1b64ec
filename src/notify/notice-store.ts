/** All SQL of notices. */
import { beijingDay } from '../calendar/beijing-time.ts';
import type { Db, Tx } from '../store/database.ts';
import type { NoticeTable } from '../store/tables/notices.ts';
import type { NoticeText } from './notice.ts';
import { ENDED, targetOf } from './notices-due.ts';

export async function addNotice(tx: Tx, row: NoticeTable): Promise<void> {
  await tx.insertInto('notice').values(row).execute();
}

/** When the last message went to each target since `from`, ms UTC; digests do not count. */
export async function lastNotices(db: Db, from: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('notice')
    .select((eb) => ['person', 'way', eb.fn.max('createdAt').as('at')])
    .where('createdAt', '>', from)
    .where('kind', '<>', 'digest')
    .groupBy(['person', 'way'])
    .execute();
  return new Map(rows.map(({ person, way, at }) => [targetOf({ person: person ?? '', way }), Number(at)]));
}

/** E-mails that are due to be sent, or whose worker died over the call. */
export function dueNotices(db: Db, now: number, limit: number): Promise<NoticeTable[]> {
  return db
    .selectFrom('notice')
    .selectAll()
    .where('workAt', '<=', now)
    .orderBy('workAt')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/**
 * Changes a notice if it is still as it was seen.
 * @returns false when another worker was faster
 */
export async function moveNotice(
  tx: Tx,
  seen: Pick<NoticeTable, 'id' | 'state' | 'calls'>,
  change: Partial<NoticeTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('notice')
    .set(change)
    .where('id', '=', seen.id)
    .where('state', '=', seen.state)
    .where('calls', '=', seen.calls)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The code of a mail that was not sent because what it tells of is over: nobody has to mend anything. */
export const MAIL_OVER = 'mail-over';
/** A mail that no server takes in this time is a person's matter and is not sent any more, ms. */
export const MAIL_NEWS_MS = 24 * 3_600_000;

/** Whether a mail says what is no news any more: all its matters have ended, or it is the digest of an earlier day. */
export async function isOver(db: Db, { id, kind, digestOn }: NoticeTable, now: number): Promise<boolean> {
  if (kind === 'digest') return digestOn !== null && digestOn < beijingDay(now);
  if (kind === 'ended') return false;
  const lines = await db
    .selectFrom('noticeLine')
    .innerJoin('concern', 'concern.id', 'noticeLine.concern')
    .select(['noticeLine.episode', 'noticeLine.step', 'concern.endedAt', 'concern.episode as current'])
    .where('noticeLine.notice', '=', id)
    .execute();
  // A mail that also tells of an end is news as long as it is young.
  const over = lines.filter((l) => l.step !== ENDED && (l.endedAt !== null || l.episode !== l.current));
  return lines.length > 0 && over.length === lines.length;
}

/** Notices that did not arrive although they should have, and that nobody has tried again, the newest first. */
export function failedNotices(db: Db, limit: number, from = 0): Promise<NoticeTable[]> {
  return db
    .selectFrom('notice')
    .selectAll()
    .where('state', '=', 'failed')
    .where((eb) => eb.or([eb('errorCode', 'is', null), eb('errorCode', '<>', MAIL_OVER)]))
    .where('createdAt', '>=', from)
    .orderBy('createdAt', 'desc')
    .limit(limit)
    .execute();
}

/** The newest digest of a person as the console shows it; undefined while there is none. */
export async function findDigest(db: Db, person: string): Promise<({ day: string } & NoticeText) | undefined> {
  const row = await db
    .selectFrom('notice')
    .select(['digestOn', 'body'])
    .where('person', '=', person)
    .where('way', '=', 'console')
    .where('digestOn', 'is not', null)
    .orderBy('digestOn', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row?.digestOn == null) return undefined;
  const text: NoticeText = JSON.parse(row.body);
  return { day: row.digestOn, ...text };
}
