/** Pages of a list by cursor: where the last row of a page stood in the order of the list, so that nothing is skipped or shown twice. */
import { z } from 'zod';
import { AskedWrongly } from '../../errors.ts';

export const pageQuery = {
  /** `next` of the page before. */
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** A page of rows, and where the next one begins; null on the last. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

type Key = (string | number)[];

/**
 * One page from up to `limit + 1` rows: the row too many tells that there is a next page.
 * @param keyOf the values the list is ordered by, the id last
 */
export function page<T>(rows: T[], limit: number, keyOf: (row: T) => Key): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? encode(keyOf(last)) : null;
  return { items, next };
}

/** The values after which a page begins; null for the first page. @throws AskedWrongly when it is not a cursor of this list */
export function afterCursor<K extends Key>(cursor: string | undefined, shape: z.ZodType<K>): K | null {
  if (cursor === undefined) return null;
  const parsed = shape.safeParse(decode(cursor));
  if (parsed.success) return parsed.data;
  throw new AskedWrongly({
    code: 'cursor',
    message: 'the cursor does not belong to this list',
    remedy: 'Take `next` of the page before, or leave the cursor out to begin again.',
  });
}

function encode(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
