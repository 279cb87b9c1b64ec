/** config/plans/<id>.yaml: the yearly key points of work with lead, co-operating sections and limit (O-04, O-12). */
import { z } from 'zod';
import { daySchema } from './catalogue.ts';
import type { CrossProblem } from './cross-problem.ts';
import { idSchema } from './id.ts';
import { type People, unknown } from './people.ts';

const row = z.strictObject({
  /** The row's number as printed in the plan: importing again finds the task by it. */
  number: z.string().min(1),
  title: z.string().min(1),
  /** 牵头科室: exactly one. A late task counts against it alone. */
  lead: idSchema,
  /** 配合科室 */
  with: z.array(idSchema).default([]),
  dueOn: daySchema,
});

export const planSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'an id of small letters, digits and hyphens'),
  name: z.string().min(1),
  /** The document it comes from. */
  source: z.string().min(1),
  issuedOn: daySchema,
  tasks: z.array(row).min(1),
});
export type Plan = z.infer<typeof planSchema>;

export function planProblems({ tasks }: Plan, people: People): CrossProblem[] {
  const known = people.sections.map((s) => s.id);
  return tasks.flatMap((t, i) => {
    const problems: CrossProblem[] = [];
    if (!known.includes(t.lead)) problems.push(unknown(['tasks', i, 'lead'], 'section', t.lead, known));
    t.with.forEach((id, k) => {
      if (!known.includes(id)) problems.push(unknown(['tasks', i, 'with', k], 'section', id, known));
      if (id !== t.lead) return;
      const remedy = `Leave ${id} out of \`with\`.`;
      problems.push({ path: ['tasks', i, 'with', k], expected: 'a section beside the lead', found: id, remedy });
    });
    if (tasks.findIndex((o) => o.number === t.number) < i) {
      const remedy = 'Give the row the number it has in the plan.';
      problems.push({ path: ['tasks', i, 'number'], expected: 'a number of its own', found: t.number, remedy });
    }
    return problems;
  });
}
