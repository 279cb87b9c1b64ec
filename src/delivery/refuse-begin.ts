import type { Tx } from '../store/database.ts';
import { openQuestionFor } from './ask-person.ts';
import { type AttemptRow, type DeliveryRow, decide, isDeliverySure, type StepRow } from './delivery-store.ts';
import type { Kept } from './kept-back.ts';
import { type DeliveryWork, systemActor } from './work.ts';

export const PAUSED_AGAIN_MS = 60_000;
const KEPT_DOUBT_AGAIN_MS = 10 * 60_000;

/** A call that is about to be made, and the attempt it repeats under the same key, if it does. */
export interface CallIntent {
  step: StepRow;
  requestHash: string;
  key: string | null;
  repeats: AttemptRow | null;
}

/** Why a call must not be made. */
export type Refusal =
  | ('stopped' | 'paused' | 'early' | 'late' | 'catch-up' | 'quota' | 'by-hand' | 'account-closed')
  | Kept['why'];
/** After these a doubt waits on: its call may still be repeated under its key. */
const waits: ReadonlySet<Refusal> = new Set(['paused', 'early', 'held', 'embargo', 'blackout']);

/** When what is kept back is looked at again; a doubt, which every look costs a line of the ledger, more rarely. */
export function askAgainAt({ why, until }: Kept, inDoubt: boolean, now: number): number {
  if (until === null) return now + (inDoubt ? KEPT_DOUBT_AGAIN_MS : PAUSED_AGAIN_MS);
  return why === 'embargo' ? until : until + 1;
}

/** What a refusal of begin leads to: a first call simply waits or ends; a repeat leaves its attempt in doubt. */
export async function refuse(
  tx: Tx,
  work: DeliveryWork,
  held: DeliveryRow,
  intent: CallIntent,
  why: Refusal,
  workAt: number | null,
  seen: string = why,
  fields: Readonly<Record<string, string>> = {},
): Promise<null> {
  const change = await refusalChange(tx, held, intent.repeats !== null, why, workAt, work.clock.now());
  if (!(await decide(tx, held, { ...change, fence: held.fence + 1, worker: null }))) return null;
  if (change.state === 'asking') {
    const asked = why === 'by-hand' ? 'hand-off' : why === 'account-closed' ? why : 'late';
    const kind = change.reason === 'doubt' ? 'doubt' : asked;
    await openQuestionFor(tx, work, held.id, kind, seen, '', fields);
  }
  await work.record(tx, {
    at: work.clock.now(),
    actor: systemActor(work.worker),
    act: `delivery.${change.state}`,
    object: `delivery:${held.id}`,
    before: { state: held.state },
    after: { state: change.state, reason: change.reason, why, ...(seen === why ? {} : { seen }) },
  });
  return null;
}

async function refusalChange(
  tx: Tx,
  held: DeliveryRow,
  inDoubt: boolean,
  why: Refusal,
  workAt: number | null,
  now: number,
): Promise<Pick<DeliveryRow, 'state' | 'reason' | 'workAt' | 'finishedAt'>> {
  if (inDoubt) {
    return waits.has(why)
      ? { state: 'doubtful', reason: null, workAt, finishedAt: null }
      : { state: 'asking', reason: 'doubt', workAt: null, finishedAt: null };
  }
  if (why === 'late' || why === 'account-closed') {
    return { state: 'asking', reason: why, workAt: null, finishedAt: null };
  }
  if (why === 'by-hand') return { state: 'asking', reason: 'hand-off', workAt: null, finishedAt: null };
  if (why !== 'stopped') {
    const reason = why === 'after-blackout' ? 'blackout' : why;
    return { state: 'planned', reason, workAt, finishedAt: null };
  }
  const sure = await isDeliverySure(tx, held.id);
  return { state: 'dropped', reason: sure ? 'sure' : 'word', workAt: null, finishedAt: now };
}
