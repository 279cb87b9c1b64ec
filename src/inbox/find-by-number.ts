import type { Db } from '../store/database.ts';

/**
 * Requests with one of these numbers; looked up by the index of numbers, whatever their count.
 * @param section whose requests are seen; null for all
 */
export function requestsByNumber(db: Db, numbers: readonly string[], section: string | null) {
  if (numbers.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('request')
    .select(['id', 'number', 'kind', 'section', 'closedAt'])
    .where('number', 'in', numbers)
    .$if(section !== null, (found) => found.where('section', '=', section ?? ''))
    .orderBy('number', 'desc')
    .execute();
}

/** The numbers that somebody may mean by `SQ-2026-1187`, `2026-1187` or `1187`; this year's first, then last year's. */
export function meantNumbers(text: string, year: number): string[] {
  const found = /^(?:sq)?[\s-]*(?:(20\d\d)[\s-]+)?(\d{1,7})$/i.exec(text.trim());
  if (!found?.[2]) return [];
  const serial = found[2].padStart(4, '0');
  return (found[1] ? [found[1]] : [year, year - 1]).map((of) => `SQ-${of}-${serial}`);
}
