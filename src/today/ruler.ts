/** The ruler 时限尺: clocks on one axis of days, most urgent first. */
import { z } from 'zod';
import { beijingDay, endOfDay, plusDays, startOfDay } from '../calendar/beijing-time.ts';
import { isWorkingDay } from '../calendar/calendar.ts';
import type { ClockReading } from '../schedule/cadence/clock-reading.ts';
import { placesWithDelivery } from '../schedule/placement-store.ts';
import { asksHistory, dueOf, ruleFacts } from './clock-rows.ts';
import type { ClocksNow } from './clocks-now.ts';
import type { TodayHouse } from './names.ts';
import { levels, ruleSchema } from './row.ts';

/** `failed` asks for an answer, `confirm` waits for the phone; what has gone out is no plan any more. */
const plannedStates = ['signed', 'unsigned', 'confirm', 'failed'] as const;

export const rulerRowSchema = z.object({
  /** `channel:sub`, `column:15`. */
  id: z.string(),
  name: z.string(),
  /** Kind of account, or `portal`. */
  tag: z.string(),
  isMain: z.boolean(),
  rule: ruleSchema,
  level: z.enum(levels),
  dueAt: z.number().nullable(),
  workingDaysLeft: z.number().nullable(),
  provisional: z.boolean(),
  lastUpdateAt: z.number().nullable(),
  /** What was published before is neither read nor entered: the level says so, not the limit. */
  historyUnknown: z.boolean(),
  planned: z.array(z.object({ at: z.number(), state: z.enum(plannedStates), delivery: z.string().nullable() })),
});
export type RulerRow = z.infer<typeof rulerRowSchema>;

export const rulerSchema = z.object({
  /** The days of the axis, YYYY-MM-DD, whether they are off, and whether a weekend day is worked. */
  days: z.array(z.object({ on: z.string(), off: z.boolean(), madeUp: z.boolean() })),
  rows: z.array(rulerRowSchema),
  /** Clocks there are, shown or not. */
  total: z.number(),
});
export type Ruler = z.infer<typeof rulerSchema>;

const DAYS_BACK = 9;
const DAYS_AHEAD = 17;
const MOST_PLANNED = 200;
/** Of more accounts than this only those that are not green are shown. */
export const RULER_ROWS = 7;

/** @param most rows at most; the page of all accounts asks for more */
export async function rulerNow(house: TodayHouse, clocks: ClocksNow, now: number, most = RULER_ROWS): Promise<Ruler> {
  const all = [...channelClocks(house, clocks), ...columnClocks(clocks)];
  const isMany = all.length > most;
  // Of 500 accounts most are green: they are neither sorted nor written.
  const candidates = all.filter(({ clock: { state } }) => !isMany || (state !== 'green' && state !== 'paused'));
  const shown = candidates.sort(byUrgency).slice(0, most);
  const planned = await plannedOn(
    house,
    shown.flatMap(({ id }) => channelOf(id) ?? []),
    now,
  );
  const today = beijingDay(now);
  return {
    days: Array.from({ length: DAYS_BACK + 1 + DAYS_AHEAD }, (_, i) => dayOf(house, plusDays(today, i - DAYS_BACK))),
    rows: shown.map(({ id, clock, row }) => ({
      ...{ id, level: clock.state, ...dueOf(clock), lastUpdateAt: clock.lastUpdateAt, ...row() },
      planned: planned.get(channelOf(id) ?? '') ?? [],
    })),
    total: all.length,
  };
}

/** A clock that may be shown, with the rest of its row. */
interface Candidate {
  id: string;
  clock: ClockReading;
  row: () => Pick<RulerRow, 'name' | 'tag' | 'isMain' | 'rule' | 'historyUnknown'>;
}

function channelClocks({ config }: TodayHouse, clocks: ClocksNow): Candidate[] {
  const accounts = new Map(config.channels.map((each) => [each.id, each]));
  const rules = new Map(config.cadence.rules.map((bound) => [bound.rule.id, bound]));
  return clocks.channels.flatMap(({ channel, tightest }): Candidate[] => {
    const account = accounts.get(channel);
    const bound = tightest && rules.get(tightest.rule);
    if (!account || !bound) return [];
    const row = () => ({
      ...{ name: account.name, tag: account.kind, isMain: account.role === 'main' },
      ...{ rule: ruleFacts(bound.rule, bound.name), historyUnknown: asksHistory(clocks, channel, tightest) },
    });
    return [{ id: `channel:${channel}`, clock: tightest, row }];
  });
}

/** Columns whose clock runs; one that is an account stands there already. */
function columnClocks({ columns }: ClocksNow): Candidate[] {
  return columns.flatMap(({ column, path, rule, reading }): Candidate[] => {
    if (column.channel !== undefined || rule === null || reading === null || reading.dueAt === null) return [];
    const row = () => ({
      ...{ name: path.split('/').at(-1) ?? path, tag: 'portal', isMain: false },
      ...{ rule: ruleFacts(rule, column.limit), historyUnknown: false },
    });
    return [{ id: `column:${column.number}`, clock: reading, row }];
  });
}

/** Earliest limit first; what has none last. */
function byUrgency({ clock: a, id }: Candidate, { clock: b, id: other }: Candidate): number {
  const byDue = (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER);
  return byDue || levels.indexOf(b.state) - levels.indexOf(a.state) || (id < other ? -1 : 1);
}

/** What stands on these accounts from today to the end of the axis and has not gone out. */
async function plannedOn({ acting }: TodayHouse, channels: readonly string[], now: number) {
  const planned = new Map<string, RulerRow['planned']>();
  if (channels.length === 0) return planned;
  const today = beijingDay(now);
  const rows = await placesWithDelivery(acting.db)
    .select(['placement.channel', 'placement.at', 'delivery.id', 'delivery.state', 'delivery.reason'])
    .where('placement.channel', 'in', [...channels])
    .where('placement.cancelledAt', 'is', null)
    .where('placement.obstacleAt', 'is', null)
    .where('placement.at', '>=', startOfDay(today))
    .where('placement.at', '<=', endOfDay(plusDays(today, DAYS_AHEAD)))
    .where('post.state', '<>', 'withdrawn')
    .orderBy('placement.at')
    .limit(MOST_PLANNED)
    .execute();
  for (const { channel, at, id, state, reason } of rows) {
    if (state === 'published') continue;
    const list = planned.get(channel) ?? [];
    list.push({ at, state: stateOf(state, reason), delivery: id });
    planned.set(channel, list);
  }
  return planned;
}

function stateOf(state: string | null, reason: string | null): RulerRow['planned'][number]['state'] {
  if (state === null) return 'unsigned';
  if (reason === 'confirmation') return 'confirm';
  return state === 'asking' && reason !== 'hand-off' ? 'failed' : 'signed';
}

function channelOf(id: string): string | null {
  return id.startsWith('channel:') ? id.slice('channel:'.length) : null;
}

function dayOf({ calendar }: TodayHouse, on: string): Ruler['days'][number] {
  const weekend = [0, 6].includes(new Date(startOfDay(on) + 8 * 3_600_000).getUTCDay());
  const off = !isWorkingDay(calendar, on);
  return { on, off, madeUp: weekend && !off };
}
