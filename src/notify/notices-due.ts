/** Who is to be told of what, by which way, now. Pure: everything it knows is an argument. */
import type { Calendar } from '../calendar/calendar.ts';
import { afterOfficeMinutes } from '../calendar/office-hours.ts';
import type { Notify, NotifyRule, NotifyStep } from '../config/notify.ts';
import { robotOf } from '../config/notify-references.ts';
import type { People } from '../config/people.ts';
import type { Concern, Recipient } from './concern.ts';
import { quietUntil } from './quiet-hours.ts';
import { addressOf, isAddress, recipientsOf, targetsOf } from './recipients.ts';

/** The number of the line that tells that a matter has ended. */
export const ENDED = -1;

/** A matter as its row has it. */
export interface StandingConcern {
  id: string;
  episode: number;
  kind: string;
  urgency: Concern['urgency'];
  to: readonly Recipient[];
  /** Since when it is known here, ms UTC. */
  firstSeenAt: number;
  acknowledged: boolean;
}

/** One person told of one matter by one way; `step` is 0 for those it concerns, then the steps of escalation. */
export interface Telling {
  concern: string;
  episode: number;
  step: number;
  person: string;
  way: string;
}

export interface TellRules {
  people: People;
  notify: Notify;
  calendar: Calendar;
}

/** What has been told so far, and what keeps a message back. */
export interface ToldSoFar {
  lines: readonly Telling[];
  /** When the last message went to each target (`targetOf`), ms UTC. */
  lastAt: ReadonlyMap<string, number>;
  /** Groups whose robot still has a message that is not through. */
  stuck: ReadonlySet<string>;
}

/** Matters that have ended and whose end may have to be told. */
export type EndedConcern = Pick<StandingConcern, 'id' | 'episode'>;

/**
 * Every telling that is due now. The console shows at once. The other ways keep the quiet hours and one message in
 * `groupMinutes`, except for red matters; what is held back is due again at the next look, so nothing is remembered.
 */
export function noticesDue(
  standing: readonly StandingConcern[],
  ended: readonly EndedConcern[],
  told: ToldSoFar,
  rules: TellRules,
  now: number,
): Telling[] {
  const linesOf = grouped(told.lines, (line) => line.concern);
  const fresh = standing.flatMap((concern) => {
    const lines = (linesOf.get(concern.id) ?? []).filter((line) => line.episode === concern.episode);
    return tellingsOf(concern, lines, rules, now).map((telling) => ({ telling, red: concern.urgency === 'red' }));
  });
  const ends = ended.flatMap((concern) =>
    endingsOf(concern, linesOf.get(concern.id) ?? [], rules.notify).map((telling) => ({ telling, red: false })),
  );
  return released([...fresh, ...ends], told, rules, now);
}

/** Whether the end of a matter is still to be told to somebody. */
export function endingsOf(concern: EndedConcern, lines: readonly Telling[], { ended }: Notify): Telling[] {
  if (ended === 'nobody') return [];
  const ofEpisode = lines.filter((line) => line.episode === concern.episode && line.way !== 'console');
  const key = ({ person, way }: Telling) => `${person} ${way}`;
  const done = new Set(ofEpisode.filter((line) => line.step === ENDED).map(key));
  const heard = ofEpisode.filter((line) => line.step >= (ended === 'escalated' ? 1 : 0) && !done.has(key(line)));
  return [...new Map(heard.map((line) => [key(line), { ...line, step: ENDED }])).values()];
}

/** The rule of notify.yaml that holds for a matter; notices about notices stay on the console, or they would breed. */
export function ruleFor(notify: Notify, { kind, urgency }: Pick<StandingConcern, 'kind' | 'urgency'>): NotifyRule {
  const fits = ({ kinds, urgency: wanted }: NotifyRule) =>
    (kinds?.some((k) => (k.endsWith('*') ? kind.startsWith(k.slice(0, -1)) : k === kind)) ?? true) &&
    (wanted?.some((u) => u === urgency) ?? true);
  const found = notify.rules.find(fits) ?? { ways: ['console'], escalate: [] };
  return kind.startsWith('notify.') ? { ...found, ways: ['console'] } : found;
}

/** What a message counts against: the person for e-mail, the group for a robot. */
export function targetOf({ person, way }: Pick<Telling, 'person' | 'way'>): string {
  return robotOf(way) === null ? `${way} ${person}` : way;
}

function tellingsOf(concern: StandingConcern, lines: readonly Telling[], rules: TellRules, now: number): Telling[] {
  if (concern.urgency === 'digest' || concern.acknowledged) return [];
  const rule = ruleFor(rules.notify, concern);
  const ways = [...new Set(['console', ...rule.ways])];
  const steps = [
    recipientsOf(rules.people, concern.to, ways.includes('email')),
    ...rule.escalate
      .filter((step) => stepAt(concern, step, rules) <= now)
      .map((step) => targetsOf(rules.people, step.to, concern.to)),
  ];
  const heard = new Set(lines.map(({ person, way }) => `${person} ${way}`));
  return steps.flatMap((persons, step) =>
    persons.flatMap((person) =>
      ways.flatMap((way) => {
        const key = `${person} ${way}`;
        if (heard.has(key) || !reaches(rules.people, person, way)) return [];
        heard.add(key);
        return [{ concern: concern.id, episode: concern.episode, step, person, way }];
      }),
    ),
  );
}

/** When a step of escalation is due: counted from when the matter could first be told, ms UTC. */
function stepAt({ urgency, firstSeenAt }: StandingConcern, { after }: NotifyStep, rules: TellRules): number {
  const from = urgency === 'red' ? firstSeenAt : quietUntil(rules.notify, rules.calendar, firstSeenAt);
  return 'minutes' in after
    ? from + after.minutes * 60_000
    : afterOfficeMinutes(rules.calendar, rules.notify.officeHours, from, after.workingMinutes);
}

/** Outside the house there is only e-mail; inside it reaches those who have an address. */
function reaches(people: People, person: string, way: string): boolean {
  return way === 'email' ? addressOf(people, person) !== undefined : !isAddress(person);
}

/** What may go now: the console always; a red matter takes along what waits for the same target, unless it is quiet. */
function released(
  due: readonly { telling: Telling; red: boolean }[],
  { lastAt, stuck }: ToldSoFar,
  { notify, calendar }: TellRules,
  now: number,
): Telling[] {
  const quiet = quietUntil(notify, calendar, now) > now;
  const shown = due.filter(({ telling }) => telling.way === 'console').map(({ telling }) => telling);
  const byTarget = grouped(
    due.filter(({ telling }) => telling.way !== 'console'),
    ({ telling }) => targetOf(telling),
  );
  const sent = [...byTarget].flatMap(([target, group]) => {
    if (stuck.has(target)) return [];
    const open = quiet ? group.filter(({ red }) => red) : group;
    const last = lastAt.get(target);
    // A message from the future is no reason to wait: the clock was put back.
    const tooSoon = last !== undefined && last <= now && now < last + notify.groupMinutes * 60_000;
    return tooSoon && !open.some(({ red }) => red) ? [] : open.map(({ telling }) => telling);
  });
  return [...shown, ...sent];
}

/** Things by a key, in their order. */
export function grouped<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
