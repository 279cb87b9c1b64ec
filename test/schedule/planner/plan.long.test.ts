import { expect, test } from 'vitest';
import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import { readPlanWording } from '../../../src/schedule/planner/wording.ts';
import { sorts } from './case-sorts.ts';
import { countCases } from './count-cases.ts';

const CASES = Number(process.env.PLAN_CASES ?? 1000);

test.each(Object.entries(sorts))(
  '%s: a thousand cases beside the exact search',
  { timeout: 3_600_000 },
  (name, sort) => {
    const counted = countCases(sort, CASES, buildCalendar(), readPlanWording('content/wording/planner.yaml'));
    const { compared, placed, missed, broken, moved } = counted;
    console.log(
      `${name}: ${compared} compared, ${missed.length} of ${placed} missed, ${broken.length} broken, ${moved.length} moved`,
    );
    expect(broken).toEqual([]);
    if (!sort.coupling) expect([...missed, ...moved]).toEqual([]);
    expect(missed.length).toBeLessThanOrEqual(0.01 * placed);
  },
);
