/** Questions: what a person must answer because nobody can know, or because the platform said no. */
import type { Acting } from '../ledger/acting.ts';
import type { Tx } from '../store/database.ts';
import type { QuestionTable } from '../store/tables/delivery.ts';

/** What staff can do, by the kind of question; phrased as what to do. Console wording comes from content/wording. */
const remedies: Record<string, string> = {
  doubt: '请到账号后台看一眼：已发出就贴回链接，没发出可选“再发一次”。查清前不会重复发送。',
  silent: '平台一直没有给出结果。请到账号后台看一眼：已发出就贴回链接，没发出可选“再发一次”。',
  refused: '平台没有接受。请按代码说明处理后选“再发一次”，或选“不发了”。稿件和签名都还在。',
  gone: '草稿在平台上不见了，可能已被同事发布或删除。已发出就贴回链接，没发出请关闭后另排；查清前不会再建、不会重发。',
  late: '已过了可以迟发的时间。仍要发选“再发一次”，不发选“不发了”。',
  account: '账号凭据被平台拒绝。请系统管理员核对后选“再发一次”；不会重复发送。',
  failing: '多次尝试都没有送达平台。请检查网络后选“再发一次”；不会重复发送。',
  content: '稿件在发送前没有通过核对。请按说明修改稿件后重新送审。',
};

/** Opens the question of a delivery, once: while one is open no second is asked. */
export async function openQuestionFor(
  tx: Tx,
  acting: Acting,
  delivery: string,
  kind: string,
  seen: string,
): Promise<void> {
  await tx
    .insertInto('question')
    .values({
      id: acting.newId(),
      delivery,
      kind,
      seen,
      remedy: remedies[kind] ?? remedies.doubt ?? '',
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
