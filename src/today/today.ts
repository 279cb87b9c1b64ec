/** The whole page 今日 in one answer. */
import { z } from 'zod';
import { beijingDay, endOfDay } from '../calendar/beijing-time.ts';
import { turn } from '../clock.ts';
import type { Person, Role } from '../config/people.ts';
import type { Govcast } from '../govcast.ts';
import { bearsOnHouse } from './bearing-acts.ts';
import { clocksNow } from './clocks-now.ts';
import { houseRows } from './house-rows.ts';
import { type Kept, keptAnswer } from './kept-answer.ts';
import { type HouseDay, keptDay } from './kept-day.ts';
import { keptPersonRows } from './kept-person-rows.ts';
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

/** More than this is not read as a list; the pages of the domains have the rest. */
const MOST = 60;
/** What is due later than this and not urgent is no matter of today. */
const AHEAD_MS = 7 * 86_400_000;
const working: readonly Role[] = ['editor', 'section-head', 'leader', 'secrecy', 'desk'];

/** The page for each person; what is the same for all is read once, so there is one of these in a process. */
export function todayDesk(govcast: Govcast): (person: Person, whose: Today['whose']) => Promise<Today> {
  const dayNow = keptDay(govcast);
  const office = keptAnswer(govcast, (now) => readOffice(govcast, dayNow, now), bearsOnHouse);
  const { requests, owed, own: ownOf } = keptPersonRows(govcast);
  return async (person, whose) => {
    const [read, asking, ofPerson, ...ofAll] = await Promise.all([
      office(),
      proposalsNow(govcast),
      ownOf(person),
      requests(),
      owed(),
    ]);
    const view = viewOf(person);
    const own = split([...read.house.filter(({ people }) => people.includes(person.id)), ...ofPerson], read.at);
    const all = everything(read, ofAll);
    const breaches = all.now.filter(({ level }) => level === 'breached');
    // A leader answers for every breach, whoever mends it.
    const ofLeader = {
      ...own,
      now: [...own.now, ...breaches.filter(({ id }) => !own.now.some((row) => row.id === id))],
    };
    const mine = view === 'leader' ? ofLeader : own;
    const shown = view === 'inspector' ? { ...all, now: breaches } : whose === 'all' ? all : mine;
    const rows = view === 'leader' ? signaturesFirst(shown.now) : shown.now;
    return {
      ...{ at: read.at, view, whose: view === 'inspector' ? 'all' : whose },
      counts: { mine: mine.now.length, all: view === 'inspector' ? breaches.length : all.now.length },
      mine: own.now.map(({ id }) => id),
      rows: rows.slice(0, MOST).map((row) => withBest(row, asking)),
      ...{ isCut: rows.length > MOST, next: rows.length > 0 ? null : shown.next },
      ...{ timeline: read.timeline, ruler: read.ruler },
      asking: view === 'inspector' ? [] : asking.filter(({ proposals }) => proposals.length > 0),
    };
  };
}

interface Listed {
  /** What is to be done now, by its limit. */
  now: Row[];
  /** The first thing that comes later. */
  next: Row | null;
}

/** The list of the whole office, sorted once for what was read. */
const listed = new WeakMap<Office, { of: readonly (readonly Row[])[]; all: Listed }>();

function everything(read: Office, of: readonly (readonly Row[])[]): Listed {
  const known = listed.get(read);
  if (known?.of.every((rows, i) => rows === of[i])) return known.all;
  const all = split([...read.house, ...of.flat()], read.at);
  listed.set(read, { of, all });
  return all;
}

async function readOffice(govcast: Govcast, dayNow: Kept<HouseDay>, now: number): Promise<Office> {
  const [clocks, day] = await Promise.all([clocksNow(govcast, 'of-this-period'), dayNow('of-this-period')]);
  const { rows, beside: known } = await houseRows(govcast, clocks, day, now);
  await turn();
  return {
    at: now,
    house: rows,
    timeline: timeline(govcast, day.day, known),
    ruler: await rulerNow(govcast, clocks, now),
  };
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
