import type { ExpressionBuilder } from 'kysely';
import type { Db } from '../store/database.ts';
import type { Schema } from '../store/schema.ts';
import type { DiscardedPostTable, ReviewState } from '../store/tables/posts.ts';
import { findAllDiscarded } from './discard-store.ts';

export interface PostPageQuery {
  state?: ReviewState | undefined;
  /** Person id of the drafter. */
  author?: string | undefined;
  /** Id of an account: posts that have a place there. Ordered by the time of that place. */
  channel?: string | undefined;
  /** The last row of the page before. */
  after: [number, string] | null;
  limit: number;
}

/** One line of the list of posts. */
export interface PostRow {
  id: string;
  title: string;
  kind: string;
  job: string | null;
  subjectKind: string;
  subjectId: string;
  state: ReviewState;
  revision: number;
  contentHash: string;
  author: string;
  updatedAt: number;
  /** What the list is ordered by: when it was changed, or its time on the account that is looked at. */
  orderedAt: number;
}

/**
 * A page of posts, the newest first, by an index whatever is filtered; up to one row more than asked, which tells whether
 * there is another page.
 */
export async function listPostPage(db: Db, query: PostPageQuery): Promise<PostRow[]> {
  const { channel } = query;
  return channel === undefined ? await byChange(db, query) : await onChannel(db, { ...query, channel });
}

const fields = [
  'id',
  'title',
  'kind',
  'job',
  'subjectKind',
  'subjectId',
  'state',
  'revision',
  'contentHash',
  'author',
] as const;

async function byChange(db: Db, { state, author, after, limit }: PostPageQuery): Promise<PostRow[]> {
  let posts = db.selectFrom('post').select([...fields, 'updatedAt', 'updatedAt as orderedAt']);
  if (state !== undefined) posts = posts.where('state', '=', state);
  if (author !== undefined) posts = posts.where('author', '=', author);
  if (after !== null) {
    const [at, id] = after;
    posts = posts.where((eb: ExpressionBuilder<Schema, 'post'>) =>
      eb(eb.refTuple('updatedAt', 'id'), '<', eb.tuple(at, id)),
    );
  }
  return await posts
    .orderBy('updatedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

async function onChannel(
  db: Db,
  { state, author, channel, after, limit }: PostPageQuery & { channel: string },
): Promise<PostRow[]> {
  let places = db
    .selectFrom('placement')
    .innerJoin('post', 'post.id', 'placement.post')
    .select(fields.map((field) => `post.${field}` as const))
    .select(['post.updatedAt', 'placement.at as orderedAt'])
    .where('placement.channel', '=', channel)
    .where('placement.cancelledAt', 'is', null);
  if (state !== undefined) places = places.where('post.state', '=', state);
  if (author !== undefined) places = places.where('post.author', '=', author);
  if (after !== null) {
    const [at, id] = after;
    places = places.where((eb) =>
      eb.or([eb('placement.at', '<', at), eb.and([eb('placement.at', '=', at), eb('post.id', '<', id)])]),
    );
  }
  return await places
    .orderBy('placement.at', 'desc')
    .orderBy('post.id', 'desc')
    .limit(limit + 1)
    .execute();
}

interface Beside {
  channels: Map<string, string[]>;
  written: Map<string, { at: number; by: string }>;
  away: Map<string, DiscardedPostTable>;
  /** Everybody whose words are in the newest text or were before; see writersSoFar. */
  writers: Map<string, string[]>;
}

/**
 * The accounts that posts have places on, whether somebody has written in them since their newest revision, and why those
 * that were put away were, and who wrote in them.
 */
export async function besidePosts(db: Db, posts: readonly string[]): Promise<Beside> {
  if (posts.length === 0) return { channels: new Map(), written: new Map(), away: new Map(), writers: new Map() };
  const places = await db
    .selectFrom('placement')
    .select(['post', 'channel'])
    .where('post', 'in', [...posts])
    .where('cancelledAt', 'is', null)
    .orderBy('channel')
    .execute();
  const copies = await db
    .selectFrom('workingCopy')
    .select(['post', 'updatedAt', 'updatedBy'])
    .where('post', 'in', [...posts])
    .where('dirty', '>', 0)
    .execute();
  const channels = new Map<string, string[]>();
  for (const { post, channel } of places) channels.set(post, [...(channels.get(post) ?? []), channel]);
  const written = new Map(copies.map((c) => [c.post, { at: c.updatedAt, by: c.updatedBy }]));
  return { channels, written, away: await findAllDiscarded(db, posts), writers: await writersOf(db, posts) };
}

async function writersOf(db: Db, posts: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('postRevision', (on) =>
      on.onRef('postRevision.post', '=', 'post.id').onRef('postRevision.revision', '=', 'post.revision'),
    )
    .select(['post.id', 'postRevision.createdBy', 'postRevision.writers'])
    .where('post.id', 'in', [...posts])
    .execute();
  return new Map(
    rows.map(({ id, createdBy, writers }): [string, string[]] => [id, [createdBy, ...JSON.parse(writers)]]),
  );
}
