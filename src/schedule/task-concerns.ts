import { beijingDay, plusDays, startOfDay } from '../calendar/beijing-time.ts';
import { openTasksUntil } from '../ledger/task-store.ts';
import type { Concern } from '../notify/concern.ts';
import type { Db } from '../store/database.ts';

/** A task is told of so many days before its last day. */
const DAYS_AHEAD = 14;

/** Tasks that fall due soon and tasks that are late, to the liaison officer of the section that leads them (O-03, O-04). */
export async function taskConcerns(db: Db, now: number): Promise<Concern[]> {
  const today = beijingDay(now);
  const tasks = await openTasksUntil(db, plusDays(today, DAYS_AHEAD));
  return tasks.map(({ id, plan, number, title, leadSection, dueOn }): Concern => {
    const late = dueOn < today;
    return {
      key: `task:${id}:${dueOn}:${late ? 'late' : 'due'}`,
      kind: late ? 'task.late' : 'task.due',
      about: `task:${id}`,
      since: startOfDay(late ? plusDays(dueOn, 1) : plusDays(dueOn, -DAYS_AHEAD)),
      urgency: 'normal',
      to: [{ section: leadSection }],
      fields: { task: `${plan}/${number}`, title, due: dueOn },
    };
  });
}
