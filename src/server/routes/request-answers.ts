/** Requests as the console reads them: names instead of ids, personal data masked. */
import { z } from 'zod';
import { beijingDay, endOfDay } from '../../calendar/beijing-time.ts';
import { unitsLeft } from '../../calendar/due-date.ts';
import type { Person } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';
import { explainDue } from '../../inbox/explain-due.ts';
import { maskPerson, maskSender } from '../../inbox/mask-person.ts';
import type { RequestCase } from '../../inbox/read-case.ts';
import { excerptOf, type Request } from '../../inbox/request.ts';
import { mayClose, sectionSeen } from '../../inbox/see-request.ts';
import { calledPerson } from '../../review/person-words.ts';
import { levelOfLimit } from '../../schedule/cadence/clock-reading.ts';
import { channelName, personName, sectionName } from '../../today/names.ts';

export const named = z.object({ id: z.string(), name: z.string() });

export const listedRequest = z.object({
  id: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  kind: z.string(),
  channel: z.string(),
  intake: z.string(),
  section: named,
  assignee: named.nullable(),
  /** End of the due day, ms UTC. */
  dueAt: z.number(),
  /** Units left today, below zero when overdue; null when it is closed. */
  left: z.number().nullable(),
  unit: z.enum(['working-day', 'day']),
  level: z.enum(['paused', 'green', 'yellow', 'orange', 'red', 'breached']).nullable(),
  provisional: z.boolean(),
  receivedAt: z.number(),
  /** Goes back with an assignment, so that who was faster is not overwritten. */
  assignedAt: z.number().nullable(),
  closedAt: z.number().nullable(),
});
export type ListedRequest = z.infer<typeof listedRequest>;

const step = z.object({
  step: z.enum(['received', 'start', 'skipped', 'weekend-counts', 'made-up', 'now', 'due', 'moved']),
  at: z.number().optional(),
  on: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  reason: z.string().optional(),
  nth: z.number().optional(),
  left: z.number().optional(),
  days: z.number().optional(),
});

const fact = z.record(z.string(), z.string().nullable());

export const shownCase = listedRequest.extend({
  body: z.string(),
  sender: z.string().nullable(),
  /** Whether something in it is masked, so that there is something to show. */
  isMasked: z.boolean(),
  rule: z.string(),
  days: z.number(),
  steps: z.array(step),
  notes: z.array(z.object({ id: z.string(), at: z.number(), by: z.string(), text: z.string() })),
  acts: z.array(
    z.object({ seq: z.number(), at: z.number(), by: z.string(), act: z.string(), before: fact, after: fact }),
  ),
  others: z.array(listedRequest),
  closed: z.object({ at: z.number(), by: z.string(), reason: z.string(), link: z.string().nullable() }).nullable(),
  mayClose: z.boolean(),
});

type Names = Pick<Govcast, 'config' | 'calendar'>;

export function listedOf({ config, calendar }: Names, row: Request, now: number): ListedRequest {
  const { kinds, intakes } = config.routing;
  const open = row.closedAt === null;
  const left = unitsLeft(calendar, row.unit, beijingDay(now), row.nowDueOn);
  return {
    id: row.id,
    number: row.number,
    title: excerptOf(maskPerson(row.body), 24),
    kind: kinds.find((each) => each.id === row.kind)?.name ?? row.kind,
    channel: channelName(config, row.channel),
    intake: intakes.find((each) => each.id === row.intake)?.name ?? row.intake,
    section: { id: row.section, name: sectionName(config, row.section) },
    assignee: row.assignee === null ? null : { id: row.assignee, name: personName(config, row.assignee) },
    dueAt: endOfDay(row.nowDueOn),
    left: open ? left : null,
    unit: row.unit,
    level: open ? levelOfLimit(left, row.days) : null,
    provisional: row.provisional === 1,
    receivedAt: row.receivedAt,
    assignedAt: row.assignedAt,
    closedAt: row.closedAt,
  };
}

export function caseOf(house: Names, found: RequestCase, person: Person, now: number): z.infer<typeof shownCase> {
  const { request, notes, acts, moves, others } = found;
  const { config, calendar } = house;
  const body = maskPerson(request.body);
  const shownNotes = notes.map((note) => ({
    ...note,
    by: personName(config, note.notedBy),
    text: maskPerson(note.text),
  }));
  const masked = body !== request.body || notes.some((note, i) => note.text !== shownNotes[i]?.text);
  return {
    ...listedOf(house, request, now),
    provisional: found.provisional,
    body,
    sender: maskSender(request.sender),
    isMasked: masked || request.sender !== null,
    rule: request.rule,
    days: request.days,
    steps: explainDue(calendar, request, moves, now),
    notes: shownNotes.map(({ id, at, by, text }) => ({ id, at, by, text })),
    acts: acts
      .filter(({ act }) => act !== 'request.note')
      .map(({ seq, at, actor, act, before, after }) => {
        const by = actor.split('@')[0] ?? actor;
        const who = by === 'govcast' ? '' : personName(config, by);
        return { seq, at, by: who, act, before: factsOf(config, before), after: factsOf(config, after) };
      }),
    others: others.map((each) => listedOf(house, each, now)),
    closed:
      request.closedAt === null
        ? null
        : {
            at: request.closedAt,
            by: request.closedBy === null ? '' : personName(config, request.closedBy),
            reason: request.closedNote ?? '',
            link: request.closedLink,
          },
    mayClose: mayClose(person, request),
  };
}

/** Ids of sections and people in a line of the ledger become names; what is no plain value is left out. */
function factsOf(config: Govcast['config'], json: string | null): Record<string, string | null> {
  const facts: unknown = json === null ? {} : JSON.parse(json);
  if (typeof facts !== 'object' || facts === null) return {};
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]): [string, string | null][] => {
      if (value === null) return [[key, null]];
      if (typeof value !== 'string' && typeof value !== 'number') return [];
      const text = String(value);
      if (key === 'section') return [[key, sectionName(config, text)]];
      return [[key, key === 'assignee' ? personName(config, text) : maskPerson(text)]];
    }),
  );
}

/** Sections that a person may give requests to, with their people. */
export function handsFor({ config }: Names, person: Person) {
  const seen = sectionSeen(person);
  const heads = person.roles.includes('section-head');
  return config.people.sections
    .filter((section) => seen === null || section.id === seen)
    .map(({ id, name }) => ({
      id,
      name,
      people: config.people.people
        .filter((each) => each.section === id && (seen === null || heads || each.id === person.id))
        .map((each) => ({ id: each.id, name: each.name, post: each.post, called: calledPerson(each) })),
    }));
}

/** What the list can be narrowed to; accounts that are gone stand under their id. */
export function filtersFor({ config }: Names, person: Person, accounts: readonly string[]) {
  const seen = sectionSeen(person);
  return {
    channels: accounts.map((id) => ({ id, name: channelName(config, id) })),
    sections: config.people.sections
      .filter(({ id }) => seen === null || id === seen)
      .map(({ id, name }) => ({ id, name })),
  };
}
