import { requireRole } from '../config/acting-person.ts';
import type { People, Role } from '../config/people.ts';
import { AskedWrongly } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { answerQuestion, type PersonAnswer } from './answer-question.ts';
import type { DeliveryRow } from './delivery-store.ts';
import { type LinkAccount, proveByLinks } from './prove-by-links.ts';
import { requireDelivery } from './show-delivery.ts';
import type { Subject } from './work.ts';

/** Those who answer for what is published; an answer may send, so administrators and auditors keep out (三员分立). */
export const mayAnswer: readonly Role[] = ['editor', 'section-head', 'leader'];

export type Answering = Acting & { subjects: Partial<Record<string, Subject>>; people: People };

/**
 * A person's answer with its proof: "it went out" needs a link that opens and shows the post on this account, or, on a
 * channel without links and for a draft, a note of who looked; "leave it" needs a note, and so does a repeat of what
 * somebody took to publish it by hand.
 * @throws AskedWrongly when the proof is missing
 * @throws Refused for a person of another role
 * @throws Refused when the link does not open, shows another page or has proved another delivery, or nothing is asked
 */
export async function answerWithProof(
  acting: Answering,
  channelOf: (channel: string) => LinkAccount,
  id: string,
  answer: PersonAnswer,
  actor: Actor,
): Promise<DeliveryRow['state']> {
  requireRole(acting.people, actor.person, mayAnswer, 'answer what a delivery asks');
  const delivery = await requireDelivery(acting.db, id);
  if (answer.is === 'repeat' || answer.is === 'move') return answerQuestion(acting, id, answer, actor);
  if (answer.note.trim() === '') throw missing('note', 'Say with --note who looked and what was seen.');
  if (answer.is === 'leave') return answerQuestion(acting, id, answer, actor);
  const account = channelOf(delivery.channel);
  if (answer.link === null) {
    if (account.descriptor.hasLinks && delivery.act !== 'draft') {
      throw missing('link', 'Give the link of the published article with --link.');
    }
    return answerQuestion(acting, id, answer, actor);
  }
  const articles = await proveByLinks(acting, account, delivery, [answer.link], answer.note);
  return answerQuestion(acting, id, { ...answer, articles }, actor);
}

function missing(what: string, remedy: string): AskedWrongly {
  return new AskedWrongly({ code: `answer-${what}`, message: `the answer needs a ${what}`, remedy });
}
