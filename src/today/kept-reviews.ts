/** What waits in review, read once for all who ask. */
import type { Govcast } from '../govcast.ts';
import { type OpenWork, readOpenWork, reviewCount } from '../review/review-queue.ts';
import { keptAnswer } from './kept-answer.ts';

type ReviewHouse = Pick<Govcast, 'acting' | 'calendar' | 'clock' | 'reviewing'>;
type Count = ReturnType<typeof reviewCount>;

/** Domains of the acts that change what waits for whom: texts and their signatures, places, people, accounts and who stands in. */
const bearing = new Set([
  ...[
    'config',
    'credential',
    'gate',
    'person',
    'placement',
    'plan',
    'post',
    'review',
    'setup',
    'signature',
    'substitute',
  ],
]);

const kept = new WeakMap<Govcast['acting'], () => Promise<OpenWork>>();
/** By what was read: the next reading counts anew. */
const counts = new WeakMap<OpenWork, Map<string, Count>>();

/** Kept for a minute and until an act changes it (keptAnswer). */
export function openWorkNow(house: ReviewHouse): Promise<OpenWork> {
  const known = kept.get(house.acting);
  if (known) return known();
  const { acting, reviewing } = house;
  const ask = keptAnswer(
    house,
    () => readOpenWork(acting.db, reviewing),
    (act) => bearing.has(act.split('.')[0] ?? ''),
  );
  kept.set(house.acting, ask);
  return ask();
}

/** How many posts wait for a person, and whether one is urgent; counted once for what was read, however often it is asked. */
export async function reviewCountNow(house: ReviewHouse, person: string): Count {
  const work = await openWorkNow(house);
  const known = counts.get(work) ?? new Map<string, Count>();
  counts.set(work, known);
  const { acting, calendar, clock, reviewing } = house;
  const count = known.get(person) ?? reviewCount(acting.db, { ...reviewing, calendar }, person, clock.now(), work);
  known.set(person, count);
  count.catch(() => known.delete(person));
  return count;
}
