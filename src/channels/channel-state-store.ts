import type { Selectable } from 'kysely';
import type { Db, Tx } from '../store/database.ts';
import type { ChannelStateTable } from '../store/tables/channels.ts';

export type ChannelState = Selectable<ChannelStateTable>;

/** Makes a row for every channel that has none; run at start. */
export async function ensureChannelStates(db: Db, channels: readonly string[]): Promise<void> {
  for (const channel of channels) {
    await db
      .insertInto('channelState')
      .values({ channel, pausedAt: null, pausedReason: null, pausedBy: null, rights: '{}' })
      .onConflict((c) => c.column('channel').doNothing())
      .execute();
  }
}

/** How a channel stands; one without a row is not paused. */
export async function channelState(db: Db, channel: string): Promise<ChannelState> {
  const row = await db.selectFrom('channelState').selectAll().where('channel', '=', channel).executeTakeFirst();
  return row ?? { channel, pausedAt: null, pausedReason: null, pausedBy: null, rights: '{}', rightsAt: '{}' };
}

/** All channels that have a row, by id. */
export function channelStates(db: Db): Promise<ChannelState[]> {
  return db.selectFrom('channelState').selectAll().orderBy('channel').execute();
}

/** Locks a channel against a pause until the transaction ends: begin of a delivery reads it like this. */
export async function shareChannel(tx: Tx, channel: string): Promise<ChannelState> {
  await ensureChannelStates(tx, [channel]);
  return tx.selectFrom('channelState').selectAll().where('channel', '=', channel).forShare().executeTakeFirstOrThrow();
}

/** Locks a channel for a change of its state. */
export async function lockChannel(tx: Tx, channel: string): Promise<ChannelState> {
  await ensureChannelStates(tx, [channel]);
  return tx.selectFrom('channelState').selectAll().where('channel', '=', channel).forUpdate().executeTakeFirstOrThrow();
}

/** Writes what an account may do, by API, as probed or as a refusal showed: `works`, `48001` … */
export async function setRight(tx: Tx, channel: string, api: string, right: string): Promise<void> {
  const state = await lockChannel(tx, channel);
  const rights = JSON.stringify({ ...rightsOf(state), [api]: right });
  await tx.updateTable('channelState').set({ rights }).where('channel', '=', channel).execute();
}

/** Writes down that these APIs were tried, or refused, at a moment (ms UTC), whether or not the answer was a new one. */
export async function setRightTimes(tx: Tx, channel: string, apis: readonly string[], at: number): Promise<void> {
  const state = await lockChannel(tx, channel);
  const tried = Object.fromEntries(apis.map((api) => [api, at]));
  const rightsAt = JSON.stringify({ ...rightTimes(state), ...tried });
  await tx.updateTable('channelState').set({ rightsAt }).where('channel', '=', channel).execute();
}

/** When each right was last tried or refused, ms UTC; what was noted before times were kept has none. */
export function rightTimes({ rightsAt }: Pick<ChannelState, 'rightsAt'>): Record<string, number> {
  const times: unknown = JSON.parse(rightsAt);
  if (typeof times !== 'object' || times === null) return {};
  return Object.fromEntries(Object.entries(times).map(([api, at]) => [api, Number(at)]));
}

/** The rights of a channel as they are known. */
export function rightsOf(state: ChannelState): Record<string, string> {
  const rights: unknown = JSON.parse(state.rights);
  if (typeof rights !== 'object' || rights === null) return {};
  return Object.fromEntries(Object.entries(rights).map(([api, right]) => [api, String(right)]));
}
