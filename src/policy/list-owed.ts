import { liaisonOf } from '../config/people.ts';
import type { Db } from '../store/database.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { type Owed, owedOn } from './owed.ts';
import { type OwedCursor, type OwedFilter, type OwedRow, owedRowsQuery, standingOfRow } from './owed-store.ts';
import { type OwedWording, owedSentence } from './owed-wording.ts';

/** One thing that is owed on a day, with whom to remind of it. */
export interface ListedOwed extends Owed {
  bundle: string;
  title: string;
  documentNumber: string | null;
  /** The person to be reminded: the one named, else the liaison officer of the section (O-03); null when nobody is known. */
  remindWhom: string | null;
  /** In Chinese: what to do, who, until when. */
  sentence: string;
}

/** What the commands and notices ask for. */
export interface OwedQuestion {
  /** YYYY-MM-DD, Beijing. */
  on: string;
  section?: string;
  /** A person's id: what names him, and what falls to him as liaison officer. */
  person?: string;
  bundle?: string;
  /** The most rows of a page. */
  limit?: number;
  /** `next` of the page before. */
  after?: OwedCursor | null;
}

const PAGE = 500;

/**
 * What is owed on a day, by section or person, what is due first at the front: one query over an index, whatever the
 * number of bundles.
 * @returns the page, and where the next one begins (null at the end)
 */
export async function listOwed(
  db: Db,
  desk: Omit<BundleDesk, 'acting'>,
  wording: OwedWording,
  { on, section, person, bundle, limit = PAGE, after = null }: OwedQuestion,
): Promise<{ owed: ListedOwed[]; next: OwedCursor | null }> {
  const filter: OwedFilter = {
    ...(bundle === undefined ? {} : { bundle }),
    ...(section === undefined ? {} : { sections: [section] }),
    ...(person === undefined ? {} : { person, sections: sectionsOfLiaison(desk, person) }),
  };
  const rows = await owedRowsQuery(db, on, filter, limit + 1, after).execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const next = last ? { dueOn: last.dueOn, bundle: last.bundle, what: last.what, ref: last.ref } : null;
  return { owed: page.flatMap((row) => listed(desk, wording, row, on)), next };
}

function listed(desk: Omit<BundleDesk, 'acting'>, wording: OwedWording, row: OwedRow, on: string): ListedOwed[] {
  const { people, calendar } = desk;
  return standingOfRow(row)
    .flatMap((standing) => owedOn(standing, calendar, on))
    .map((owed) => {
      const named = people.people.find(({ id }) => id === owed.person)?.name ?? owed.person;
      const section = people.sections.find(({ id }) => id === owed.section)?.name ?? owed.section;
      const who = named !== null && section !== null ? `${section}${named}` : (named ?? section);
      const liaison = owed.section === null ? null : (liaisonOf(people, owed.section)?.id ?? null);
      return {
        ...owed,
        bundle: row.bundle,
        title: row.title,
        documentNumber: row.documentNumber,
        remindWhom: owed.person ?? liaison,
        sentence: owedSentence(wording, calendar, owed, { title: row.title, who, today: on }),
      };
    });
}

function sectionsOfLiaison({ people }: Pick<BundleDesk, 'people'>, person: string): string[] {
  return people.sections.filter(({ liaison }) => liaison === person).map(({ id }) => id);
}
