import { beijingDay } from '../calendar/beijing-time.ts';
import { requireRole } from '../config/acting-person.ts';
import type { People, Role } from '../config/people.ts';
import { AskedWrongly, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { lockChannel } from './channel-state-store.ts';
import { type FilingEvent, type LifeCycle, lifeOf, lifeTransitions, type OutOfOrder } from './life-cycle.ts';
import { type AccountFiling, addFiling, filingsOf, numberFiling } from './life-cycle-store.ts';

export interface FilingWish {
  account: string;
  event: FilingEvent;
  /** The day from which it holds; may be to come. */
  onDay: string;
  /** Last day of a pause. */
  untilDay?: string;
  /** Supervising unit. */
  unit: string;
  /** Number and day of filing; absent while it is not filed. */
  filed?: { number: string; filedOn: string };
  reason: string;
}

export interface Filed {
  filing: AccountFiling;
  /** `known` when it was on record word for word; `numbered` when it was there and has its number now. */
  outcome: 'recorded' | 'numbered' | 'known';
  life: LifeCycle;
}

/** Accounts are opened and closed by those who answer for them. */
const mayFile: readonly Role[] = ['section-head', 'leader', 'system-admin'];

/**
 * Records an act in the life of an account (M-04, N-05). Recorded twice it stands once; the same act of the same day takes
 * its filing number later. Late entries take their place by their day.
 * @throws AskedWrongly for days that cannot be
 * @throws Refused for another role, for an act that does not follow on the one before it, and for another number than the
 * one on record
 */
export async function fileAccount(acting: Acting & { people: People }, wish: FilingWish, actor: Actor): Promise<Filed> {
  requireRole(acting.people, actor.person, mayFile, 'record the life of an account');
  const now = acting.clock.now();
  requireDays(wish, beijingDay(now));
  return inTransaction(acting.db, async (tx) => {
    await lockChannel(tx, wish.account);
    const before = await filingsOf(tx, wish.account);
    const known = before.find((f) => f.event === wish.event && f.onDay === wish.onDay);
    const object = `channel:${wish.account}`;
    if (known) {
      const { life } = lifeOf(before);
      if (isSaid(known, wish)) return { filing: known, outcome: 'known', life };
      if (known.number !== null || !wish.filed || !isSaid({ ...known, ...wish.filed }, wish)) throw onRecord(known);
      await numberFiling(tx, known.id, wish.filed);
      await acting.record(tx, { at: now, actor, act: 'channel.number', object, after: { ...wish } });
      return { filing: { ...known, ...wish.filed }, outcome: 'numbered', life };
    }
    const filing = filingOf(wish, acting.newId(), actor.person, now);
    const { life, problem } = lifeOf([...before, filing].sort(byDay));
    if (problem) throw outOfOrder(wish, problem);
    await addFiling(tx, filing);
    await acting.record(tx, { at: now, actor, act: `channel.${wish.event}`, object, after: { ...wish } });
    return { filing, outcome: 'recorded', life };
  });
}

function filingOf(wish: FilingWish, id: string, recordedBy: string, at: number): AccountFiling {
  const { account, event, onDay, unit, reason, untilDay = null, filed } = wish;
  const number = filed?.number ?? null;
  const filedOn = filed?.filedOn ?? null;
  return { id, account, event, onDay, untilDay, unit, number, filedOn, reason, recordedBy, at };
}

/** Whether what is on record says what is asked to be recorded; a wish without a number leaves the one there is. */
function isSaid(known: AccountFiling, wish: FilingWish): boolean {
  const same = known.unit === wish.unit && known.untilDay === (wish.untilDay ?? null) && known.reason === wish.reason;
  return same && (!wish.filed || (known.number === wish.filed.number && known.filedOn === wish.filed.filedOn));
}

function byDay(a: AccountFiling, b: AccountFiling): number {
  return a.onDay.localeCompare(b.onDay) || a.at - b.at || a.id.localeCompare(b.id);
}

function requireDays({ event, onDay, untilDay, filed }: FilingWish, today: string): void {
  const wrong = (message: string, remedy: string) => new AskedWrongly({ code: 'filing-day', message, remedy });
  if (untilDay !== undefined && event !== 'paused') throw wrong('only a pause has a last day', 'Leave --until out.');
  if (untilDay !== undefined && untilDay < onDay)
    throw wrong(`a pause that ends on ${untilDay} cannot begin on ${onDay}`, 'Give the later day with --until.');
  if (filed && filed.filedOn > today)
    throw wrong(`${filed.filedOn} is to come`, 'Record it as unfiled, and give its number when it is filed.');
}

function onRecord({ account, event, onDay, unit, number, filedOn }: AccountFiling): Refused {
  const filed = number === null ? 'unfiled' : `filed as ${number} on ${filedOn}`;
  return new Refused({
    code: 'filing-exists',
    message: `${event} of ${account} on ${onDay} is on record otherwise: with ${unit}, ${filed}`,
    place: account,
    remedy: `Look with \`govcast channel log ${account}\`; the log is not rewritten, record what changed as an event of its day.`,
  });
}

function outOfOrder({ account }: FilingWish, { event, state }: OutOfOrder): Refused {
  const may = Object.keys(lifeTransitions[state]).join(', ');
  return new Refused({
    code: 'filing-order',
    message: `${event.event} of ${account} on ${event.onDay} does not follow: the account is ${state} then`,
    place: account,
    remedy: may === '' ? 'A cancelled account is gone; open one of another id.' : `Possible then: ${may}.`,
  });
}
