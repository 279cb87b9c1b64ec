/** What a person has done in review that is not through yet. */
import type { People } from '../config/people.ts';
import type { Db } from '../store/database.ts';
import { calledById, calledPerson } from './person-words.ts';
import { nextSigners, nextStep } from './review.ts';
import type { OpenChain } from './waiting-reviews.ts';

const MOST = 20;
/** A return that nobody has answered for so long is no news. */
const RETURNED_DAYS = 90;
const DAY_MS = 86_400_000;

export interface SignedPost {
  post: string;
  title: string;
  /** When I signed, ms UTC. */
  at: number;
  /** Who is next: 陈副局长; the post of the step when several may. */
  waitsFor: string;
}

export interface ReturnedPost {
  post: string;
  title: string;
  at: number;
  marks: number;
  /** Whose turn it is. */
  author: string;
}

/** Open runs that the person has signed, the newest signature first. Pure. */
export function signedOpen(people: People, open: readonly OpenChain[], person: string): SignedPost[] {
  const signed = open.flatMap(({ run, chain }) => {
    const given = chain.signatures.findLast((s) => s.person === person);
    return given ? [{ run, chain, at: given.at }] : [];
  });
  return signed
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST)
    .map(({ run, chain, at }) => {
      const [only, ...others] = nextSigners(chain, people.people);
      const waitsFor = only && others.length === 0 ? calledPerson(only) : (nextStep(chain)?.post ?? '');
      return { post: run.post, title: run.title, at, waitsFor };
    });
}

/** Posts that the person returned and that were not handed in again since, the newest first. */
export async function returnedBy(db: Db, people: People, person: string, now: number): Promise<ReturnedPost[]> {
  const rows = await db
    .selectFrom('signature')
    .innerJoin('review', 'review.id', 'signature.review')
    .innerJoin('post', 'post.id', 'review.post')
    .select(['review.post', 'post.title', 'post.author', 'signature.at'])
    .select((eb) =>
      eb
        .selectFrom('returnMark')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('returnMark.review', '=', 'signature.review')
        .as('marks'),
    )
    .where('signature.person', '=', person)
    .where('signature.decision', '=', 'return')
    .where('signature.at', '>', now - RETURNED_DAYS * DAY_MS)
    .where('post.state', 'in', ['returned', 'draft'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('review as later')
            .select('later.id')
            .whereRef('later.post', '=', 'review.post')
            .whereRef('later.openedAt', '>', 'review.openedAt'),
        ),
      ),
    )
    .orderBy('signature.at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map(({ marks, author, ...row }) => ({
    ...row,
    marks: Number(marks),
    author: calledById(people, author),
  }));
}
