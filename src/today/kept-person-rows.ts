/** Requests and what policies owe, of the whole office and of each person, kept until an act bears on them (keptAnswer). */
import type { Person } from '../config/people.ts';
import { readOwedWording } from '../policy/owed-wording.ts';
import { bearsOnHouse, domainOf } from './bearing-acts.ts';
import { type Kept, keptAnswer } from './kept-answer.ts';
import { keptByKey } from './kept-by-key.ts';
import type { TodayHouse } from './names.ts';
import { owedRows, requestRows } from './person-rows.ts';
import type { Row } from './row.ts';

/** Domains that change nothing of what policies owe, though much of the house. */
const besidePolicies = new Set(['blackout', 'cadence', 'channel', 'delivery', 'placement', 'publication', 'repost']);
const ofRequests = new Set(['comment', 'config', 'due-date', 'inbound', 'person', 'reply', 'request']);
/** A word among colleagues, or a look: who has a request, and until when, stays. */
const leavesRequests = new Set(['request.note', 'request.unmask']);

const bearsOnRequests = (act: string) => ofRequests.has(domainOf(act)) && !leavesRequests.has(act);
const bearsOnOwed = (act: string) => bearsOnHouse(act) && !besidePolicies.has(domainOf(act));

/** Rows of so many people are kept. */
const PEOPLE = 500;

export interface KeptPersonRows {
  /** Of the whole office. */
  requests: Kept<Row[]>;
  owed: Kept<Row[]>;
  /** What waits for a person of both. */
  own: (person: Person) => Promise<Row[]>;
}

export function keptPersonRows(house: TodayHouse & { environment: { contentFolder: string } }): KeptPersonRows {
  const wording = readOwedWording(house.environment.contentFolder);
  return {
    requests: keptAnswer(house, (now) => requestRows(house, null, now), bearsOnRequests),
    owed: keptAnswer(house, (now) => owedRows(house, wording, null, now), bearsOnOwed),
    own: keptByKey(
      house,
      ({ id, section, roles }: Person) => [id, section, ...roles].join(' '),
      async (person, now) => {
        const rows = await Promise.all([requestRows(house, person, now), owedRows(house, wording, person, now)]);
        return rows.flat();
      },
      (act) => bearsOnRequests(act) || bearsOnOwed(act),
      PEOPLE,
    ),
  };
}
