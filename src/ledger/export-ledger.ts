import type { Db } from '../store/database.ts';

const AT_MOST = 50_000;

/** Lines from `from` on, at most 50,000, each as a JSON object with all its columns: whoever has them can walk the chain. */
export async function exportLedger(db: Db, from: number): Promise<string> {
  const lines = await db
    .selectFrom('ledgerEntry')
    .selectAll()
    .where('seq', '>=', from)
    .orderBy('seq')
    .limit(AT_MOST)
    .execute();
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** One line with what stood before and after as values; null when there is none of that number. */
export async function ledgerLine(db: Db, seq: number) {
  const found = await db
    .selectFrom('ledgerEntry')
    .select(['seq', 'object', 'before', 'after', 'prevHash', 'hash'])
    .where('seq', '=', seq)
    .executeTakeFirst();
  if (!found) return null;
  const value = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  return { ...found, before: value(found.before), after: value(found.after) };
}
