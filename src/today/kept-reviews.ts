/** What waits in review, read once for all who ask. */
import type { Govcast } from '../govcast.ts';
import { doingsOf, type OpenDoing, type OpenWork, readDues, readOpenChains } from '../review/review-queue.ts';
import {
  type OpenReviews,
  type ReturnedPost,
  readOpenReviews,
  returnedToPeople,
} from '../review/waiting-for-people.ts';
import type { OpenChain } from '../review/waiting-reviews.ts';
import { keptAnswer } from './kept-answer.ts';

type House = Pick<Govcast, 'acting' | 'clock' | 'config'>;
type ReviewHouse = House & Pick<Govcast, 'calendar' | 'reviewing'>;

/** Domains of the acts that change what waits for whom: texts and their signatures, people, accounts and who stands in. */
const waiting = new Set([
  'config',
  'credential',
  'gate',
  'person',
  'post',
  'review',
  'setup',
  'signature',
  'substitute',
]);
/** And those that only change when a post is to go out. */
const placing = new Set(['cross-posting', 'placement', 'plan']);

const domainOf = (act: string) => act.split('.')[0] ?? '';
const changesRuns = (act: string) => waiting.has(domainOf(act));

/** Whether an act may change what waits for somebody, or how urgent it is. */
export function bearsOnReviews(act: string): boolean {
  return changesRuns(act) || placing.has(domainOf(act));
}

interface Kept {
  open: () => Promise<OpenChain[]>;
  dues: () => Promise<OpenWork['dues']>;
  reviews: () => Promise<OpenReviews>;
  returned: () => Promise<ReturnedPost[]>;
}
const houses = new WeakMap<Govcast['acting'], Kept>();
/** What each person has to do with the runs that were read: with the next reading it is decided anew. */
const decided = new WeakMap<readonly OpenChain[], Map<string, Promise<OpenDoing[]>>>();

/** What waits for a person: kept for a minute and until an act changes it (keptAnswer). */
export async function openWorkNow(house: ReviewHouse, person: string): Promise<OpenWork> {
  const kept = keptOf(house);
  const open = await kept.open();
  return { open, mine: await doingsNow(house, person, open), dues: await kept.dues() };
}

/** The open runs with everybody who may do something about them, and what was sent back. */
export async function houseReviewsNow(
  house: House,
): Promise<{ reviews: OpenReviews; returned: readonly ReturnedPost[] }> {
  const kept = keptOf(house);
  return { reviews: await kept.reviews(), returned: await kept.returned() };
}

function keptOf(house: House): Kept {
  const known = houses.get(house.acting);
  if (known) return known;
  const { acting, config } = house;
  const open = keptAnswer(house, () => readOpenChains(acting.db, config), changesRuns);
  const dues = keptAnswer(house, async () => readDues(acting.db, await open()), bearsOnReviews);
  const kept = {
    ...{ open, dues },
    reviews: keptAnswer(house, async (now) => readOpenReviews(acting.db, config, now, await open()), changesRuns),
    returned: keptAnswer(house, () => returnedToPeople(acting.db), changesRuns),
  };
  houses.set(acting, kept);
  return kept;
}

function doingsNow(house: ReviewHouse, person: string, open: readonly OpenChain[]): Promise<OpenDoing[]> {
  const people = decided.get(open) ?? new Map<string, Promise<OpenDoing[]>>();
  decided.set(open, people);
  const { acting, calendar, clock, reviewing } = house;
  const doings = people.get(person) ?? doingsOf(acting.db, { ...reviewing, calendar }, person, clock.now(), open);
  people.set(person, doings);
  doings.catch(() => people.delete(person));
  return doings;
}
