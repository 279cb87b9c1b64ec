/** What is read for each person by an index: requests, and what policies owe. */
import { beijingDay, endOfDay } from '../calendar/beijing-time.ts';
import { nextWorkingDay } from '../calendar/calendar.ts';
import { unitsLeft } from '../calendar/due-date.ts';
import type { Person } from '../config/people.ts';
import { type DueRequests, dueRequestGroups } from '../inbox/due-requests.ts';
import { owedLevel } from '../policy/list-bundle-rows.ts';
import { type ListedOwed, listOwed } from '../policy/list-owed.ts';
import type { OwedWording } from '../policy/owed-wording.ts';
import { levelOfLimit } from '../schedule/cadence/clock-reading.ts';
import type { TodayHouse } from './names.ts';
import type { Row } from './row.ts';

/** An office that owes more at once has another trouble than a list. */
const MOST_OWED = 60;

/** Requests due by the next working day, late ones first. @param whose null for the whole office */
export async function requestRows(house: TodayHouse, whose: Person | null, now: number): Promise<Row[]> {
  const { acting, calendar, config } = house;
  const today = beijingDay(now);
  const sections = config.people.sections.filter(({ liaison }) => liaison === whose?.id).map(({ id }) => id);
  const asked = whose && {
    person: whose.id,
    sections: whose.roles.includes('desk') ? ('all' as const) : sections,
  };
  const groups = await dueRequestGroups(acting.db, asked, { today, until: nextWorkingDay(calendar, today) });
  return groups.map((group) => requestRow(house, group, today));
}

function requestRow({ calendar, config }: TodayHouse, group: DueRequests, today: string): Row {
  const { routing } = config;
  const { dueOn, isLate, count, isCut, first } = group;
  const kindName = (id: string) => routing.kinds.find((each) => each.id === id)?.name ?? id;
  return {
    kind: 'requests',
    id: `requests:${isLate ? 'late' : dueOn}`,
    level: levelOfLimit(unitsLeft(calendar, first.unit, today, dueOn), first.days),
    dueAt: endOfDay(dueOn),
    ...{ workingDaysLeft: null, provisional: false, since: null, isLate, count, isCut },
    kinds: group.kinds.map((each) => ({ name: kindName(each.kind), count: each.count })),
    first: {
      ...{ id: first.id, number: first.number, kind: kindName(first.kind), days: first.days, unit: first.unit },
      intake: routing.intakes.find(({ id }) => id === first.intake)?.name ?? first.intake,
    },
  };
}

/** What policies owe with a day, one row a policy, named by what falls due first. @param whose null for the whole office */
export async function owedRows(
  house: TodayHouse,
  wording: OwedWording,
  whose: Person | null,
  now: number,
): Promise<Row[]> {
  const { acting, bundles, calendar } = house;
  const today = beijingDay(now);
  const question = { on: today, limit: MOST_OWED, ...(whose === null ? {} : { person: whose.id }) };
  const { owed } = await listOwed(acting.db, bundles, wording, question);
  const byBundle = new Map<string, ListedOwed[]>();
  for (const each of owed.filter(({ level, dueOn }) => level === 'must' && dueOn !== null)) {
    byBundle.set(each.bundle, [...(byBundle.get(each.bundle) ?? []), each]);
  }
  return [...byBundle.values()].flatMap(([first, ...more]): Row[] => {
    if (!first || first.dueOn === null) return [];
    const { bundle, title, documentNumber, what, subject, sentence, dueOn, provisional } = first;
    const left = unitsLeft(calendar, 'working-day', today, dueOn);
    return [
      {
        kind: 'owed',
        id: `owed:${bundle}`,
        level: owedLevel(dueOn, left, today),
        ...{ dueAt: endOfDay(dueOn), workingDaysLeft: left >= 0 ? left : null, provisional, since: null },
        ...{ bundle, title, documentNumber, what, subject, sentence, more: more.length },
      },
    ];
  });
}
