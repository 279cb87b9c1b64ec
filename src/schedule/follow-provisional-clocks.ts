import { beijingDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { closeDueDate, openLimitsOf, type RunningLimit, registerDueDate } from '../calendar/due-date-store.ts';
import { type Cadence, rulesFor } from '../config/cadence.ts';
import type { Acting } from '../ledger/acting.ts';
import { inTransaction } from '../store/transaction.ts';
import { clocksOf } from './channel-clocks.ts';
import type { ClockedChannel } from './clocked-channel.ts';

const KIND = 'clock';

/**
 * Registers clocks that count working days into a year without calendar, so that old and new due day are kept and shown when
 * that year is announced (B.1, c.3): `clock:sub:M-07` in `govcast due-dates changes`. A clock that starts again or no
 * longer reaches such a year takes its entry with it. Running it again changes nothing.
 */
export async function followProvisionalClocks(
  acting: Acting,
  calendar: Calendar,
  cadence: Cadence,
  channels: readonly ClockedChannel[],
): Promise<void> {
  const wanted = await provisionalClocks(acting, calendar, cadence, channels);
  await inTransaction(acting.db, async (tx) => {
    const open = new Map((await openLimitsOf(tx, KIND)).map((row) => [row.objectId, row]));
    for (const [id, limit] of wanted) {
      const there = open.get(id);
      open.delete(id);
      if (there?.startOn === limit.startOn && there.days === limit.days) continue;
      await registerDueDate(tx, calendar, { kind: KIND, id }, limit);
    }
    for (const id of open.keys()) await closeDueDate(tx, { kind: KIND, id }, acting.clock.now());
  });
}

async function provisionalClocks(
  { db, clock }: Acting,
  calendar: Calendar,
  cadence: Cadence,
  channels: readonly ClockedChannel[],
): Promise<Map<string, RunningLimit>> {
  const found = new Map<string, RunningLimit>();
  const readings = await clocksOf(db, calendar, cadence, channels, clock.now());
  for (const [i, channel] of channels.entries()) {
    const rules = rulesFor(cadence, channel);
    for (const { rule: id, provisional, lastUpdateAt, startedBy } of readings[i]?.clocks ?? []) {
      const rule = rules.find((each) => each.id === id);
      if (rule?.kind !== 'within' || !provisional || lastUpdateAt === null || startedBy !== 'update') continue;
      found.set(`${channel.id}:${id}`, { startOn: beijingDay(lastUpdateAt), days: rule.days, unit: rule.unit });
    }
  }
  return found;
}
