import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Db } from '../store/database.ts';
import { filingNames } from './life-cycle.ts';
import { type AccountFiling, allFilings } from './life-cycle-store.ts';
import type { MatrixAccount } from './matrix.ts';

/** One line of the filing log. `number` and `filedOn` are null while it is not filed. */
export interface ListedFiling {
  account: string;
  name: string;
  platform: string;
  office: string;
  event: AccountFiling['event'];
  /** As staff read the event. */
  eventName: string;
  on: string;
  until: string | null;
  unit: string;
  number: string | null;
  filedOn: string | null;
  reason: string;
  recordedBy: string;
  /** ISO 8601 +08:00. */
  recordedAt: string;
}

/** What is missing: an act without a number, or an opening that nobody recorded. */
export interface Unfiled {
  account: string;
  name: string;
  event: AccountFiling['event'];
  eventName: string;
  on: string;
  /** Null when nothing was recorded at all. */
  unit: string | null;
}

/**
 * The filing log of the matrix in the order of the days, and what is still unfiled (M-04, N-05). An account whose opening
 * is not on record stands in the list of unfiled ones with the day of channels.yaml.
 * @param only ids of accounts; none means all, those that have left channels.yaml included
 */
export async function listFilings(
  db: Db,
  matrix: readonly MatrixAccount[],
  only: readonly string[] = [],
): Promise<{ filings: ListedFiling[]; unfiled: Unfiled[] }> {
  const wanted = (account: string) => only.length === 0 || only.includes(account);
  const rows = (await allFilings(db)).filter((f) => wanted(f.account));
  const named = new Map(matrix.map((a) => [a.id, a]));
  const filings = rows
    .toSorted((a, b) => a.onDay.localeCompare(b.onDay) || a.at - b.at || a.id.localeCompare(b.id))
    .map((f) => listed(f, named.get(f.account)));
  const opened = new Set(rows.filter((f) => f.event === 'opened').map((f) => f.account));
  const unfiled = [
    ...matrix
      .filter((a) => wanted(a.id) && !opened.has(a.id) && a.platform !== 'wecom')
      .map(({ id, name, openedOn }) => ({ account: id, name, ...asRead('opened'), on: openedOn, unit: null })),
    ...filings
      .filter((f) => f.number === null)
      .map(({ account, name, event, eventName, on, unit }) => ({ account, name, event, eventName, on, unit })),
  ];
  return { filings, unfiled };
}

function listed(f: AccountFiling, account: MatrixAccount | undefined): ListedFiling {
  const { account: id, onDay: on, untilDay: until, unit, number, filedOn, reason, recordedBy } = f;
  const { name = id, platform = '', office = '' } = account ?? {};
  const rest = { on, until, unit, number, filedOn, reason, recordedBy, recordedAt: isoBeijing(f.at) };
  return { account: id, name, platform, office, ...asRead(f.event), ...rest };
}

function asRead(event: AccountFiling['event']): Pick<ListedFiling, 'event' | 'eventName'> {
  return { event, eventName: filingNames[event] };
}
