/** Questions: what a person must answer because nobody can know, or because the platform said no. */
import type { Acting } from '../ledger/acting.ts';
import type { Tx } from '../store/database.ts';
import type { QuestionTable } from '../store/tables/delivery.ts';
import { type QuestionKind, type QuestionWording, questionText } from './question-wording.ts';

/** What asking a person needs besides the database: how questions are worded. */
export interface Asking extends Acting {
  questions: QuestionWording;
}

/**
 * Opens the question of a delivery, once: while one is open no second is asked.
 * @param detail what the platform said; the address that it saw (40164) goes into the text
 * @param fields what the text of the kind names in braces
 */
export async function openQuestionFor(
  tx: Tx,
  acting: Asking,
  delivery: string,
  kind: QuestionKind,
  seen: string,
  detail = '',
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  await tx
    .insertInto('question')
    .values({
      id: acting.newId(),
      delivery,
      kind,
      seen,
      remedy: questionText(acting.questions, kind, seen, 'zh', detail, fields),
      openedAt: acting.clock.now(),
      answer: null,
      answeredBy: null,
      answeredAt: null,
      note: null,
    })
    .onConflict((oc) => oc.column('delivery').where('answeredAt', 'is', null).doNothing())
    .execute();
}

export async function closeQuestion(
  tx: Tx,
  delivery: string,
  closing: { answer: NonNullable<QuestionTable['answer']>; by: string; at: number; note: string | null },
): Promise<void> {
  await tx
    .updateTable('question')
    .set({ answer: closing.answer, answeredBy: closing.by, answeredAt: closing.at, note: closing.note })
    .where('delivery', '=', delivery)
    .where('answeredAt', 'is', null)
    .execute();
}
