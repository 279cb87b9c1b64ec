import { plainLink } from '../../channels/article-link.ts';
import { publicationsOf } from '../../channels/publication-store.ts';
import { requireRole } from '../../config/acting-person.ts';
import { AskedWrongly, Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Db } from '../../store/database.ts';
import { answerQuestion } from '../answer-question.ts';
import { type Answering, mayAnswer } from '../answer-with-proof.ts';
import type { DeliveryRow } from '../delivery-store.ts';
import { type LinkAccount, proveByLinks } from '../prove-by-links.ts';
import { requireDelivery } from '../show-delivery.ts';
import { findHandOff } from './hand-off-store.ts';
import { mayTake } from './take-hand-off.ts';

export interface Confirmed {
  state: DeliveryRow['state'];
  /** False when it was confirmed before and nothing was changed. */
  isNew: boolean;
  articles: { position: number; title: string; url: string | null; publicAt: number }[];
}

/**
 * Closes a delivery that a person has published, by the links of its articles: each is opened and compared first. On a
 * channel without links, for a draft, and for articles whose link is missing, a note of who looked stands for them. Confirmed twice, it stays as it is. What
 * is public is recorded even when its approval has gone meanwhile: the public sees it. Whoever took it may confirm it.
 * @throws AskedWrongly when the proof is missing
 * @throws Refused for another role, a link that is no proof or has proved another delivery, or a delivery that does not
 * wait for this
 */
export async function confirmDelivery(
  acting: Answering,
  channelOf: (channel: string) => LinkAccount,
  id: string,
  proof: { links: readonly string[]; note: string },
  actor: Actor,
): Promise<Confirmed> {
  const isTaker = (await findHandOff(acting.db, id))?.takenBy === actor.person;
  requireRole(acting.people, actor.person, isTaker ? mayTake : mayAnswer, 'confirm what was published');
  const delivery = await requireDelivery(acting.db, id);
  if (delivery.state === 'published') return confirmedBefore(acting.db, delivery, proof.links);
  if (delivery.state !== 'asking') throw notWaiting(delivery);
  const account = channelOf(delivery.channel);
  const byLinks = account.descriptor.hasLinks && delivery.act !== 'draft';
  if (byLinks && proof.links.length === 0) throw missing('link', 'Give the link of the published article with --link.');
  if (!byLinks && proof.note.trim() === '') throw missing('note', 'Say with --note who looked and what was seen.');
  const articles = byLinks ? await proveByLinks(acting, account, delivery, proof.links, proof.note) : undefined;
  const answer = { is: 'went-out' as const, link: articles?.[0]?.url ?? null, note: proof.note };
  try {
    const state = await answerQuestion(acting, id, { ...answer, ...(articles ? { articles } : {}) }, actor);
    return { state, isNew: true, articles: await publicationsOf(acting.db, id) };
  } catch (error) {
    // Somebody confirmed it while the link was being opened.
    const now = await requireDelivery(acting.db, id);
    if (now.state !== 'published') throw error;
    return confirmedBefore(acting.db, now, proof.links);
  }
}

async function confirmedBefore(db: Db, delivery: DeliveryRow, links: readonly string[]): Promise<Confirmed> {
  const articles = await publicationsOf(db, delivery.id);
  const known = new Set(articles.flatMap(({ url, externalId }) => [url, externalId]));
  const other = links.find((link) => !known.has(plainLink(link)));
  if (other === undefined) return { state: delivery.state, isNew: false, articles };
  throw new Refused({
    code: 'delivery-confirmed',
    message: `delivery ${delivery.id} is published already, by ${articles[0]?.url ?? 'the word of a person'}, not by ${other}`,
    place: delivery.id,
    remedy: 'If the article is out twice, take one of the two down in the account’s console.',
  });
}

function notWaiting({ id, state }: DeliveryRow): Refused {
  const remedies: Partial<Record<DeliveryRow['state'], string>> = {
    planned: 'Nothing was handed out yet. Take it with `govcast hand-off` first, so that it is not sent as well.',
    dropped: 'It was closed. Queue the post again if it shall go out.',
  };
  return new Refused({
    code: 'question-none',
    message: `delivery ${id} waits for no confirmation, it is ${state}`,
    place: id,
    remedy: remedies[state] ?? 'The program is finding out by itself; you are asked if it cannot.',
  });
}

function missing(what: string, remedy: string): AskedWrongly {
  return new AskedWrongly({ code: `answer-${what}`, message: `the confirmation needs a ${what}`, remedy });
}
