import { isoBeijing } from '../../calendar/beijing-time.ts';
import { buildCalendar } from '../../calendar/build-calendar.ts';
import type { Clock } from '../../clock.ts';
import { calendarYear } from '../../config/calendar.ts';
import { AskedWrongly } from '../../errors.ts';
import { type ImpossiblePlacement, type PlannedPlacement, plan } from './plan.ts';
import { type PlanInput, planInputSchema } from './plan-input.ts';
import type { PlanWording } from './wording.ts';

/** What `govcast plan` answers; moments as ISO 8601 with +08:00. */
export interface PlanAnswer {
  placements: (Omit<PlannedPlacement, 'at' | 'was'> & { at: string; was?: string })[];
  impossible: (Omit<ImpossiblePlacement, 'nextPossible'> & { nextPossible: string | null })[];
  elapsedMs: number;
}

/**
 * Plans what a file asks for. The years that it names replace the bundled ones.
 * @throws AskedWrongly naming the field that is wrong, or the posts that wait for each other
 */
export function answerPlan(file: unknown, wording: PlanWording, clock: Clock): PlanAnswer {
  const start = clock.now();
  const input = readPlanInput(file);
  const calendar = buildCalendar(
    Object.entries(input.calendar).map(([year, days]) => calendarYear(Number(year), days, 'the file')),
  );
  const { placements, impossible } = plan(input, calendar, wording);
  return {
    placements: placements.map(({ at, was, ...rest }) => ({
      ...rest,
      at: isoBeijing(at),
      ...(was === undefined ? {} : { was: isoBeijing(was) }),
    })),
    impossible: impossible.map(({ nextPossible, ...rest }) => ({
      ...rest,
      nextPossible: nextPossible === null ? null : isoBeijing(nextPossible),
    })),
    elapsedMs: Math.round(clock.now() - start),
  };
}

/** @throws AskedWrongly naming the first field that is not as planner A.3 says */
export function readPlanInput(file: unknown): PlanInput {
  const parsed = planInputSchema.safeParse(file);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new AskedWrongly({
    code: 'plan-input',
    message: `the input of the planner is wrong at ${wrong.slice(0, 5).join('; ')}`,
    place: parsed.error.issues[0]?.path.join('.'),
    remedy: 'Correct the fields named; docs/manual.md lists all of them.',
  });
}
