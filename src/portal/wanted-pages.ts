import type { Portal } from '../config/portals.ts';
import type { Db } from '../store/database.ts';
import { listedAs } from './item.ts';
import { addressesByKey, dueForRevisit } from './item-store.ts';
import type { ListRow } from './list-page.ts';
import { urlKey } from './url-key.ts';

/** An address to be asked, with its row when it was met in a list. */
export interface Wanted {
  url: string;
  row: ListRow | null;
  known: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Of the rows of a source's list those that are new, or whose title or day is another than when last met there. */
export async function wantedRows(db: Db, source: string, rows: ListRow[]): Promise<Wanted[]> {
  const keys = rows.map((row) => urlKey(row.url));
  const known = await addressesByKey(db, keys);
  return rows.flatMap((row): Wanted[] => {
    const before = known.get(urlKey(row.url));
    if (!before) return [{ url: row.url, row, known: false }];
    const changed = before.source === source && before.listedAs !== listedAs(row);
    return changed ? [{ url: before.url, row, known: true }] : [];
  });
}

/** Recent items whose turn it is again, and those that were found gone and need the second look. */
export async function wantedAgain(
  db: Db,
  portal: Portal,
  source: string,
  now: number,
  already: Wanted[],
): Promise<Wanted[]> {
  const { withinDays, everyHours, perLook, goneAfterMinutes } = portal.revisit;
  if (withinDays === 0 || perLook === 0) return [];
  const due = await dueForRevisit(db, source, {
    since: now - withinDays * DAY_MS,
    askedBefore: now - everyHours * HOUR_MS,
    goneBy: now - goneAfterMinutes * MINUTE_MS,
    limit: perLook,
  });
  const keys = new Set(already.map((wanted) => urlKey(wanted.url)));
  return due.filter((each) => !keys.has(each.urlKey)).map((each) => ({ url: each.url, row: null, known: true }));
}
