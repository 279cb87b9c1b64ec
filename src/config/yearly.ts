/** config/yearly.yaml (optional): what comes back every year, as templates that make tasks (C-06, E-04). */
import { z } from 'zod';
import { Refused } from '../errors.ts';
import type { CrossProblem } from './cross-problem.ts';
import { idSchema } from './id.ts';
import { type People, unknown } from './people.ts';

/** A day of every year. 29 February is refused: most years have none. */
const dayOfYear = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day of the year as MM-DD')
  .refine(isReal, 'a day that every year has');

const row = z.strictObject({
  number: z.string().min(1),
  title: z.string().min(1),
  /** 牵头科室 */
  lead: idSchema,
  /** 配合科室 */
  with: z.array(idSchema).default([]),
  due: dayOfYear,
});

const template = z
  .strictObject({
    id: idSchema,
    name: z.string().min(1),
    /** The document it comes from. */
    source: z.string().min(1),
    /** First and last day of what it is about: the open month is 08-01 to 08-31. */
    from: dayOfYear.default('01-01'),
    to: dayOfYear.default('12-31'),
    /**
     * `by-hand`: a person applies it to a year. `when-done`: there is always one year of it open; when its tasks are done
     * the next year begins. Anything else is the day (MM-DD) from which the tasks of a year make themselves.
     */
    starts: z.union([z.enum(['by-hand', 'when-done']), dayOfYear]).default('by-hand'),
    tasks: z.array(row).min(1),
  })
  .superRefine((t, context) => {
    t.tasks.forEach(({ due }, i) => {
      if (due >= t.from && due <= t.to) return;
      const message = `a day from ${t.from} to ${t.to}`;
      context.addIssue({ code: 'custom', path: ['tasks', i, 'due'], message });
    });
  });

export const yearlySchema = z.strictObject({ templates: z.array(template).default([]) });
export type Yearly = z.output<typeof yearlySchema>;
export type YearlyTemplate = Yearly['templates'][number];

export function yearlyProblems({ templates }: Yearly, people: People): CrossProblem[] {
  const known = people.sections.map((s) => s.id);
  const ids = templates.map((t) => t.id);
  return templates.flatMap(({ id, tasks }, i) => {
    const expected = 'one of its own';
    const again = (path: CrossProblem['path'], found: string): CrossProblem => ({
      ...{ path, expected, found: `${found} a second time` },
      remedy: 'Give this entry another.',
    });
    return [
      ...(ids.indexOf(id) < i ? [again(['templates', i, 'id'], id)] : []),
      ...tasks.flatMap((t, k) => [
        ...(known.includes(t.lead) ? [] : [unknown(['templates', i, 'tasks', k, 'lead'], 'section', t.lead, known)]),
        ...t.with.flatMap((w, j) =>
          known.includes(w) ? [] : [unknown(['templates', i, 'tasks', k, 'with', j], 'section', w, known)],
        ),
        ...(tasks.findIndex((o) => o.number === t.number) < k
          ? [again(['templates', i, 'tasks', k, 'number'], t.number)]
          : []),
      ]),
    ];
  });
}

/** @throws Refused for a name that no template has, naming those there are */
export function templateNamed({ templates }: Yearly, name: string): YearlyTemplate {
  const found = templates.find((t) => t.id === name);
  if (found) return found;
  throw new Refused({
    code: 'template-unknown',
    message: `there is no yearly template ${name}`,
    place: name,
    remedy: `Use one of ${templates.map((t) => t.id).join(', ')}, or add it to config/yearly.yaml.`,
  });
}

/** 2025 is no leap year; a day it does not have would roll over into the next month. */
function isReal(day: string): boolean {
  const at = Date.parse(`2025-${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(5, 10) === day;
}
