import { isoBeijing } from '../../../src/calendar/beijing-time.ts';
import type { Calendar } from '../../../src/calendar/calendar.ts';
import { readPlanInput } from '../../../src/schedule/planner/answer-plan.ts';
import { plan } from '../../../src/schedule/planner/plan.ts';
import type { PlanWording } from '../../../src/schedule/planner/wording.ts';
import { brokenRules } from './broken-rules.ts';
import { exhaustivelyPlaced } from './exhaustive-plan.ts';
import { type CaseSort, randomPlan } from './random-plan.ts';

export interface CountedCases {
  /** Cases small enough for the exhaustive search. */
  compared: number;
  /** Jobs that it placed. */
  placed: number;
  missed: string[];
  broken: string[];
  /** What stands elsewhere when everything is announced and planned again. */
  moved: string[];
}

/** Plans the cases of the seeds 1 to `cases`, each twice, and beside a slow exact search. */
export function countCases(sort: CaseSort, cases: number, calendar: Calendar, wording: PlanWording): CountedCases {
  const counted: CountedCases = { compared: 0, placed: 0, missed: [], broken: [], moved: [] };
  for (let seed = 1; seed <= cases; seed += 1) {
    const file = randomPlan(sort, seed);
    const input = readPlanInput(file);
    const planned = plan(input, calendar, wording);
    counted.broken.push(...brokenRules(input, planned).map((rule) => `seed ${seed}: ${rule}`));
    const announced = planned.placements.map((p) => ({ post: p.post, channel: p.channel, at: isoBeijing(p.at) }));
    const again = plan(readPlanInput({ ...file, announced }), calendar, wording);
    for (const { post, channel, at } of planned.placements) {
      const same = again.placements.some((p) => p.post === post && p.channel === channel && p.at === at);
      if (!same) counted.moved.push(`seed ${seed}: ${post} ${channel}`);
    }
    const exact = exhaustivelyPlaced(input, calendar);
    if (exact === null) continue;
    counted.compared += 1;
    counted.placed += exact.size;
    const mine = new Set(planned.placements.map(({ post, channel }) => `${post} ${channel}`));
    counted.missed.push(...[...exact].filter((key) => !mine.has(key)).map((key) => `seed ${seed}: ${key}`));
  }
  return counted;
}
