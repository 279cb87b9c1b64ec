import type { Plan } from '../config/plan.ts';
import type { YearlyTemplate } from '../config/yearly.ts';
import type { Acting } from './acting.ts';
import type { Actor } from './append.ts';
import { importPlan } from './import-plan.ts';

/**
 * Makes the tasks of a template for a year (E-04): a plan of its own, so that applying it again makes none and brings
 * changed rows up to date.
 * @param year such as 2026
 */
export async function applyTemplate(
  acting: Acting,
  actor: Actor,
  template: YearlyTemplate,
  year: number,
): Promise<{ plan: string; made: number; changed: number }> {
  const plan = planOfYear(template, year);
  return { plan: plan.id, ...(await importPlan(acting, actor, plan)) };
}

/** The plan that a template is in a year: `open-month-2026`. */
export function planOfYear({ id, name, source, tasks }: YearlyTemplate, year: number): Plan {
  return {
    id: yearlyPlanId(id, year),
    name: `${year}年${name}`,
    source,
    issuedOn: `${year}-01-01`,
    tasks: tasks.map(({ due, ...task }) => ({ ...task, dueOn: `${year}-${due}` })),
  };
}

export function yearlyPlanId(template: string, year: number): string {
  return `${template}-${year}`;
}
