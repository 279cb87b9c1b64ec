/** Entries of the configuration that were changed in the console: they win until their file changes (decisions 7). */
import { beijingDay } from '../calendar/beijing-time.ts';
import type { Db, Tx } from '../store/database.ts';
import type { ConfigEntryTable } from '../store/tables/ground.ts';
import type { Acting } from './acting.ts';
import { addVersion } from './config-version-store.ts';

/** The newest version of an entry that holds; null when there is none. */
export async function newestVersion(db: Db, kind: string, key: string): Promise<ConfigEntryTable | null> {
  const row = await db
    .selectFrom('configEntry')
    .selectAll()
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('goneAt', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps everybody else from numbering a version until the transaction ends; the ledger's row is locked last. */
export async function lockVersions(tx: Tx): Promise<void> {
  await tx.selectFrom('ledgerHead').select('id').where('id', '=', 1).forUpdate().execute();
}

/** A version made in the console, under `lockVersions`. The caller writes the line of the ledger. */
export async function addConsoleVersion(
  tx: Tx,
  { clock, newId }: Pick<Acting, 'clock' | 'newId'>,
  { kind, key, body }: { kind: string; key: string; body: unknown },
): Promise<void> {
  const before = await tx
    .selectFrom('configEntry')
    .select(['version', 'file', 'line'])
    .where('kind', '=', kind)
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const at = clock.now();
  await addVersion(tx, {
    id: newId(),
    kind,
    key,
    body,
    version: (before?.version ?? 0) + 1,
    file: before?.file ?? '',
    line: before?.line ?? 0,
    fromOn: before ? beijingDay(at) : null,
    appliedAt: at,
    via: 'console',
  });
}

/** Changes whenever a version is added or ends: cheap enough to be asked every few seconds. */
export async function versionsMark(db: Db, kinds: readonly string[]): Promise<string> {
  const { n, at, gone } = await db
    .selectFrom('configEntry')
    .select((eb) => [eb.fn.countAll().as('n'), eb.fn.max('appliedAt').as('at'), eb.fn.max('goneAt').as('gone')])
    .where('kind', 'in', kinds)
    .executeTakeFirstOrThrow();
  return `${n} ${at} ${gone}`;
}

/** The newest versions that were made in the console, by key; an entry whose file has won since is not among them. */
export async function consoleVersions(db: Db, kind: string): Promise<Map<string, unknown>> {
  const rows = await db
    .selectFrom('configEntry')
    .select(['key', 'via', 'body'])
    .where('kind', '=', kind)
    .where('goneAt', 'is', null)
    .orderBy('version')
    .execute();
  const newest = new Map(rows.map((row) => [row.key, row]));
  return new Map(
    [...newest].flatMap(([key, { via, body }]) => (via === 'console' ? [[key, JSON.parse(body) as unknown]] : [])),
  );
}
