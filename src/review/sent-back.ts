import type { People } from '../config/people.ts';
import type { Db } from '../store/database.ts';
import { calledById } from './person-words.ts';
import { type Mark, marksOf } from './return-marks.ts';
import { type Review, signaturesOf } from './review-store.ts';

/** Who ended a run of signatures without its approval, and why: for the author, and for everybody who opens it since. */
export interface SentBack {
  /** A signer returned the text, or somebody took the approval back that it had. */
  is: 'returned' | 'withdrawn';
  /** Id of the person. */
  person: string;
  /** The same as people say it. */
  by: string;
  /** ms UTC */
  at: number;
  opinion: string;
  /** Marked passages of the text of the run, numbered in the order of reading. */
  marks: (Mark & { number: number })[];
}

type Run = Pick<Review, 'id' | 'state' | 'closedAt' | 'withdrawnBy' | 'withdrawnReason'>;

/** Null for a run that is open, approved, or was ended by no person. */
export async function sentBack(db: Db, people: People, run: Run): Promise<SentBack | null> {
  const { id, state, closedAt, withdrawnBy: person, withdrawnReason } = run;
  if (state === 'voided' && person !== null) {
    const told = { person, by: calledById(people, person), at: closedAt ?? 0, opinion: withdrawnReason ?? '' };
    return { is: 'withdrawn', ...told, marks: [] };
  }
  if (state !== 'returned') return null;
  const given = (await signaturesOf(db, id)).find(({ decision }) => decision === 'return');
  if (!given) return null;
  const told = { person: given.person, by: calledById(people, given.person), at: given.at, opinion: given.opinion };
  const marks = await marksOf(db, id);
  return {
    ...{ is: 'returned', ...told },
    marks: marks.map(({ startAt: start, endAt: end, review: _, ...mark }) => ({ ...mark, start, end })),
  };
}
