/** What becomes of a text once it was written: it is checked as it stands, and put before its signers. */

import { queueEverywhere } from './delivery/queue-everywhere.ts';
import { Refused } from './errors.ts';
import type { Govcast } from './govcast.ts';
import type { Actor } from './ledger/append.ts';
import type { Editing } from './posts/editing/editing.ts';
import { composeNow, keepRevision } from './posts/editing/keep-revision.ts';
import { type TextLengths, textLengths } from './posts/text-lengths.ts';
import { queueParts } from './queue-parts.ts';
import { postUnknown } from './review/load-chain.ts';
import { exceptionsOf } from './review/review-store.ts';
import { isExcepted, submitPost } from './review/submit-post.ts';
import { type PlacedFinding, placedFindings } from './review/text-findings.ts';

/** What acts of the editor need of a running govcast. */
export function editingOf({ acting, composing, config }: Pick<Govcast, 'acting' | 'composing' | 'config'>): Editing {
  return { acting, composing, who: { people: config.people, desk: config.settings.posts.author } };
}

export interface CheckedText {
  /** Of the working copy that was checked. */
  version: number;
  findings: (PlacedFinding & { excepted: boolean })[];
  /** How many still keep it from being submitted. */
  blocking: number;
  lengths: TextLengths[];
}

/** Every finding of the text that people are writing, as it would be composed now. @throws Refused when there is no such post */
export async function checkText(
  govcast: Pick<Govcast, 'acting' | 'composing' | 'config' | 'reviewing'>,
  id: string,
): Promise<CheckedText> {
  const made = await composeNow(editingOf(govcast), id);
  if (!made) throw postUnknown(id);
  const { copy, composition, contentHash } = made;
  const { composed } = composition;
  const exceptions = await exceptionsOf(govcast.acting.db, id, contentHash);
  const all = govcast.reviewing.check(composition.findings, composed);
  const passes = new Set(
    all.filter((f) => isExcepted(f, exceptions)).map(({ check, excerpt }) => `${check} ${excerpt}`),
  );
  const findings = placedFindings(all, composed).map((f) => ({
    ...f,
    excepted: passes.has(`${f.check} ${f.excerpt}`),
  }));
  const blocking = findings.filter(({ severity, excepted }) => severity === 'blocking' && !excepted).length;
  const ids = copy.articles.map((article) => article.id);
  return { version: copy.version, findings, blocking, lengths: textLengths(composed, ids, govcast.composing.limits) };
}

/**
 * Puts what people have written before its signers: it becomes a revision, its checks are run on that very text, and it is
 * placed on the accounts that are wished. A crash in between leaves a draft with this text; asked again it goes on.
 * @param version of the working copy that was read
 * @throws Refused when somebody has written in it since, findings block, or the planner finds no place
 */
export async function submitText(govcast: Govcast, { post, version }: { post: string; version: number }, actor: Actor) {
  const { acting, clock, reviewing } = govcast;
  const editing = editingOf(govcast);
  const { contentHash: seenHash, revision } = await keepRevision(editing, { post, version }, actor);
  const made = await composeNow(editing, post);
  const { channels = [], at = null } = made?.copy.wishes ?? {};
  if (channels.length > 0) {
    const wanted = at === null || at <= clock.now() ? {} : { wantedAt: at };
    const on = channels.map((id) => ({ channel: govcast.channelConfig(id), ...wanted }));
    const { ok, findings } = await queueEverywhere(queueParts(govcast), post, on, actor, undefined, seenHash);
    if (!ok) throw blocked(post, findings.filter((f) => f.severity === 'blocking').length);
    return { revision, contentHash: seenHash };
  }
  await submitPost(acting, reviewing, { post, seenHash }, actor);
  return { revision, contentHash: seenHash };
}

function blocked(post: string, count: number): Refused {
  const remedy = 'Mend each finding, or have it excepted with a reason code.';
  return new Refused({ code: 'findings-block', message: `${count} blocking findings`, place: `post:${post}`, remedy });
}
