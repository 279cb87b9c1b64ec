import type { Db } from '../store/database.ts';
import { type LedgerWording, namesThePlace } from './ledger-sentence.ts';

/** What a line says besides its object: in whose place (代签) it was done, null for oneself; and the gate it is about. */
export interface Besides {
  absent: string | null;
  gate: string | null;
}

/**
 * What signatures and ticks say besides their object, by the number of the line. Of a page of lines at a time, and only
 * of those whose sentence has a place for it.
 */
export async function inWhosePlace(
  db: Db,
  wording: LedgerWording,
  lines: readonly { seq: number; act: string }[],
): Promise<Map<number, Besides>> {
  const wanted = lines.filter(({ act }) => namesThePlace(wording, act)).map(({ seq }) => seq);
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('ledgerEntry')
    .select(['seq', 'before', 'after'])
    .where('seq', 'in', wanted)
    .execute();
  return new Map(
    rows.map(({ seq, before, after }) => {
      // What was given stands in `after`; what was taken back, in `before`.
      const [given, taken] = [fieldsOf(after), fieldsOf(before)];
      const named = (key: string) => textOf(given[key]) ?? textOf(taken[key]);
      return [seq, { absent: named('standsFor'), gate: named('gate') }];
    }),
  );
}

function fieldsOf(text: string | null): Record<string, unknown> {
  const value: unknown = text === null ? null : JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
