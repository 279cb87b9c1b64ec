/** Pairs that wait for a judgement, and tasks of yearly plans. */
import { beijingDay, endOfDay, plusDays } from '../calendar/beijing-time.ts';
import { unitsLeft } from '../calendar/due-date.ts';
import { openTasksUntil } from '../ledger/task-store.ts';
import { recipientsOf } from '../notify/recipients.ts';
import { owedLevel } from '../policy/list-bundle-rows.ts';
import { offeredPairs } from '../policy/offered-pairs.ts';
import { sectionName, type TodayHouse } from './names.ts';
import type { RowFor } from './row.ts';

/** What was offered longer ago is no news any more: it stands on the page of its policy. */
const OFFERED_MS = 30 * 86_400_000;
const MOST_POLICIES = 5;
/** As notices tell of a task (schedule/task-concerns.ts). */
const TASK_DAYS_AHEAD = 14;
const MOST_TASKS = 30;

/** One row a policy, for whoever answers for its section, else for the editors: they say whether it belongs to it. */
export async function pairingRows({ acting, config }: TodayHouse, now: number): Promise<RowFor[]> {
  const pairs = await offeredPairs(acting.db, now - OFFERED_MS, MOST_POLICIES);
  return pairs.map(({ policy, policyTitle, section, interpretationTitle, count, offeredAt }) => ({
    kind: 'pairing',
    id: `pairing:${policy}`,
    level: 'yellow',
    ...{ dueAt: null, workingDaysLeft: null, provisional: false, since: offeredAt },
    ...{ bundle: policy, title: policyTitle, interpretation: interpretationTitle, count },
    people: recipientsOf(config.people, [section === null ? { role: 'editor' } : { section }]),
  }));
}

/** Open tasks of the yearly plans within fourteen days and those that are late: for the section that leads them (O-03, O-04). */
export async function taskRows({ acting, calendar, config }: TodayHouse, now: number): Promise<RowFor[]> {
  const today = beijingDay(now);
  const tasks = await openTasksUntil(acting.db, plusDays(today, TASK_DAYS_AHEAD));
  return tasks.slice(0, MOST_TASKS).map(({ id, plan, number, title, leadSection, dueOn }) => {
    const left = unitsLeft(calendar, 'working-day', today, dueOn);
    return {
      kind: 'task',
      id: `task:${id}`,
      level: owedLevel(dueOn, left, today),
      ...{ dueAt: endOfDay(dueOn), workingDaysLeft: left >= 0 ? left : null, provisional: false, since: null },
      ...{ task: id, name: `${plan}/${number}`, title, section: sectionName(config, leadSection) },
      people: recipientsOf(config.people, [{ section: leadSection }]),
    };
  });
}
