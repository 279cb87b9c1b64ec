import type { ChannelDescriptor } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import { AskedWrongly } from '../errors.ts';
import { loadRevision } from '../posts/post-store.ts';
import type { Db } from '../store/database.ts';
import { linkUsed } from './answer-question.ts';
import type { DeliveryRow } from './delivery-store.ts';
import { openLink } from './open-link.ts';
import type { KnownArticle } from './record-publication.ts';

/** What is known of the account on which a link is said to be. */
export interface LinkAccount {
  descriptor: Pick<ChannelDescriptor, 'hasLinks' | 'linkHosts'>;
  /** Public name. */
  name: string;
  rehearses: boolean;
  /** Where a rehearsal's platform shows articles, `127.0.0.1:8790`; null for a real account. */
  rehearsalHost: string | null;
}

/**
 * Opens the links that a person gave for the articles of a delivery, in their order, and compares each with its article.
 * Articles without a link stand on the note of who looked, and are recorded without an address.
 * @returns the articles as they are recorded, every one of the delivery
 * @throws Refused for a link that is no proof, or that has proved another delivery
 * @throws AskedWrongly for more links than articles, or fewer and no note on the others
 */
export async function proveByLinks(
  { db, clock }: { db: Db; clock: Clock },
  account: LinkAccount,
  delivery: DeliveryRow,
  links: readonly string[],
  note: string,
): Promise<KnownArticle[]> {
  const { articles } = await loadRevision(db, delivery.subjectId, delivery.hash);
  if (links.length > articles.length || (links.length < articles.length && note.trim() === '')) {
    const message = `${links.length} links for ${articles.length} articles`;
    const remedy = 'Give one link for each article, in their order; or say with --note who saw the others published.';
    throw new AskedWrongly({ code: 'answer-link', message, remedy });
  }
  const rehearsalHost = account.rehearses ? account.rehearsalHost : null;
  const hosts = rehearsalHost ? [rehearsalHost] : account.descriptor.linkHosts;
  const proved: KnownArticle[] = [];
  for (const [i, link] of links.entries()) {
    const title = articles[i]?.title ?? '';
    const expected = { title, account: account.name, rehearsalHost, notBefore: delivery.createdAt };
    const opened = await openLink(clock, link, { ...expected, ...(hosts ? { hosts } : {}) });
    if (proved.some((before) => before.externalId === opened.externalId)) {
      throw new AskedWrongly({ code: 'answer-link', message: 'one link twice', remedy: 'Each article has its own.' });
    }
    await requireUnused(db, delivery.id, [opened.url, opened.externalId]);
    const publicAt = opened.publicAt === null ? {} : { publicAt: Math.min(opened.publicAt, clock.now()) };
    proved.push({ externalId: opened.externalId, position: i + 1, title, url: opened.url, ...publicAt });
  }
  const others = articles.slice(links.length).map(({ title }, i) => ({ title, position: links.length + i + 1 }));
  return [...proved, ...others.map((each) => ({ ...each, externalId: delivery.id, url: null }))];
}

async function requireUnused(db: Db, delivery: string, links: string[]): Promise<void> {
  const used = await db
    .selectFrom('publication')
    .select(['delivery', 'url'])
    .where('url', 'in', links)
    .where('delivery', 'is not', null)
    .where('delivery', '<>', delivery)
    .executeTakeFirst();
  if (used) throw linkUsed(used.url ?? '', used.delivery ?? '');
}
