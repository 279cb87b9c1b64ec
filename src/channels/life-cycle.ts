/** The life of an account as it was filed (M-04, N-05): opening, change, pause, closing, cancelling. Pure. */
import { plusDays } from '../calendar/beijing-time.ts';
import type { AccountFilingTable } from '../store/tables/matrix.ts';

export type FilingEvent = AccountFilingTable['event'];
export type AccountState = 'running' | 'paused' | 'closed' | 'cancelled';

/** As staff read them. */
export const filingNames: Readonly<Record<FilingEvent, string>> = {
  opened: '开设',
  changed: '变更',
  paused: '暂停更新',
  resumed: '恢复更新',
  closed: '关停',
  cancelled: '注销',
};

/** As staff read them. */
export const accountStateNames: Readonly<Record<AccountState, string>> = {
  running: '运行',
  paused: '暂停更新',
  closed: '已关停',
  cancelled: '已注销',
};

/**
 * States and allowed events, in one table. An account of channels.yaml runs although its opening was never filed: then the
 * opening is listed as unfiled, and can be filed late.
 */
export const lifeTransitions: Readonly<Record<AccountState, Partial<Record<FilingEvent, AccountState>>>> = {
  running: { changed: 'running', paused: 'paused', closed: 'closed', cancelled: 'cancelled' },
  paused: { changed: 'paused', resumed: 'running', closed: 'closed', cancelled: 'cancelled' },
  closed: { opened: 'running', cancelled: 'cancelled' },
  cancelled: {},
};

/** First to last day inclusive; without an end it runs on. */
export interface FiledPause {
  from: string;
  to: string | null;
}

/** What the filings of an account come to. Days are YYYY-MM-DD in Beijing. */
export interface LifeCycle {
  /** The filed opening; null when none is on record. */
  openedOn: string | null;
  /** From this day on the account is closed; null while it is not. */
  closedOn: string | null;
  cancelledOn: string | null;
  pauses: FiledPause[];
  /** From a closing to the day before the account was opened again; what falls due in between nobody owed. */
  closures: { from: string; to: string }[];
}

export type Filed = Pick<AccountFilingTable, 'event' | 'onDay' | 'untilDay'>;

/** An event that does not follow from the ones before it. */
export interface OutOfOrder {
  event: Filed;
  state: AccountState;
}

/**
 * Reads the filings of one account in the order of their days.
 * @returns the life, with the first event that cannot follow on the one before; null when all do
 */
export function lifeOf(filings: readonly Filed[]): { life: LifeCycle; problem: OutOfOrder | null } {
  const life: LifeCycle = { openedOn: null, closedOn: null, cancelledOn: null, pauses: [], closures: [] };
  let state: AccountState = 'running';
  for (const [i, event] of filings.entries()) {
    const ended = life.pauses.at(-1);
    if (state === 'paused' && ended?.to && ended.to < event.onDay) state = 'running';
    const isFirst = i === 0 && event.event === 'opened';
    const next: AccountState | undefined = isFirst ? 'running' : lifeTransitions[state][event.event];
    if (next === undefined) return { life, problem: { event, state } };
    apply(life, event);
    state = next;
  }
  return { life, problem: null };
}

/** How the account stands on a day. */
export function stateOn({ closedOn, cancelledOn, pauses, closures }: LifeCycle, day: string): AccountState {
  if (cancelledOn !== null && cancelledOn <= day) return 'cancelled';
  if (closedOn !== null && closedOn <= day) return 'closed';
  if (closures.some((c) => c.from <= day && day <= c.to)) return 'closed';
  return pauses.some((p) => p.from <= day && (p.to === null || day <= p.to)) ? 'paused' : 'running';
}

function apply(life: LifeCycle, { event, onDay, untilDay }: Filed): void {
  if (event === 'opened') {
    if (life.closedOn !== null && life.closedOn < onDay)
      life.closures.push({ from: life.closedOn, to: plusDays(onDay, -1) });
    Object.assign(life, { openedOn: onDay, closedOn: null });
  }
  if (event === 'paused') life.pauses.push({ from: onDay, to: untilDay });
  const last = life.pauses.at(-1);
  const runsOn = last !== undefined && (last.to === null || last.to >= onDay);
  // A pause ends with the account: nobody resumes what was closed.
  if (event === 'resumed' || (runsOn && (event === 'closed' || event === 'cancelled'))) endPause(life, onDay);
  if (event === 'closed') life.closedOn = onDay;
  if (event === 'cancelled') Object.assign(life, { cancelledOn: onDay, closedOn: life.closedOn ?? onDay });
}

/** The day of resuming is a day of work again; a pause that was resumed on its first day never was. */
function endPause(life: LifeCycle, onDay: string): void {
  const last = life.pauses.pop();
  if (last && last.from < onDay) life.pauses.push({ from: last.from, to: plusDays(onDay, -1) });
}
