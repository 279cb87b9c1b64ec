/** Clocks that have run out or are about to, with nothing planned that helps. Pure. */
import type { CadenceRule } from '../config/cadence.ts';
import { liaisonOf } from '../config/people.ts';
import { recipientsOf } from '../notify/recipients.ts';
import type { ClockReading } from '../schedule/cadence/clock-reading.ts';
import type { ColumnClock } from '../schedule/columns/column-clocks.ts';
import type { ClocksNow } from './clocks-now.ts';
import { sectionName, type TodayHouse } from './names.ts';
import type { RowFor } from './row.ts';

type Config = Pick<TodayHouse, 'config'>;

/**
 * Accounts that are breached, and those that are red with nothing planned that carries the clock on.
 * @param stuck accounts with a delivery that asks (its row names the same limit) or is on its way
 */
export function clockRows({ config }: Config, clocks: ClocksNow, stuck: ReadonlySet<string>): RowFor[] {
  const accounts = new Map(config.channels.map((each) => [each.id, each]));
  return clocks.channels.flatMap(({ channel, tightest, plannedAt }): RowFor[] => {
    if (tightest?.state !== 'breached' && tightest?.state !== 'red') return [];
    if (tightest.state === 'red' && (tightest.coveredBy !== null || stuck.has(channel))) return [];
    const account = accounts.get(channel);
    const bound = config.cadence.rules.find(({ rule }) => rule.id === tightest.rule);
    if (!account || !bound) return [];
    return [
      {
        kind: 'clock',
        id: `clock:${channel}:${tightest.rule}`,
        level: tightest.state,
        ...dueOf(tightest),
        since: null,
        channel,
        channelName: account.name,
        section: sectionName(config, account.section),
        rule: ruleFacts(bound.rule, bound.name),
        lastUpdateAt: tightest.lastUpdateAt,
        historyUnknown: asksHistory(clocks, channel, tightest),
        plannedAt,
        proposals: 0,
        best: null,
        people: recipientsOf(config.people, [{ person: account.owner }, { section: account.section }]),
      },
    ];
  });
}

/** Columns that are breached or red. One that is an account, or goes with documents, is told by those. */
export function columnRows({ config }: Config, columns: readonly ColumnClock[]): RowFor[] {
  return columns.flatMap(({ column, path, rule, reading }): RowFor[] => {
    if (column.channel !== undefined || rule === null || rule.kind === 'withParent') return [];
    if (reading?.state !== 'breached' && reading?.state !== 'red') return [];
    const inCharge = config.offices.inCharge.section ?? null;
    const sections = column.sections.length > 0 ? column.sections : inCharge === null ? [] : [inCharge];
    return [
      {
        kind: 'column',
        id: `column:${column.number}`,
        level: reading.state,
        ...dueOf(reading),
        since: null,
        column: column.number,
        name: path.split('/').at(-1) ?? path,
        source: column.source ?? null,
        sections: sections.map((id) => sectionName(config, id)),
        rule: ruleFacts(rule, column.limit),
        lastUpdateAt: reading.lastUpdateAt,
        people: sections.flatMap((section) => liaisonOf(config.people, section)?.id ?? []),
      },
    ];
  });
}

/** Whether a clock goes by the day the account was added, because what it published before is neither read nor entered. */
export function asksHistory(clocks: ClocksNow, channel: string, { startedBy }: ClockReading): boolean {
  return startedBy === 'added' && clocks.historyUnknown.has(channel);
}

/** What a clock says of its limit. */
export function dueOf({
  dueAt,
  left,
  unit,
  provisional,
}: Pick<ClockReading, 'dueAt' | 'left' | 'unit' | 'provisional'>) {
  return { dueAt, workingDaysLeft: unit === 'working-day' && left !== null && left >= 0 ? left : null, provisional };
}

/** A rule in figures. */
export function ruleFacts(rule: CadenceRule, name: string) {
  const { id, kind } = rule;
  const within = kind === 'within' ? { days: rule.days, unit: rule.unit } : null;
  const parent = kind === 'withParent' ? { days: rule.hardDays, unit: 'working-day' as const } : null;
  const { days = null, unit = null } = within ?? parent ?? {};
  const count = kind === 'atLeast' || kind === 'originals' ? rule.count : null;
  const per = kind === 'atLeast' || kind === 'originals' || kind === 'by' ? rule.per : null;
  return { id, name, kind, days, unit, per, count };
}
