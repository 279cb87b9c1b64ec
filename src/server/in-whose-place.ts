import type { Db } from '../store/database.ts';
import { type LedgerWording, namesThePlace } from './ledger-sentence.ts';

/**
 * In whose place (代签) acts of the ledger were done, by the number of the line; lines of somebody who acted for himself are
 * absent. Of a page of lines at a time, and only of those whose sentence has a place for it.
 */
export async function inWhosePlace(
  db: Db,
  wording: LedgerWording,
  lines: readonly { seq: number; act: string }[],
): Promise<Map<number, string>> {
  const wanted = lines.filter(({ act }) => namesThePlace(wording, act)).map(({ seq }) => seq);
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('ledgerEntry')
    .select(['seq', 'before', 'after'])
    .where('seq', 'in', wanted)
    .execute();
  return new Map(
    rows.flatMap(({ seq, before, after }): [number, string][] => {
      const absent = absentIn(after) ?? absentIn(before);
      return absent === null ? [] : [[seq, absent]];
    }),
  );
}

/** What was given stands in `after`; what was taken back, in `before`. */
function absentIn(text: string | null): string | null {
  const value: unknown = text === null ? null : JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('standsFor' in value)) return null;
  return typeof value.standsFor === 'string' ? value.standsFor : null;
}
