import { asProblem, GovcastError, type Problem, TryLater } from '../errors.ts';
import { claimComments, dueComments, markLooked } from './comment-store.ts';
import { knownIntakes } from './request-store.ts';
import { type CommentedArticle, commentIntakeId, type ListedComment, takeComment } from './take-comment.ts';
import type { Intaking } from './take-request.ts';

/**
 * One page of the comments of an article, newest first. `position` counts from 1; an adapter whose platform counts from 0
 * takes one off. There is no push for a comment, so they are asked for.
 */
export type ListComments = (
  article: CommentedArticle,
  page: { begin: number; count: number },
) => Promise<readonly ListedComment[]>;

export interface CommentsRead {
  /** Articles that were looked at. */
  articles: number;
  /** Ids of the new requests. */
  requests: string[];
  /** Articles that could not be read, each with what to do. */
  problems: { article: CommentedArticle; problem: Problem }[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How often to look, by age: most comments come on the first day, and every look costs quota (1,000 a day at best). */
const PACE = [
  { youngerThanMs: DAY_MS, everyMs: HOUR_MS },
  { youngerThanMs: 3 * DAY_MS, everyMs: 6 * HOUR_MS },
  { youngerThanMs: 30 * DAY_MS, everyMs: DAY_MS },
];
/** The platform takes fewer than 50 a page. */
const PAGE = 49;
const MAX_PAGES = 40;
const ARTICLES_A_RUN = 20;
/** A look that dies is repeated after this. */
const TAKEN_MS = 10 * 60_000;

/**
 * Looks at the articles that are due and makes a request of every comment not met before. Reading stops at the first page
 * that holds a known one. An article older than 30 days is let go. Running it twice takes nothing twice.
 */
export async function readComments(intaking: Intaking, listComments: ListComments): Promise<CommentsRead> {
  const { db, clock } = intaking;
  const read: CommentsRead = { articles: 0, requests: [], problems: [] };
  for (const row of await dueComments(db, clock.now(), ARTICLES_A_RUN)) {
    const article = { channel: row.channel, messageId: row.messageId, position: row.position };
    if (!(await claimComments(db, row, clock.now() + TAKEN_MS))) continue;
    try {
      read.requests.push(...(await readArticle(intaking, article, listComments)));
      read.articles += 1;
      const now = clock.now();
      await markLooked(db, article, { checkedAt: now, nextCheckAt: nextLook(row.followedAt, now) });
    } catch (error) {
      if (!(error instanceof GovcastError)) throw error;
      read.problems.push({ article, problem: asProblem(error) });
      const wait = error instanceof TryLater ? error.retryAfterMs : DAY_MS;
      await markLooked(db, article, { nextCheckAt: clock.now() + wait });
    }
  }
  return read;
}

/** When to look again at an article followed since `followedAt`; null when it is old enough to be let go. */
export function nextLook(followedAt: number, now: number): number | null {
  const pace = PACE.find((p) => now - followedAt < p.youngerThanMs);
  return pace ? now + pace.everyMs : null;
}

async function readArticle(
  intaking: Intaking,
  article: CommentedArticle,
  listComments: ListComments,
): Promise<string[]> {
  const fresh: ListedComment[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const listed = await listComments(article, { begin: page * PAGE, count: PAGE });
    const ids = listed.map((c) => commentIntakeId(article, c.id));
    const known = await knownIntakes(intaking.db, article.channel, 'comment', ids);
    fresh.push(...listed.filter((c) => !known.has(commentIntakeId(article, c.id))));
    if (known.size > 0 || listed.length < PAGE) break;
  }
  const requests: string[] = [];
  // Oldest first: if this is cut off, what is known is the older part, and the next look still finds the rest.
  for (const comment of fresh.reverse()) {
    const request = await takeComment(intaking, article, comment);
    if (request !== null) requests.push(request);
  }
  return requests;
}
