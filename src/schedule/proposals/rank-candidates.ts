import { beijingDay } from '../../calendar/beijing-time.ts';
import { daysSince1970 } from '../../calendar/calendar.ts';
import type { SeasonTurn } from '../seasons/season.ts';
import { type Candidate, refText } from './candidate.ts';
import type { Gap } from './channel-gap.ts';

/** Why a candidate stands where it stands; each has its sentence in content/wording/proposals.yaml. */
export const reasonCodes = [
  'approved',
  'in-review',
  'draft',
  'returned',
  'bundle-complete',
  'bundle-arrived',
  'key-item',
  'season',
  'in-season',
  'elsewhere',
  'blocked',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];
export interface Reason {
  code: ReasonCode;
  fields: Readonly<Record<string, string>>;
}

export interface Ranked {
  candidate: Candidate;
  /** The more, the further to the front. */
  points: number;
  reasons: Reason[];
}

/** What is known of candidates beside themselves. */
export interface Surroundings {
  now: number;
  /** Seasons that are due now, for items that speak of them. */
  seasons: readonly SeasonTurn[];
  /** Names of the accounts that carry it already, by `refText`. */
  elsewhere: ReadonlyMap<string, readonly string[]>;
  /** How many findings block the post that it has, by `refText`. */
  blocking: ReadonlyMap<string, number>;
}

/** By what it is; a whole policy with its explanation is what the office owes most. */
const OF_SORT = { bundle: 35, season: 30, post: 20, item: 15 } as const;
const OF_KIND: Partial<Record<Candidate['kind'], number>> = { policy: 10, notice: 3 };
const COMPLETE = 10;
const IN_SEASON = 10;
const BLOCKED = -60;
/** How near its end a clock is: then what is signed already is worth more than what has to be written. */
const HASTE = { paused: 0, green: 1, yellow: 1, orange: 2, red: 3, breached: 3 } as const;
const OF_STATE = { approved: 15, 'in-review': 8, draft: 2, returned: -5, withdrawn: 0 } as const;
const OLDEST = 30;

/**
 * Orders what could go out, best first, with the reasons. A point is lost for every day of age. The same input gives the
 * same order: what is level goes by the newer, then by the id. What the rule would not count is left out.
 */
export function rankCandidates(gap: Gap, candidates: readonly Candidate[], around: Surroundings): Ranked[] {
  return candidates
    .filter((candidate) => counts(gap, candidate))
    .map((candidate) => ranked(gap, candidate, around))
    .sort(
      (a, b) =>
        b.points - a.points ||
        b.candidate.at - a.candidate.at ||
        (refText(a.candidate.ref) < refText(b.candidate.ref) ? -1 : 1),
    );
}

/** A rule that asks for originals, or that lets no reposts count, is not helped by a repost. */
function counts({ rule }: Gap, { kind }: Candidate): boolean {
  return kind !== 'repost' || (rule.counts.original !== true && rule.counts.reposts);
}

function ranked(gap: Gap, candidate: Candidate, around: Surroundings): Ranked {
  const { sort, kind, post, bundle, at, label, title } = candidate;
  const id = refText(candidate.ref);
  const reasons: Reason[] = [];
  const why = (code: ReasonCode, fields: Reason['fields'] = {}) => reasons.push({ code, fields });
  let points = OF_SORT[sort] + (OF_KIND[kind] ?? 0);
  if (sort === 'season' && candidate.season) {
    const { season, on, until } = candidate.season;
    why('season', { season: season.name, day: shortDay(on), until: shortDay(until) });
    points += Math.max(0, 10 - Math.abs(daysSince1970(on) - daysSince1970(beijingDay(around.now))));
  } else {
    points -= Math.min(OLDEST, daysSince1970(beijingDay(around.now)) - daysSince1970(beijingDay(at)));
  }
  if (bundle) {
    why(bundle.complete ? 'bundle-complete' : 'bundle-arrived', { label, forms: bundle.forms.join('、') });
    points += bundle.complete ? COMPLETE : 0;
  }
  if (sort === 'item') why('key-item', { label, day: shortDay(beijingDay(at)) });
  if (post) {
    if (post.state !== 'withdrawn') why(post.state);
    points += OF_STATE[post.state] * HASTE[gap.clock.state];
  }
  const season = sort === 'season' ? undefined : seasonOf(title, around.seasons);
  if (season) {
    why('in-season', { season: season.season.name });
    points += IN_SEASON;
  }
  const elsewhere = around.elsewhere.get(id) ?? [];
  if (elsewhere.length > 0) why('elsewhere', { channels: elsewhere.join('、') });
  const blocking = around.blocking.get(id) ?? 0;
  if (blocking > 0) {
    why('blocked', { count: String(blocking) });
    points += BLOCKED;
  }
  return { candidate, points, reasons };
}

function seasonOf(title: string, seasons: readonly SeasonTurn[]): SeasonTurn | undefined {
  return seasons.find(({ season }) => season.words.some((word) => title.includes(word)));
}

/** 10月2日 */
export function shortDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}
