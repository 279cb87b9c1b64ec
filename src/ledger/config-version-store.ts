import { canonicalJson } from '../store/canonical-json.ts';
import type { Db, Tx } from '../store/database.ts';
import type { ConfigEntryTable } from '../store/tables/ground.ts';

/** Every version of every entry that has not gone from its file. */
export function liveVersions(db: Db): Promise<ConfigEntryTable[]> {
  return db.selectFrom('configEntry').selectAll().where('goneAt', 'is', null).orderBy('version').execute();
}

/** The highest version number of each entry that was ever there, by `kind key`. */
export async function lastNumbers(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('configEntry')
    .select(['kind', 'key', (eb) => eb.fn.max('version').as('version')])
    .groupBy(['kind', 'key'])
    .execute();
  return new Map(rows.map((r) => [`${r.kind} ${r.key}`, Number(r.version)]));
}

export async function addVersion(tx: Tx, row: Omit<ConfigEntryTable, 'body' | 'goneAt'> & { body: unknown }) {
  const body = canonicalJson(row.body);
  await tx
    .insertInto('configEntry')
    .values({ ...row, body, goneAt: null })
    .execute();
}

/** The entry has moved in its file without a change: only where it stands is written. */
export async function moveVersion(tx: Tx, id: string, file: string, line: number): Promise<void> {
  await tx.updateTable('configEntry').set({ file, line }).where('id', '=', id).execute();
}

export async function endVersion(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('configEntry').set({ goneAt: at }).where('id', '=', id).execute();
}

/**
 * The entry as it held on a day (C-03), or null: of the versions that hold from that day or before, the one with the
 * latest day, and of those the last. A version that has gone from its file holds until the moment it went.
 * @param day YYYY-MM-DD, Beijing
 * @param endOfDay the last moment of that day, ms UTC
 */
export async function versionOn(
  db: Db,
  entry: { kind: string; key: string },
  day: string,
  endOfDay: number,
): Promise<ConfigEntryTable | null> {
  const rows = await db
    .selectFrom('configEntry')
    .selectAll()
    .where('kind', '=', entry.kind)
    .where('key', '=', entry.key)
    .where((eb) => eb.or([eb('fromOn', 'is', null), eb('fromOn', '<=', day)]))
    .where((eb) => eb.or([eb('goneAt', 'is', null), eb('goneAt', '>', endOfDay)]))
    .execute();
  const later = (a: ConfigEntryTable, b: ConfigEntryTable) =>
    (a.fromOn ?? '') === (b.fromOn ?? '') ? a.version - b.version : (a.fromOn ?? '') < (b.fromOn ?? '') ? -1 : 1;
  return rows.sort(later).at(-1) ?? null;
}
