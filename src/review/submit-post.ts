import type { People } from '../config/people.ts';
import { type Flow, flowFor, type Workflow } from '../config/workflow.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Finding } from '../posts/finding.ts';
import type { Composed } from '../posts/post.ts';
import { afterEvent } from '../posts/post-state.ts';
import { loadHead } from '../posts/post-store.ts';
import type { Db } from '../store/database.ts';
import type { FindingExceptionTable } from '../store/tables/posts.ts';
import { inTransaction } from '../store/transaction.ts';
import { flowMissing, heldPost, requireSeen } from './load-chain.ts';
import { BlockedByFindings, refused } from './review.ts';
import { addReview, exceptionsOf, movePost } from './review-store.ts';

/** What acts of review need besides the database: who may do what, and how a text is checked. */
export interface Reviewing {
  people: People;
  workflow: Workflow;
  /** Every finding of a text: what composing said and what the checks say (`allFindings`). Pure. */
  check: (composing: readonly Finding[], composed: Composed) => Finding[];
  /** For whom a person may sign at a moment (代签); left out, nobody signs for another. */
  standsFor?: StandsFor;
  /** Names that the approval form prints. */
  names?: { office: string; account: (channel: string) => string };
}

/** Ids of the absent people in whose place this person may sign at a moment (ms UTC). */
export type StandsFor = (db: Db, person: string, at: number) => Promise<string[]>;

export interface Submitted {
  review: string;
  contentHash: string;
  flow: Flow;
  findings: Finding[];
}

/**
 * Puts a post before its signers: runs the checks, fixes the content hash and opens the chain of its kind.
 * @param seenHash the text that the submitter saw; a post changed since is refused
 * @throws BlockedByFindings with every blocking finding that no reason code lets pass
 * @throws FixContent when workflow.yaml has no flow for the kind
 * @throws Refused when the post is in no state to be submitted
 */
export function submitPost(
  acting: Acting,
  reviewing: Reviewing,
  { post: id, seenHash }: { post: string; seenHash: string },
  actor: Actor,
): Promise<Submitted> {
  return inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    requireSeen(post, seenHash);
    const state = afterEvent(post.state, 'submit');
    if (!state) {
      const remedy =
        post.state === 'in-review'
          ? 'It waits for its signatures.'
          : 'Only a draft or a returned post can be submitted.';
      throw refused(`post:${id}`, [{ code: 'post-state', message: `post ${id} is ${post.state}`, remedy }]);
    }
    const flow = flowFor(reviewing.workflow, post.kind, post.pace);
    if (!flow) throw flowMissing(post.kind, `flow for posts of kind ${post.kind}`);
    const { findings, blocking, articles } = await findingsOf(tx, reviewing, id);
    if (blocking.length > 0) throw new BlockedByFindings(`post:${id}`, blocking);

    const at = acting.clock.now();
    const review = acting.newId();
    await addReview(tx, {
      id: review,
      post: id,
      contentHash: seenHash,
      workflow: flow.id,
      state: 'open',
      openedBy: actor.person,
      openedAt: at,
      closedAt: null,
      articles,
    });
    await movePost(tx, post, state, null, at);
    const after = { state, review, contentHash: seenHash, flow: flow.id };
    await acting.record(tx, {
      at,
      actor,
      act: 'post.submit',
      object: `post:${id}`,
      before: { state: post.state },
      after,
    });
    return { review, contentHash: seenHash, flow, findings };
  });
}

/** The findings of the newest text of a post that is held, those of them that still block, and how many articles it has. */
export async function findingsOf(
  tx: Db,
  reviewing: Pick<Reviewing, 'check'>,
  post: string,
): Promise<{ findings: Finding[]; blocking: Finding[]; articles: number }> {
  const head = await loadHead(tx, post);
  if (!head) return { findings: [], blocking: [], articles: 0 };
  const findings = reviewing.check(head.findings, head.composed);
  const exceptions = await exceptionsOf(tx, post, head.post.contentHash);
  const blocking = findings.filter((f) => f.severity === 'blocking' && !isExcepted(f, exceptions));
  return { findings, blocking, articles: head.composed.articles.length };
}

/** Whether a person let this finding pass. */
export function isExcepted(
  finding: Finding,
  exceptions: readonly Pick<FindingExceptionTable, 'check' | 'excerpt'>[],
): boolean {
  return exceptions.some((e) => e.check === finding.check && e.excerpt === finding.excerpt);
}
