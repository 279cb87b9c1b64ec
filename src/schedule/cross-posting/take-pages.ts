import { createHash } from 'node:crypto';
import type { CrossPosting, CrossPostingRule } from '../../config/cross-posting.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import type { FurtherPage, FurtherPages } from '../../posts/further-pages.ts';
import { postJobs, postKinds } from '../../posts/post.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { Tx } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import { addCrossPost, type CrossPost, crossPostsOf, pagesOf, rulesSince } from './cross-post-store.ts';
import { type JudgedPage, judgeRule } from './judge-rule.ts';

const WORKER: Actor = { person: 'govcast', via: 'worker' };
const HOUR_MS = 3_600_000;

/**
 * The rules as the loop of posts asks them: which pages become posts because a rule takes them. What is taken is written
 * down in the same breath, once for each rule, page and account; the drafts are made of it by that loop, so that they
 * follow corrections, and placed by `placeCrossPosts`. Null without any rule in force.
 * @param kindOf what a source's column holds
 */
export async function crossPostedPages(
  acting: Acting,
  { rules }: CrossPosting,
  kindOf: (source: string) => string,
): Promise<FurtherPages | null> {
  const since = await rulesSince(acting.db, rules);
  const begun = [...since.values()].filter((at) => at !== null);
  if (begun.length === 0) return null;
  const mark = createHash('sha256')
    .update(canonicalJson({ rules, since: [...since] }))
    .digest('hex');
  const take = async (ids: readonly string[]) => {
    const pages = await pagesOf(acting.db, ids, kindOf);
    if (pages.size > 0) await takeNew(acting, rules, since, pages);
    return becoming(await crossPostsOf(acting.db, ids));
  };
  return { mark, since: Math.min(...begun), take };
}

/** One transaction a look: a crash before it leaves the pages to be looked at again, and nothing is written twice. */
async function takeNew(
  acting: Acting,
  rules: readonly CrossPostingRule[],
  since: ReadonlyMap<string, number | null>,
  pages: ReadonlyMap<string, JudgedPage>,
): Promise<void> {
  const taken = [...pages].flatMap(([item, page]) =>
    rules
      .filter((rule) => judgeRule(rule, page, since.get(rule.id) ?? null).takes)
      .map((rule) => ({ item, page, rule })),
  );
  if (taken.length === 0) return;
  await inTransaction(acting.db, async (tx) => {
    for (const { item, page, rule } of taken) await takeOne(tx, acting, item, page, rule);
  });
}

async function takeOne(tx: Tx, acting: Acting, item: string, page: JudgedPage, rule: CrossPostingRule): Promise<void> {
  const at = acting.clock.now();
  const { id, kind, job = null, author, act = null, withinHours, workflow, submit } = rule;
  const dueAt = withinHours === undefined ? null : (page.publishedAt ?? at) + withinHours * HOUR_MS;
  const fresh: string[] = [];
  for (const channel of rule.channels) {
    const row = {
      ...{ rule: id, item, channel, state: 'wanted' as const, kind, job, author, act, pace: workflow },
      ...{ submit: submit ? 1 : 0, post: null, dueAt, at, tryAt: at, problem: '' },
    };
    if (await addCrossPost(tx, row)) fresh.push(channel);
  }
  if (fresh.length === 0) return;
  const after = { rule: id, channels: fresh };
  await acting.record(tx, { at, actor: WORKER, act: 'cross-posting.take', object: `item:${item}`, after });
}

/** A page that several rules take becomes one post: the first rule says which kind. */
function becoming(rows: readonly CrossPost[]): Map<string, FurtherPage> {
  const pages = new Map<string, FurtherPage>();
  for (const { item, kind, job, author, state } of rows) {
    const known = postKinds.find((each) => each === kind);
    if (!known || pages.has(item) || state === 'withdrawn') continue;
    pages.set(item, { kind: known, job: postJobs.find((each) => each === job), author });
  }
  return pages;
}
