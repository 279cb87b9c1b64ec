/** A notice: one message with its frozen text, and what may become of it. Pure. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../store/canonical-json.ts';
import type { NoticeState } from '../store/tables/notices.ts';

/** What is sent, word for word: frozen when the notice is made, so that a repeat says the same. */
export interface NoticeText {
  title: string;
  /** Plain text of an e-mail and of the console; the robot's is Markdown. */
  text: string;
}

/**
 * What may follow a state. `handed`: a robot's delivery carries it from there on. `planned` after `sending`: the server
 * took nothing, or the answer was lost and the same mail goes once more.
 */
export const noticeTransitions: Readonly<Record<NoticeState, readonly NoticeState[]>> = {
  planned: ['sending', 'failed'],
  sending: ['planned', 'sent', 'failed'],
  handed: [],
  sent: [],
  failed: ['planned'],
};

/** The words of the states, as staff read them. */
export const noticeStateLabels: Readonly<Record<NoticeState, string>> = {
  planned: '待发',
  sending: '正在发',
  handed: '已交机器人投放',
  sent: '已送出',
  failed: '没送到',
};

/** What a notice approves itself by (decisions 3): SHA-256 of its frozen text. */
export function noticeHash(text: NoticeText): string {
  return createHash('sha256').update(canonicalJson(text)).digest('hex');
}
