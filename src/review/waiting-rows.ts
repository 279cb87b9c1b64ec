/** The query behind what waits for one person: it walks the open runs by their partial index, never all posts. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { Workflow } from '../config/workflow.ts';
import type { Db } from '../store/database.ts';
import type { Schema } from '../store/schema.ts';
import { type Hands, rolesOfHands } from './signing-desk.ts';
import { writersOfRun } from './waiting-reviews.ts';

export interface WaitingRow {
  id: string;
  post: string;
  title: string;
  revision: number;
  workflow: string;
  openedBy: string;
  openedAt: number;
  /** Everybody who signs nothing of it, see writersOfRun. */
  writers: string[];
  /** How many signatures it has. */
  position: number;
  /** When the newest of them was given, ms UTC. */
  signedAt: number | null;
  /** The earliest of its live places and the latest moment that was wished, ms UTC. */
  dueAt: number | null;
  channels: number;
}

const DAY_MS = 86_400_000;

/** Open runs in which these hands have something to do, the most urgent first. */
export async function waitingRows(db: Db, workflow: Workflow, hands: Hands): Promise<WaitingRow[]> {
  const wanted = [...stepsFor(workflow, rolesOfHands(hands)), ...ticksFor(workflow, rolesOfHands(hands))];
  if (wanted.length === 0) return [];
  const rows = await db
    .selectFrom('review')
    .innerJoin('post', 'post.id', 'review.post')
    .innerJoin('postRevision', (on) =>
      on.onRef('postRevision.post', '=', 'post.id').onRef('postRevision.revision', '=', 'post.revision'),
    )
    .leftJoin('postWish', 'postWish.post', 'post.id')
    .select(['review.id', 'review.post', 'post.title', 'post.revision', 'review.workflow', 'review.openedBy'])
    .select(['review.openedAt', 'post.author', 'postWish.latestAt'])
    .select(['postRevision.createdBy', 'postRevision.writers'])
    .select((eb) => [
      positionOf(eb).as('position'),
      eb
        .selectFrom('signature')
        .select((s) => s.fn.max('signature.at').as('at'))
        .whereRef('signature.review', '=', 'review.id')
        .as('signedAt'),
      placesOf(eb)
        .select((p) => p.fn.min('placement.at').as('at'))
        .where('placement.obstacleAt', 'is', null)
        .as('placedAt'),
      placesOf(eb)
        .select((p) => p.fn.countAll<number>().as('n'))
        .as('channels'),
    ])
    .where('review.state', '=', 'open')
    .where('review.openedBy', '<>', hands.person)
    .where('post.author', '<>', hands.person)
    .where('postRevision.createdBy', '<>', hands.person)
    .where('postRevision.writers', 'not like', `%${JSON.stringify(hands.person)}%`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('signature')
            .select('signature.position')
            .whereRef('signature.review', '=', 'review.id')
            .where('signature.person', '=', hands.person),
        ),
      ),
    )
    .where((eb) => eb.or(wanted.map((each) => doing(eb, each))))
    .execute();
  return rows
    .map(({ latestAt, placedAt, author, createdBy, writers: others, ...row }) => {
      const moments = [placedAt, latestAt].filter((at) => at !== null);
      const dueAt = moments.length > 0 ? Math.min(...moments.map(Number)) : null;
      const writers = writersOfRun({ author, createdBy, writers: others, openedBy: row.openedBy });
      return { ...row, writers, position: Number(row.position), channels: Number(row.channels), dueAt };
    })
    .sort((a, b) => (a.dueAt ?? a.openedAt + DAY_MS) - (b.dueAt ?? b.openedAt + DAY_MS));
}

/** How many articles revisions have: in the canonical JSON of a text every article has this key once, and nothing else has. */
export async function articleCounts(db: Db, rows: readonly { post: string; revision: number }[]) {
  if (rows.length === 0) return new Map<string, number>();
  const key = '"sourceUrl":';
  const counted = await db
    .selectFrom('postRevision')
    .select(['post', 'revision'])
    .select(sql<number>`(length(body) - length(replace(body, ${key}, ''))) / ${sql.lit(key.length)}`.as('articles'))
    .where((eb) => eb.or(rows.map(({ post, revision }) => eb.and({ post, revision }))))
    .execute();
  return new Map(counted.map(({ post, articles }) => [post, Number(articles)]));
}

interface Wanted {
  flow: string;
  /** Null: wherever the run stands. */
  position: number | null;
  /** Some of these gates is open; empty: a signature is asked for. */
  gates: string[];
}

function stepsFor({ flows }: Workflow, roles: readonly string[]): Wanted[] {
  return flows.flatMap((flow) =>
    flow.steps.flatMap((step, position) =>
      roles.includes(step.permission) ? [{ flow: flow.id, position, gates: [] }] : [],
    ),
  );
}

/**
 * Gates wait from the beginning for people who sign nothing in the flow: for them there is nothing else to do. Signers
 * tick theirs when they sign; gates that are left hold up the last signature, so they are asked for when it is next.
 */
function ticksFor({ flows, gates }: Workflow, roles: readonly string[]): Wanted[] {
  return flows.flatMap((flow) => {
    const mine = gates.filter((g) => flow.gates.includes(g.id) && g.roles.some((role) => roles.includes(role)));
    if (mine.length === 0) return [];
    const signs = flow.steps.some((step) => roles.includes(step.permission));
    return [{ flow: flow.id, position: signs ? flow.steps.length - 1 : null, gates: mine.map(({ id }) => id) }];
  });
}

type Open = ExpressionBuilder<Schema, 'review' | 'post' | 'postRevision'>;

function doing(eb: Open, { flow, position, gates }: Wanted) {
  return eb.and([
    eb('review.workflow', '=', flow),
    ...(position === null ? [] : [eb(positionOf(eb), '=', position)]),
    ...(gates.length === 0 ? [] : [eb(ticksOf(eb, gates), '<', gates.length)]),
  ]);
}

function positionOf(eb: Open) {
  return eb
    .selectFrom('signature')
    .select((s) => s.fn.countAll<number>().as('n'))
    .whereRef('signature.review', '=', 'review.id');
}

function ticksOf(eb: Open, gates: string[]) {
  return eb
    .selectFrom('gateTick')
    .select((t) => t.fn.countAll<number>().as('n'))
    .whereRef('gateTick.review', '=', 'review.id')
    .where('gateTick.gate', 'in', gates);
}

function placesOf(eb: Open) {
  return eb
    .selectFrom('placement')
    .whereRef('placement.post', '=', 'review.post')
    .where('placement.cancelledAt', 'is', null);
}
