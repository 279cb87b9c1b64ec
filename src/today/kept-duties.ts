/** Repost tasks that are open, with what every account owes of them, read once for all who ask. */
import type { Govcast } from '../govcast.ts';
import { LATE_MS } from '../schedule/reposts/repost-duty.ts';
import { dutiesOfTasks, openTasks, type RepostDuty, type RepostTask } from '../schedule/reposts/repost-store.ts';
import { type Age, keptAnswer } from './kept-answer.ts';
import { onceFor } from './once-for.ts';

interface OpenDuties {
  /** Those that are not late beyond mending. */
  tasks: RepostTask[];
  duties: RepostDuty[];
}
type House = Pick<Govcast, 'acting' | 'clock'>;

const kept = onceFor((house: House) => {
  const { db } = house.acting;
  return keptAnswer<OpenDuties>(
    house,
    async (now) => {
      const tasks = (await openTasks(db)).filter(({ dueAt }) => dueAt >= now - LATE_MS);
      const ids = tasks.map(({ id }) => id);
      return { tasks, duties: await dutiesOfTasks(db, ids) };
    },
    (act) => act.startsWith('repost.') || act.startsWith('config.'),
  );
});

/** Kept for a minute and until a duty goes on (keptAnswer): each says so in the ledger. */
export function openDutiesNow(house: House, age?: Age): Promise<OpenDuties> {
  return kept(house)(age);
}
