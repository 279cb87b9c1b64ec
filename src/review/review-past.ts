/** What a person has done in review that is not through yet. */
import type { People } from '../config/people.ts';
import type { Db } from '../store/database.ts';
import { calledById, calledPerson } from './person-words.ts';
import { nextSigners, nextStep } from './review.ts';
import { signaturesOf } from './review-store.ts';
import type { ReviewDesk } from './signing-desk.ts';
import { writersOfRun } from './waiting-reviews.ts';

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

/** Open runs that the person has signed, the newest signature first; found from the open runs. */
export async function signedOpen(db: Db, { people, workflow }: ReviewDesk, person: string): Promise<SignedPost[]> {
  const rows = await db
    .selectFrom('review')
    .innerJoin('signature', 'signature.review', 'review.id')
    .innerJoin('post', 'post.id', 'review.post')
    .innerJoin('postRevision', (on) =>
      on.onRef('postRevision.post', '=', 'post.id').onRef('postRevision.revision', '=', 'post.revision'),
    )
    .select(['review.id', 'review.post', 'post.title', 'post.author', 'review.openedBy', 'review.workflow'])
    .select(['signature.at', 'postRevision.createdBy', 'postRevision.writers'])
    .where('review.state', '=', 'open')
    .where('signature.person', '=', person)
    .orderBy('signature.at', 'desc')
    .limit(MOST)
    .execute();
  return Promise.all(
    rows.map(async ({ id, post, title, workflow: flowId, at, ...run }) => {
      const flow = workflow.flows.find((f) => f.id === flowId);
      const signatures = await signaturesOf(db, id);
      const chain = flow ? { flow, signatures, ticks: [], writers: writersOfRun(run) } : null;
      const [only, ...others] = chain ? nextSigners(chain, people.people) : [];
      const step = chain ? (nextStep(chain)?.post ?? '') : '';
      return { post, title, at, waitsFor: only && others.length === 0 ? calledPerson(only) : step };
    }),
  );
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
