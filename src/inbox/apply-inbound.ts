import { asProblem, GovcastError, TryLater } from '../errors.ts';
import type { Tx } from '../store/database.ts';
import type { InboundTable } from '../store/tables/inbox.ts';
import { inTransaction } from '../store/transaction.ts';
import { keepProblem, lockWaiting, markApplied, waitingInbound } from './inbound-store.ts';
import { messageText } from './message-text.ts';
import { parseCallbackXml, textAt, type XmlRecord } from './parse-callback-xml.ts';
import { type Intaking, takeRequest } from './take-request.ts';

/** Takes the outcome of a job to the delivery that waits for it, in the transaction that marks the push applied. */
export type OnChannelEvent = (tx: Tx, channel: string, record: XmlRecord, xml: string) => Promise<void>;

export interface Applied {
  /** Ids of the new requests. */
  requests: string[];
  /** Events given to `onChannelEvent`. */
  events: number;
  /** Pushes that concern nothing of ours: subscribe, menu … */
  ignored: number;
  /** Ids of pushes that keep a problem and wait for a person. */
  problems: string[];
  /** Ids of pushes left for the next run: something outside, or the database, was not ready for them. */
  later: string[];
}

/** FREEPUBLISHJOBFINISH is the name that older pages of the vendor give (channel-apis 4.7). */
const JOB_EVENTS = new Set(['publishjobfinish', 'masssendjobfinish', 'freepublishjobfinish']);
const BATCH = 200;

/**
 * Applies what waits in the inbox, one push a transaction: a message becomes one request, a job event goes to its
 * delivery, everything else is passed over. A push that cannot be applied keeps its problem and holds up no other; one
 * that may work later is left for the next run. Running it twice, or on two machines, applies nothing twice.
 */
export async function applyInbound(intaking: Intaking, onChannelEvent: OnChannelEvent): Promise<Applied> {
  const { db, clock } = intaking;
  const applied: Applied = { requests: [], events: 0, ignored: 0, problems: [], later: [] };
  for (const id of await waitingInbound(db, BATCH)) {
    try {
      const outcome = await inTransaction(db, async (tx) => {
        const row = await lockWaiting(tx, id);
        if (!row) return null;
        // The row's own state first: the ledger head is locked last, by what follows.
        await markApplied(tx, id, clock.now());
        return applyOne(intaking, tx, row, onChannelEvent);
      });
      if (outcome === 'event') applied.events += 1;
      else if (outcome === 'ignored') applied.ignored += 1;
      else if (outcome) applied.requests.push(outcome.request);
    } catch (error) {
      if (error instanceof TryLater || isOfDatabase(error)) {
        applied.later.push(id);
        continue;
      }
      const { code, message, remedy } = asProblem(error);
      await keepProblem(db, id, JSON.stringify({ code, message, remedy }));
      applied.problems.push(id);
    }
  }
  return applied;
}

/** Errors of the database carry a code and are none of ours: the push is not to blame. */
function isOfDatabase(error: unknown): boolean {
  return error instanceof Error && !(error instanceof GovcastError) && 'code' in error;
}

async function applyOne(
  intaking: Intaking,
  tx: Tx,
  row: InboundTable,
  onChannelEvent: OnChannelEvent,
): Promise<{ request: string } | 'event' | 'ignored'> {
  const record = parseCallbackXml(row.body);
  if (textAt(record, 'MsgType').toLowerCase() === 'event') {
    if (!JOB_EVENTS.has(textAt(record, 'Event').toLowerCase())) return 'ignored';
    await onChannelEvent(tx, row.channel, record, row.body);
    return 'event';
  }
  const intake = {
    channel: row.channel,
    way: 'message',
    id: row.id,
    sender: textAt(record, 'FromUserName') || null,
    text: messageText(record),
    receivedAt: row.receivedAt,
  };
  const request = await takeRequest(intaking, tx, intake, 'callback');
  return request === null ? 'ignored' : { request };
}
