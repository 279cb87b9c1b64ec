/** A post that is signed and placed by the acts of people: written, checked, placed, handed in, ticked and signed. */
import { actorOf } from '../../../src/config/acting-person.ts';
import { deliverApproved } from '../../../src/delivery/deliver-approved.ts';
import { queueEverywhere } from '../../../src/delivery/queue-everywhere.ts';
import type { Govcast } from '../../../src/govcast.ts';
import { editingOf } from '../../../src/post-desk.ts';
import { lookAtWorking } from '../../../src/posts/editing/arrange-articles.ts';
import { keepRevision } from '../../../src/posts/editing/keep-revision.ts';
import { saveArticle } from '../../../src/posts/editing/save-article.ts';
import { saveHead } from '../../../src/posts/editing/save-head.ts';
import { startPost } from '../../../src/posts/editing/start-post.ts';
import { findPost } from '../../../src/posts/post-store.ts';
import { queueParts } from '../../../src/queue-parts.ts';
import { signPost } from '../../../src/review/sign-post.ts';
import { tickGate } from '../../../src/review/tick-gate.ts';

export interface SignedWish {
  title: string;
  body: string;
  channel: string;
  act: 'publish' | 'massSend' | 'message';
  /** Time of 23 November 2026 in Beijing, `10:00`. */
  at: string;
}

/** @returns the post's id */
export async function signedPost(govcast: Govcast, { title, body, channel, act, at }: SignedWish): Promise<string> {
  const { acting, config, reviewing, work } = govcast;
  const by = (person: string) => actorOf(config, person, 'console');
  const editing = editingOf(govcast);
  const { id: post } = await startPost(editing, { title, kind: 'notice', job: 'publish' }, by('lin'));
  const [article] = (await lookAtWorking(editing, post))?.articles ?? [];
  if (!article) throw new Error('a new post has an article');
  const sourceUrl = 'https://www.shili.example.gov.cn/tzgg/index.html';
  const text = { title, digest: title, author: '示例住建发布', sourceUrl, body };
  await saveArticle(editing, { post, article: article.id, base: article.version, tab: 'seed', text }, by('lin'));
  const head = { marking: 'public' as const, publicUntil: '长期', source: '示例市住房和城乡建设局' };
  await saveHead(editing, post, { head }, by('lin'));
  await keepRevision(editing, { post }, by('lin'));
  const pinnedAt = Date.parse(`2026-11-23T${at}:00+08:00`);
  const wish = { channel: govcast.channelConfig(channel), act, pinnedAt };
  const { ok, findings } = await queueEverywhere(queueParts(govcast), post, [wish], by('lin'));
  if (!ok) throw new Error(`${title}: ${findings.map((f) => f.message).join(' ')}`);
  const seenHash = (await findPost(acting.db, post))?.contentHash ?? '';
  const ticks = { political: 'zhou', legal: 'zhou', policy: 'zhou', secrecy: 'he', wording: 'zhou' };
  for (const [gate, person] of Object.entries(ticks))
    await tickGate(acting, reviewing, { post, seenHash, gate, comment: '' }, by(person));
  for (const person of ['zhou', 'chen']) {
    const said = { post, seenHash, decision: 'approve' as const, opinion: '同意发布。' };
    await signPost(acting, reviewing, said, by(person), async (tx, { id, approvedHash }) => {
      if (approvedHash === null) return;
      await deliverApproved(tx, acting, (name) => work.channel(name).descriptor, { id, approvedHash }, by(person));
    });
  }
  return post;
}
