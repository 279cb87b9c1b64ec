import type { People } from '../../config/people.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Logger } from '../../log.ts';
import type { NoticeTable } from '../../store/tables/notices.ts';
import { inTransaction } from '../../store/transaction.ts';
import { dueNotices, isOver, MAIL_NEWS_MS, MAIL_OVER, moveNotice } from '../notice-store.ts';
import { addressOf } from '../recipients.ts';
import { noticeActor } from '../tell-work.ts';
import { composeMail } from './compose-mail.ts';
import type { MailAnswer, SendMail } from './smtp-call.ts';

/** What sending needs; `mail` is null while no server is set. */
export interface MailWork extends Acting {
  people: People;
  mail: { from: string; send: SendMail } | null;
  log: Logger;
}

/** A call whose answer was lost may have arrived; so often at most is that risked with one mail. */
export const MAX_LOST = 3;
/** Longer than any call lasts: what is still `sending` then belongs to a worker that died. */
const LEASE_MS = 5 * 60_000;
const CALL_LIMIT_MS = 90_000;
/** Gap after a call that came to nothing, by the number of calls, ms; the last one repeats. */
const gaps = [1, 5, 15, 30, 60].map((minutes) => minutes * 60_000);
const BATCH = 50;

/**
 * Sends every e-mail that is due. The intent is committed before the call, so a crash leaves a mail of which nobody
 * knows whether it arrived; such a one goes again under the same Message-ID, three calls in all at most. A server that
 * cannot be reached, or that falls silent, costs one wait: the other mails stay due for the next look.
 */
export async function sendDueMails(work: MailWork, stopping: () => boolean): Promise<{ sent: number }> {
  let sent = 0;
  for (const seen of await dueNotices(work.db, work.clock.now(), BATCH)) {
    if (stopping()) break;
    const held = await begin(work, seen);
    if (!held) continue;
    const answer = await call(work, held);
    await write(work, held, answer);
    if (answer.is === 'sent') sent += 1;
    else work.log.warn('a notice by e-mail was not sent', { notice: held.id, is: answer.is, detail: answer.detail });
    if (answer.is === 'lost' || (answer.is === 'later' && answer.unreachable)) break;
  }
  return { sent };
}

/** @returns the notice as held by this worker; null when another one has it, or when it was given up */
function begin(work: MailWork, seen: NoticeTable): Promise<NoticeTable | null> {
  return inTransaction(work.db, async (tx) => {
    const now = work.clock.now();
    const lost = seen.lost + (seen.state === 'sending' ? 1 : 0);
    const old = now - seen.createdAt > MAIL_NEWS_MS;
    const over = await isOver(tx, seen, now);
    const why = over ? MAIL_OVER : lost >= MAX_LOST ? 'mail-lost' : old ? 'mail-unreachable' : null;
    if (why !== null) {
      const change = { state: 'failed' as const, errorCode: why, workAt: null, lost };
      if (await moveNotice(tx, seen, change)) await record(work, tx, seen, change);
      return null;
    }
    const change = { state: 'sending' as const, calls: seen.calls + 1, lost, workAt: now + LEASE_MS };
    if (!(await moveNotice(tx, seen, change))) return null;
    await record(work, tx, seen, change);
    return { ...seen, ...change };
  });
}

type Answered = MailAnswer | { is: 'no'; code: 'mail-settings'; detail: string };

async function call(work: MailWork, held: NoticeTable): Promise<Answered> {
  const to = addressOf(work.people, held.person ?? '');
  if (!work.mail || to === undefined) {
    return { is: 'no', code: 'mail-settings', detail: 'no mail server or no address' };
  }
  try {
    const ready = await composeMail(held, work.mail.from, to);
    return await work.mail.send(ready, work.clock.timeout(CALL_LIMIT_MS));
  } catch (error) {
    // Nothing was begun: a secret or a certificate file that cannot be read.
    return { is: 'no', code: 'mail-settings', detail: error instanceof Error ? error.message : String(error) };
  }
}

function write(work: MailWork, held: NoticeTable, answer: Answered): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const change = changeAfter(held, answer, work.clock.now());
    if (await moveNotice(tx, held, change)) await record(work, tx, held, change);
  });
}

function changeAfter(held: NoticeTable, answer: Answered, now: number): Partial<NoticeTable> {
  const { detail } = answer;
  if (answer.is === 'sent') return { state: 'sent', toldAt: now, workAt: null, answer: detail, errorCode: null };
  if (answer.is === 'no') return { state: 'failed', workAt: null, answer: detail, errorCode: answer.code };
  const lost = held.lost + (answer.is === 'lost' ? 1 : 0);
  if (lost >= MAX_LOST) return { state: 'failed', workAt: null, lost, answer: detail, errorCode: 'mail-lost' };
  const workAt = now + (gaps[Math.min(held.calls, gaps.length) - 1] ?? 0);
  return { state: 'planned', workAt, lost, answer: detail, errorCode: answer.is === 'lost' ? 'mail-lost' : null };
}

function record(
  work: MailWork,
  tx: Parameters<MailWork['record']>[0],
  { id, state }: NoticeTable,
  change: Partial<NoticeTable>,
): Promise<void> {
  const { state: to, calls, lost, errorCode } = change;
  const after = { state: to, ...(calls === undefined ? {} : { calls }), ...(lost ? { lost } : {}), errorCode };
  return work.record(tx, {
    at: work.clock.now(),
    actor: noticeActor,
    act: `notice.${to}`,
    object: `notice:${id}`,
    before: { state },
    after,
  });
}
