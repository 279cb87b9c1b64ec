import type { Person } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { TaskTable } from '../store/tables/ground.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Acting } from './acting.ts';
import type { Actor } from './append.ts';
import { closeTask, lockTask } from './task-store.ts';

/**
 * A task is done: a person of its lead section or a leader says so. Said twice it is written once.
 * @param task its id, or plan and row as `task list` prints them: `disclosure-guide-2026/1`
 * @throws Refused when there is no such task, or for a person of another section
 */
export function finishTask(acting: Acting, actor: Actor, person: Person, task: string): Promise<TaskTable> {
  const at = acting.clock.now();
  return inTransaction(acting.db, async (tx) => {
    const row = await lockTask(tx, task);
    if (row === null) {
      const remedy = 'Name it by its id or as PLAN/ROW; see govcast task list.';
      throw new Refused({ code: 'task-unknown', message: `there is no task ${task}`, place: task, remedy });
    }
    if (person.section !== row.leadSection && !person.roles.includes('leader')) {
      const message = `${person.id} is not of the section ${row.leadSection}, which leads ${row.title}`;
      const remedy = `Ask a person of the section ${row.leadSection}, or a leader.`;
      throw new Refused({ code: 'task-of-another-section', message, place: `task:${row.id}`, remedy });
    }
    if (row.doneAt !== null) return row;
    await closeTask(tx, row.id, at);
    const { plan, number, title, dueOn } = row;
    await acting.record(tx, {
      at,
      actor,
      act: 'task.done',
      object: `task:${row.id}`,
      after: { plan, number, title, dueOn },
    });
    return { ...row, doneAt: at };
  });
}
