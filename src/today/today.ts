/** The whole page 今日 in one answer. */
import { z } from 'zod';
import { beijingDay, endOfDay, startOfDay } from '../calendar/beijing-time.ts';
import { turn } from '../clock.ts';
import type { Person, Role } from '../config/people.ts';
import { deliveriesOfDay } from '../delivery/deliveries-of-day.ts';
import { withKept } from '../delivery/kept-of-day.ts';
import type { Govcast } from '../govcast.ts';
import { type OwedWording, readOwedWording } from '../policy/owed-wording.ts';
import { clocksNow } from './clocks-now.ts';
import { houseRows } from './house-rows.ts';
import { keptAnswer } from './kept-answer.ts';
import { owedRows, requestRows } from './person-rows.ts';
import { askingSchema, proposalsNow } from './proposals-now.ts';
import { byDue, type Row, type RowFor, rowSchema } from './row.ts';
import { rulerNow, rulerSchema } from './ruler.ts';
import { lineSchema, timeline } from './timeline.ts';

export const todaySchema = z.object({
  /** The moment for which it holds, ms UTC. */
  at: z.number(),
  /** `leader` has signatures first; `inspector` sees breaches and acts nowhere. */
  view: z.enum(['desk', 'leader', 'inspector']),
  whose: z.enum(['mine', 'all']),
  counts: z.object({ mine: z.number(), all: z.number() }),
  rows: z.array(rowSchema),
  /** Ids of the rows that wait for the person; of the whole office's list the others are only to be seen. */
  mine: z.array(z.string()),
  /** Whether there are more rows than are shown. */
  isCut: z.boolean(),
  /** What comes next when nothing is to be done now. */
  next: rowSchema.nullable(),
  timeline: z.object({ count: z.number(), lines: z.array(lineSchema) }),
  asking: z.array(askingSchema),
  ruler: rulerSchema,
});
export type Today = z.infer<typeof todaySchema>;

/** Read once for all; what only one person has is added for that person. */
interface Office {
  at: number;
  house: RowFor[];
  timeline: Today['timeline'];
  ruler: Today['ruler'];
}

const domainOf = (act: string) => act.split('.')[0] ?? '';
/** Domains of the acts that change nothing of what waits in the house: who comes and goes, who was told, requests. */
const beside = new Set([
  ...[
    'comment',
    'concern',
    'credential',
    'factor',
    'feed',
    'inbound',
    'notice',
    'reply',
    'request',
    'session',
    'token',
  ],
]);
/** And those that change nothing of what policies owe. */
const besidePolicies = new Set(['blackout', 'cadence', 'channel', 'delivery', 'placement', 'publication', 'repost']);
const ofRequests = new Set(['calendar', 'comment', 'config', 'inbound', 'person', 'reply', 'request']);
/** A word among colleagues, or a look: who has a request, and until when, stays. */
const leavesRequests = new Set(['request.note', 'request.unmask']);

/** More than this is not read as a list; the pages of the domains have the rest. */
const MOST = 60;
/** What is due later than this and not urgent is no matter of today. */
const AHEAD_MS = 7 * 86_400_000;
const working: readonly Role[] = ['editor', 'section-head', 'leader', 'secrecy', 'desk'];

export interface TodayDesk {
  today: (person: Person, whose: 'mine' | 'all') => Promise<Today>;
  /** Rows that wait for a person, for the counts of the navigation. */
  rowsOf: (person: Person) => Promise<Row[]>;
}

const desks = new WeakMap<Govcast['acting'], TodayDesk>();

