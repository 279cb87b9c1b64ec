import { z } from 'zod';
import { type People, type Person, personSchema } from '../config/people.ts';
import type { Settings } from '../config/settings.ts';
import { consoleVersions, versionsMark } from '../ledger/console-version.ts';
import type { Db } from '../store/database.ts';

/** How often the console's changes were laid over the files, of each store. */
const rounds = new WeakMap<Db, number>();

/** Another number than before: what was made of people or the office until then may be out of date. */
export function consoleRound(db: Db): number {
  return rounds.get(db) ?? 0;
}

/** The entries of the configuration that the console can change. */
const KINDS = ['person', 'setting'];
/** `office` of govcast.yaml, as versions name it. */
export const OFFICE_KEY = 'govcast/office';
const officeSchema = z.object({ name: z.string().min(1) });

/**
 * Lays what was changed in the console over what the files say, in the very objects that everything holds, so that a
 * role that was given or taken counts everywhere without a new start. Looks at the rows only when one has changed.
 * @returns looks again; tells whether something was different
 */
export function followConsole(
  db: Db,
  config: { people: People; settings: Pick<Settings, 'office'> },
): () => Promise<boolean> {
  const written = [...config.people.people];
  const name = config.settings.office.name;
  let seen = '';
  return async () => {
    const mark = await versionsMark(db, KINDS);
    if (mark === seen) return false;
    const people = await consoleVersions(db, 'person');
    const office = officeSchema.safeParse((await consoleVersions(db, 'setting')).get(OFFICE_KEY));
    config.people.people.splice(0, config.people.people.length, ...mergedPeople(written, people));
    config.settings.office.name = office.success ? office.data.name : name;
    seen = mark;
    rounds.set(db, consoleRound(db) + 1);
    return true;
  };
}

/** In the order of the file, then whom the console added. A row that is not a person is left out: it cannot act. */
function mergedPeople(written: readonly Person[], changed: ReadonlyMap<string, unknown>): Person[] {
  const known = new Set(written.map((person) => person.id));
  const read = (id: string): Person[] => {
    const parsed = personSchema.safeParse(changed.get(id));
    return parsed.success ? [parsed.data] : [];
  };
  const added = [...changed.keys()].filter((id) => !known.has(id));
  return [...written.flatMap((p) => (changed.has(p.id) ? read(p.id) : [p])), ...added.flatMap(read)];
}
