import { createHash } from 'node:crypto';
import { type Clock, turn } from '../clock.ts';
import type { Finding } from '../posts/finding.ts';
import type { Composed } from '../posts/post.ts';
import type { Db } from '../store/database.ts';
import { isExcepted, type Reviewing } from './submit-post.ts';

export interface FindingCounts {
  blocking: number;
  warning: number;
  note: number;
}

/** Texts whose findings are remembered. */
const REMEMBERED = 20_000;
/** So long at most a list waits for texts that nobody has counted yet, ms; the rest is counted when it is asked for again. */
const PATIENCE_MS = 40;

/**
 * Counts the findings of posts for lists. A text never changes under its hash: its count holds as long as what is said of
 * it beside its words (its pages have changed, an exception) is the same, which is read with two queries a page.
 * @returns counts by post; without those that there was no time for. Each call counts at least one more: asked again and
 * again, all of them are there
 */
export function findingCounter(reviewing: Pick<Reviewing, 'check'>, clock: Pick<Clock, 'monotonicMs'>) {
  const known = new Map<string, FindingCounts>();
  return async (db: Db, posts: readonly string[]): Promise<Map<string, FindingCounts>> => {
    const found = new Map<string, FindingCounts>();
    const texts = await textsOf(db, posts);
    const since = clock.monotonicMs();
    let isFirst = true;
    for (const { key, ...text } of texts) {
      const before = known.get(key);
      if (before) found.set(text.post, before);
      else if (isFirst || clock.monotonicMs() - since < PATIENCE_MS) {
        isFirst = false;
        const counts = await counted(db, reviewing, text);
        if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
        known.set(key, counts);
        found.set(text.post, counts);
        // Checking is work without a pause: others come in between.
        await turn();
      }
    }
    return found;
  };
}

interface Said {
  post: string;
  revision: number;
  findings: string;
  exceptions: { check: string; excerpt: string }[];
}

/** What is said of the newest texts of posts beside their words, with a key that is another one when any of it is. */
async function textsOf(db: Db, posts: readonly string[]): Promise<(Said & { key: string })[]> {
  if (posts.length === 0) return [];
  const rows = await db
    .selectFrom('post')
    .innerJoin('postRevision as r', (on) =>
      on.onRef('r.post', '=', 'post.id').onRef('r.revision', '=', 'post.revision'),
    )
    .select(['r.post', 'r.revision', 'r.contentHash', 'r.findings'])
    .where('post.id', 'in', [...posts])
    .execute();
  const excepted = await db
    .selectFrom('findingException')
    .select(['post', 'contentHash', 'check', 'excerpt'])
    .where('post', 'in', [...posts])
    .orderBy('check')
    .orderBy('excerpt')
    .execute();
  return rows.map(({ contentHash, ...row }) => {
    const exceptions = excepted
      .filter((e) => e.post === row.post && e.contentHash === contentHash)
      .map(({ check, excerpt }) => ({ check, excerpt }));
    const all = JSON.stringify([row.post, contentHash, row.findings, exceptions]);
    return { ...row, exceptions, key: createHash('sha256').update(all).digest('base64') };
  });
}

async function counted(
  db: Db,
  reviewing: Pick<Reviewing, 'check'>,
  { post, revision, findings, exceptions }: Said,
): Promise<FindingCounts> {
  const counts: FindingCounts = { blocking: 0, warning: 0, note: 0 };
  const { body } = await db
    .selectFrom('postRevision')
    .select('body')
    .where('post', '=', post)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  const composed: Composed = JSON.parse(body);
  const said: Finding[] = JSON.parse(findings);
  for (const finding of reviewing.check(said, composed)) {
    if (!isExcepted(finding, exceptions)) counts[finding.severity] += 1;
  }
  return counts;
}
