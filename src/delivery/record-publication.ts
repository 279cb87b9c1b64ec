import type { PublishedArticle } from '../channels/channel.ts';
import { lookSoon } from '../channels/history-store.ts';
import { addPublications } from '../channels/publication-store.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Composed } from '../posts/post.ts';
import type { Tx } from '../store/database.ts';
import { adoptPublications } from './adopt-publications.ts';
import type { DeliveryRow } from './delivery-store.ts';

/** An article of which may be known since when it is public, ms UTC. */
export interface KnownArticle extends PublishedArticle {
  publicAt?: number;
}

/**
 * Writes down what the public sees of a delivery. A draft or an internal notice is nothing that the public sees and
 * counts for no clock. What the history of the account has shown already becomes the delivery's.
 */
export async function recordPublication(
  tx: Tx,
  acting: Acting,
  delivery: DeliveryRow,
  articles: readonly KnownArticle[],
): Promise<void> {
  const { act, subjectKind } = delivery;
  if (act === 'draft' || subjectKind === 'notice') return;
  const now = acting.clock.now();
  const repost = await isRepost(tx, delivery);
  const titles = await titlesOf(tx, delivery);
  const rows = articles.map((article) => ({
    id: acting.newId(),
    channel: delivery.channel,
    delivery: delivery.id,
    act,
    externalId: article.externalId,
    position: article.position,
    title: article.title || (titles[article.position - 1] ?? ''),
    url: article.url,
    publicAt: article.publicAt ?? now,
    seenAt: now,
    original: repost ? 0 : 1,
    repost: repost ? 1 : 0,
    linkOk: null,
    goneAt: null,
    removedBy: null,
  }));
  const adopted = await adoptPublications(tx, delivery, rows, now);
  await addPublications(
    tx,
    rows.filter((row) => !adopted.has(row.id)),
  );
  if (rows.some(({ url }) => url !== null)) await lookSoon(tx, delivery.channel, now);
}

async function isRepost(tx: Tx, delivery: DeliveryRow): Promise<boolean> {
  if (delivery.subjectKind !== 'post') return false;
  const post = await tx.selectFrom('post').select('kind').where('id', '=', delivery.subjectId).executeTakeFirst();
  return post?.kind === 'repost';
}

/** Events and polls name no titles: they are those of the text that was approved. */
async function titlesOf(tx: Tx, delivery: DeliveryRow): Promise<string[]> {
  const revision = await tx
    .selectFrom('postRevision')
    .select('body')
    .where('post', '=', delivery.subjectId)
    .where('contentHash', '=', delivery.hash)
    .executeTakeFirst();
  const content: Pick<Composed, 'articles'> = revision ? JSON.parse(revision.body) : { articles: [] };
  return content.articles.map((article) => article.title);
}
