import type { Db } from '../store/database.ts';
import { allTasks } from './task-store.ts';

/** One line of `govcast task list`; `late` counts against the lead section only (O-04). */
export interface ListedTask {
  id: string;
  plan: string;
  number: string;
  title: string;
  lead: string;
  with: string[];
  dueOn: string;
  done: boolean;
  late: boolean;
}

/** @param today YYYY-MM-DD, Beijing; the last day itself is still in time */
export async function listTasks(db: Db, today: string): Promise<{ tasks: ListedTask[] }> {
  const tasks = (await allTasks(db)).map(({ id, plan, number, title, leadSection, withSections, dueOn, doneAt }) => ({
    ...{ id, plan, number, title, lead: leadSection, with: JSON.parse(withSections), dueOn },
    done: doneAt !== null,
    late: doneAt === null && dueOn < today,
  }));
  return { tasks };
}
