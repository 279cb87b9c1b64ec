import type { Plan } from '../config/plan.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Acting } from './acting.ts';
import type { Actor } from './append.ts';
import { addTask, changeTask, tasksOfPlan } from './task-store.ts';

/**
 * Makes one task of every row of a plan (O-12), found again by the row's number: a second import makes none and brings
 * a changed row up to date. Tasks of rows that have gone stay; only a person closes a task.
 */
export function importPlan(acting: Acting, actor: Actor, plan: Plan): Promise<{ made: number; changed: number }> {
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    await tx.selectFrom('ledgerHead').select('id').where('id', '=', 1).forUpdate().execute();
    const known = new Map((await tasksOfPlan(tx, plan.id)).map((t) => [t.number, t]));
    const made: string[] = [];
    const changed: string[] = [];
    for (const row of plan.tasks) {
      const set = {
        title: row.title,
        leadSection: row.lead,
        withSections: JSON.stringify(row.with),
        dueOn: row.dueOn,
      };
      const task = known.get(row.number);
      if (!task) {
        const id = acting.newId();
        await addTask(tx, { ...set, id, plan: plan.id, number: row.number, doneAt: null, createdAt: at });
        made.push(row.number);
      } else if (Object.entries(set).some(([key, value]) => task[key as keyof typeof set] !== value)) {
        await changeTask(tx, task.id, set);
        changed.push(row.number);
      }
    }
    if (made.length + changed.length > 0) {
      await acting.record(tx, { at, actor, act: 'plan.import', object: `plan:${plan.id}`, after: { made, changed } });
    }
    return { made: made.length, changed: changed.length };
  });
}
