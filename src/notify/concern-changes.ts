/** What the list of standing matters, compared with the rows, changes in them. Pure. */
import { canonicalJson } from '../store/canonical-json.ts';
import type { ConcernTable } from '../store/tables/notices.ts';
import type { Concern } from './concern.ts';

/** A matter that comes back sooner after its end is the same one, unless its end was told; later it is told anew, ms. */
export const AGAIN_AFTER_MS = 24 * 3_600_000;

/** What a source listed at one look; null when it could not be read, and then nothing of it ends. */
export type Listed = ReadonlyMap<string, readonly Concern[] | null>;

/** A matter with the source that listed it. */
export interface Sourced {
  source: string;
  concern: Concern;
}

export interface ConcernChanges {
  begun: Sourced[];
  /** Back after its end; with a new episode when it was gone for long, or when people think that it is over. */
  again: (Sourced & { row: ConcernTable; newEpisode: boolean })[];
  /** Stands as before, with other words, urgency or people. */
  changed: (Sourced & { row: ConcernTable })[];
  ended: ConcernTable[];
}

/**
 * @param rows every row that stands, and the ended ones under a key that is listed
 * @param cutOff keys that stand although they are not listed for want of room: nothing of them changes
 * @param heardEnd ids of rows whose end was told, so that whoever heard of it hears of the return
 */
export function concernChanges(
  listed: Listed,
  rows: readonly ConcernTable[],
  now: number,
  cutOff: ReadonlySet<string> = new Set(),
  heardEnd: ReadonlySet<string> = new Set(),
): ConcernChanges {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const changes: ConcernChanges = { begun: [], again: [], changed: [], ended: [] };
  const seen = new Set(cutOff);
  for (const { source, concern } of sourced(listed)) {
    seen.add(concern.key);
    const row = byKey.get(concern.key);
    if (!row) changes.begun.push({ source, concern });
    else if (row.endedAt !== null) {
      const newEpisode = now - row.endedAt >= AGAIN_AFTER_MS || heardEnd.has(row.id);
      changes.again.push({ source, concern, row, newEpisode });
    } else if (differs(row, concern)) changes.changed.push({ source, concern, row });
  }
  const readable = (source: string) => listed.get(source) !== null;
  changes.ended = rows.filter((row) => row.endedAt === null && !seen.has(row.key) && readable(row.source));
  return changes;
}

/** Every matter once, by the first source that lists its key. */
export function sourced(listed: Listed): Sourced[] {
  const byKey = new Map<string, Sourced>();
  for (const [source, concerns] of listed) {
    for (const concern of concerns ?? []) {
      if (!byKey.has(concern.key)) byKey.set(concern.key, { source, concern });
    }
  }
  return [...byKey.values()];
}

function differs(row: ConcernTable, { kind, about, urgency, fields, to }: Concern): boolean {
  return (
    row.kind !== kind ||
    row.about !== about ||
    row.urgency !== urgency ||
    row.fields !== canonicalJson(fields) ||
    row.recipients !== canonicalJson(to)
  );
}