/** The desk of a running govcast: one, so that everybody shares what it keeps. */
export function todayDesk(govcast: Govcast): TodayDesk {
  const known = desks.get(govcast.acting);
  if (known) return known;
  const wording = readOwedWording(govcast.environment.contentFolder);
  const office = keptAnswer(
    govcast,
    (now) => readOffice(govcast, now),
    (act) => !beside.has(domainOf(act)),
  );
  const requests = keptAnswer(
    govcast,
    (now) => requestRows(govcast, null, now),
    (act) => ofRequests.has(domainOf(act)) && !leavesRequests.has(act),
  );
  const owed = keptAnswer(
    govcast,
    (now) => owedRows(govcast, wording, null, now),
    (act) => !beside.has(domainOf(act)) && !besidePolicies.has(domainOf(act)),
  );
  const rowsOf = async (person: Person) => (await ownRows(govcast, wording, await office(), person)).now;
  const desk: TodayDesk = {
    rowsOf,
    today: async (person, whose) => {
      const [read, allRequests, allOwed, asking] = await Promise.all([
        office(),
        requests(),
        owed(),
        proposalsNow(govcast),
      ]);
      const view = viewOf(person);
      const own = await ownRows(govcast, wording, read, person);
      const all = everything(read, allRequests, allOwed);
      const breaches = all.now.filter(({ level }) => level === 'breached');
      const shown = view === 'inspector' ? { ...all, now: breaches } : whose === 'all' ? all : own;
      const rows = (view === 'leader' ? signaturesFirst(shown.now) : shown.now).map((row) => withBest(row, asking));
      return {
        ...{ at: read.at, view, whose: view === 'inspector' ? 'all' : whose },
        counts: { mine: own.now.length, all: view === 'inspector' ? breaches.length : all.now.length },
        mine: own.now.map(({ id }) => id),
        ...{ rows: rows.slice(0, MOST), isCut: rows.length > MOST, next: rows.length > 0 ? null : shown.next },
        ...{ timeline: read.timeline, ruler: read.ruler },
        asking: view === 'inspector' ? [] : asking.filter(({ proposals }) => proposals.length > 0),
      };
    },
  };
  desks.set(govcast.acting, desk);
  return desk;
}

interface Listed {
  /** What is to be done now, by its limit. */
  now: Row[];
  /** The first thing that comes later. */
  next: Row | null;
}

/** The list of the whole office, sorted once for what was read. */
const listed = new WeakMap<Office, { of: readonly (readonly Row[])[]; all: Listed }>();

function everything(read: Office, requests: readonly Row[], owed: readonly Row[]): Listed {
  const known = listed.get(read);
  if (known?.of[0] === requests && known.of[1] === owed) return known.all;
  const all = split([...read.house, ...requests, ...owed], read.at);
  listed.set(read, { of: [requests, owed], all });
  return all;
}

async function readOffice(govcast: Govcast, now: number): Promise<Office> {
  const today = beijingDay(now);
  const { db } = govcast.acting;
  const [clocks, deliveries] = await Promise.all([
    clocksNow(govcast),
    deliveriesOfDay(db, startOfDay(today), endOfDay(today)),
  ]);
  const day = await withKept(db, deliveries, now);
  await turn();
  const { rows, beside: known } = await houseRows(govcast, clocks, day, now);
  await turn();
  return {
    at: now,
    house: rows,
    timeline: timeline(govcast, day, known),
    ruler: await rulerNow(govcast, clocks, now),
  };
}

async function ownRows(govcast: Govcast, wording: OwedWording, { at, house }: Office, person: Person) {
  const own = house.filter(({ people }) => people.includes(person.id));
  const read = await Promise.all([requestRows(govcast, person, at), owedRows(govcast, wording, person, at)]);
  return split([...own, ...read.flat()], at);
}

function split(all: readonly (Row & { people?: readonly string[] })[], now: number): Listed {
  const sorted = all.map(({ people, ...row }): Row => row).sort(byDue(endOfDay(beijingDay(now))));
  const isLater = ({ kind, dueAt, level }: Row) =>
    (kind === 'owed' || kind === 'task') &&
    dueAt !== null &&
    dueAt > now + AHEAD_MS &&
    (level === 'green' || level === 'yellow');
  return { now: sorted.filter((row) => !isLater(row)), next: sorted.find(isLater) ?? null };
}

function viewOf({ roles }: Person): Today['view'] {
  if (!roles.some((role) => working.includes(role))) return 'inspector';
  return roles.includes('leader') ? 'leader' : 'desk';
}

/** A leader signs first; then come the breaches, then the rest. */
function signaturesFirst(rows: readonly Row[]): Row[] {
  const rank = ({ kind, level }: Row) => (kind === 'signature' || kind === 'gate' ? 0 : level === 'breached' ? 1 : 2);
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

function withBest(row: Row, asking: Today['asking']): Row {
  if (row.kind !== 'clock') return row;
  const proposals = asking.find(({ channel }) => channel === row.channel)?.proposals ?? [];
  return { ...row, proposals: proposals.length, best: proposals[0]?.title ?? null };
}
