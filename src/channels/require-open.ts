import { beijingDay } from '../calendar/beijing-time.ts';
import { Refused } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { stateOn } from './life-cycle.ts';
import { lifeCycle } from './life-cycle-store.ts';

/**
 * Nothing new is placed on an account from the day on which it is closed.
 * @param at when the post would go out, ms UTC
 * @throws Refused with the day of closing
 */
export async function requireOpen(db: Db, account: string, at: number): Promise<void> {
  const life = await lifeCycle(db, account);
  const state = stateOn(life, beijingDay(at));
  if (state !== 'closed' && state !== 'cancelled') return;
  throw new Refused({
    code: 'channel-closed',
    message: `the account ${account} is ${state} since ${life.closedOn}: nothing new is placed on it`,
    place: account,
    remedy: `Use another account. If it was opened again, record that: govcast channel file ${account} --event opened …`,
  });
}
