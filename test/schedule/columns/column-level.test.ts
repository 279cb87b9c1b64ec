import { describe, expect, test } from 'vitest';
import { endOfDay } from '../../../src/calendar/beijing-time.ts';
import type { CadenceRule } from '../../../src/config/cadence.ts';
import { cadenceRuleSchema } from '../../../src/config/cadence.ts';
import type { ClockReading } from '../../../src/schedule/cadence/clock-reading.ts';
import { columnLevel } from '../../../src/schedule/columns/column-level.ts';

const now = Date.parse('2026-11-23T09:12:00+08:00');
const monthly: CadenceRule = cadenceRuleSchema.parse({ id: 'monthly', kind: 'atLeast', per: 'month', count: 1 });
const reading = (change: Partial<ClockReading>): ClockReading => ({
  ...{ rule: 'monthly', lastUpdateAt: null, dueAt: endOfDay('2026-11-30'), left: 5, unit: 'working-day' },
  ...{ state: 'green', provisional: false, ...change },
});

describe('what the clock of a column asks', () => {
  test('is nothing while it is green or stands still', () => {
    expect(columnLevel(monthly, reading({ previousMet: true, missing: 1 }), now)).toBeNull();
    expect(columnLevel(monthly, reading({ state: 'paused' }), now)).toBeNull();
    expect(columnLevel(monthly, reading({ previousMet: false, missing: 0 }), now)).toBeNull();
  });

  test('is the period before while nothing came in this one, late from the second after its last day', () => {
    const asks = columnLevel(monthly, reading({ state: 'yellow', previousMet: false, missing: 1 }), now);
    expect(asks).toEqual({ kind: 'column.breached', level: 'breached', dueAt: endOfDay('2026-10-31') });
  });

  test.each([
    ['soft', 'yellow', 'column.due'],
    ['hard', 'orange', 'column.undisclosed'],
    ['hard', 'breached', 'column.breached'],
  ] as const)('of a %s limit at %s is %s on its day', (limit, state, kind) => {
    expect(columnLevel(monthly, reading({ limit, state }), now)).toEqual({
      ...{ kind, level: state },
      dueAt: endOfDay('2026-11-30'),
    });
  });
});
