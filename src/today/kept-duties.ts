/** Repost tasks that are open, with what every account owes of them, read once for all who ask. */
import type { Govcast } from '../govcast.ts';
import { LATE_MS } from '../schedule/reposts/repost-duty.ts';
import { dutiesOfTasks, openTasks, type RepostDuty, type RepostTask } from '../schedule/reposts/repost-store.ts';
import { keptAnswer } from './kept-answer.ts';

interface OpenDuties {
  /** Those that are not late beyond mending. */
  tasks: RepostTask[];
  duties: RepostDuty[];
}
const kept = new WeakMap<Govcast['acting'], () => Promise<OpenDuties>>();

/** Kept for a minute and until a duty goes on (keptAnswer): each says so in the ledger. */
export function openDutiesNow(house: Pick<Govcast, 'acting' | 'clock'>): Promise<OpenDuties> {
  const known = kept.get(house.acting);
  if (known) return known();
  const { db } = house.acting;
  const ask = keptAnswer(
    house,
    async (now) => {
      const tasks = (await openTasks(db)).filter(({ dueAt }) => dueAt >= now - LATE_MS);
      const ids = tasks.map(({ id }) => id);
      return { tasks, duties: await dutiesOfTasks(db, ids) };
    },
    (act) => act.startsWith('repost.') || act.startsWith('config.'),
  );
  kept.set(house.acting, ask);
  return ask();
}
