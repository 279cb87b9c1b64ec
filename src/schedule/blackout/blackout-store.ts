import type { ExpressionBuilder, Selectable } from 'kysely';
import { ensureChannelStates } from '../../channels/channel-state-store.ts';
import type { Db, Tx } from '../../store/database.ts';
import type { Schema } from '../../store/schema.ts';
import type { BlackoutTable } from '../../store/tables/stops.ts';
import { type Blackout, blackoutState } from './blackout.ts';

/** What the black-outs that are open at `now` (ms UTC) keep back. Begin reads this after it has locked its channel. */
export async function openBlackouts(db: Db, now: number): Promise<Blackout[]> {
  const rows = await db
    .selectFrom('blackout')
    .selectAll()
    .where('endedAt', 'is', null)
    .where((eb) => eb.or([eb('toAt', 'is', null), eb('toAt', '>=', now)]))
    .orderBy('fromAt')
    .orderBy('id')
    .execute();
  return rows.map(blackoutOf).filter((each) => blackoutState(each, now) === 'open');
}

/** Those that touch the time from `from` to `to` (ms UTC, both inside): open, over or still to come. */
export async function blackoutsBetween(db: Db, from: number, to: number): Promise<Blackout[]> {
  const rows = await db
    .selectFrom('blackout')
    .selectAll()
    .where((eb) => eb.or([eb('fromAt', '<=', to), eb('fromAt', '<=', eb.ref('startedAt'))]))
    .where((eb) => endsFrom(eb, from))
    .orderBy('fromAt')
    .orderBy('id')
    .execute();
  return rows.map(blackoutOf);
}

function endsFrom(eb: ExpressionBuilder<Schema, 'blackout'>, from: number) {
  return eb.and([
    eb.or([eb('toAt', 'is', null), eb('toAt', '>=', from)]),
    eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', from)]),
  ]);
}

/** The newest first. */
export async function recentBlackouts(db: Db, limit = 100): Promise<Blackout[]> {
  const rows = await db.selectFrom('blackout').selectAll().orderBy('fromAt', 'desc').limit(limit).execute();
  return rows.map(blackoutOf);
}

export async function findBlackout(db: Db, id: string): Promise<Blackout | null> {
  const row = await db.selectFrom('blackout').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? blackoutOf(row) : null;
}

/** The row under lock, for a change of it. */
export async function lockBlackout(tx: Tx, id: string): Promise<Blackout | null> {
  const row = await tx.selectFrom('blackout').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? blackoutOf(row) : null;
}

/**
 * Takes the rows of the accounts that a black-out holds for, in the order of their ids: it waits for begins that are
 * committing, and every later one sees what is written here.
 * @param channels ids; null for every account that has a row
 */
export async function lockCovered(tx: Tx, channels: readonly string[] | null): Promise<void> {
  if (channels !== null) await ensureChannelStates(tx, [...channels].sort());
  await tx
    .selectFrom('channelState')
    .select('channel')
    .$if(channels !== null, (q) => q.where('channel', 'in', channels ?? []))
    .orderBy('channel')
    .forUpdate()
    .execute();
}

export async function addBlackout(tx: Tx, { channels, includesInternal, ...blackout }: Blackout): Promise<void> {
  const told = { channels: channels && JSON.stringify(channels), includesInternal: includesInternal ? 1 : 0 };
  await tx
    .insertInto('blackout')
    .values({ ...blackout, ...told })
    .execute();
}

function blackoutOf({ channels, includesInternal, ...row }: Selectable<BlackoutTable>): Blackout {
  const named: unknown = channels === null ? null : JSON.parse(channels);
  return {
    ...row,
    channels: Array.isArray(named) ? named.map(String) : null,
    includesInternal: includesInternal === 1,
  };
}
