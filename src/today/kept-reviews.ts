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
import { domainOf } from './bearing-acts.ts';
import { type Age, type Kept, keptAnswer } from './kept-answer.ts';
import { onceFor } from './once-for.ts';

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

const changesRuns = (act: string) => waiting.has(domainOf(act));

/** Whether an act may change what waits for somebody, or how urgent it is. */
export function bearsOnReviews(act: string): boolean {
  return changesRuns(act) || placing.has(domainOf(act));
}

interface KeptReviews {
  open: Kept<OpenChain[]>;
  dues: Kept<OpenWork['dues']>;
  reviews: Kept<OpenReviews>;
  returned: Kept<ReturnedPost[]>;
}
/** What each person has to do with the runs that were read: with the next reading it is decided anew. */
const decided = new WeakMap<readonly OpenChain[], Map<string, Promise<OpenDoing[]>>>();

const keptOf = onceFor((house: House): KeptReviews => {
  const { acting, config } = house;
  const open = keptAnswer(house, () => readOpenChains(acting.db, config), changesRuns);
  const dues = keptAnswer(house, async () => readDues(acting.db, await open('of-this-period')), bearsOnReviews);
  return {
    ...{ open, dues },
    reviews: keptAnswer(
      house,
      async (now) => readOpenReviews(acting.db, config, now, await open('of-this-period')),
      changesRuns,
    ),
    returned: keptAnswer(house, () => returnedToPeople(acting.db), changesRuns),
  };
});

/** What waits for a person: kept for a minute and until an act changes it (keptAnswer). */
export async function openWorkNow(house: ReviewHouse, person: string, age?: Age): Promise<OpenWork> {
  const kept = keptOf(house);
  const open = await kept.open(age);
  return { open, mine: await doingsNow(house, person, open), dues: await kept.dues(age) };
}

/** The open runs with everybody who may do something about them, and what was sent back. */
export async function houseReviewsNow(
  house: House,
  age?: Age,
): Promise<{ reviews: OpenReviews; returned: readonly ReturnedPost[] }> {
  const kept = keptOf(house);
  return { reviews: await kept.reviews(age), returned: await kept.returned(age) };
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
