import { isoBeijing } from '../../../src/calendar/beijing-time.ts';

/** What a random case is made of. */
export interface CaseSort {
  channels: number;
  posts: number;
  days: number;
  merging: boolean;
  gaps: boolean;
  months: boolean;
  after: boolean;
  coupling: boolean;
  acts: readonly ('publish' | 'massSend')[];
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A small, crowded input of the planner as a file would hold it. */
export function randomPlan(sort: CaseSort, seed: number) {
  const next = seeded(seed);
  const int = (n: number) => Math.floor(next() * n);
  const often = (chance: number) => next() < chance;
  // The end of a month, so that month quotas of two months count.
  const now = Date.parse(sort.months ? '2026-10-30T08:00:00+08:00' : '2026-11-16T08:00:00+08:00');
  const times = ['08:30', '09:00', '10:00', '14:00', '17:30'];
  const channels = Array.from({ length: 1 + int(sort.channels) }, (_, i) => ({
    id: `c${i}`,
    name: `渠道${i}`,
    kind: 'wechat-subscription',
    slots: [
      {
        days: 'everyDay',
        times: times
          .filter(() => often(0.45))
          .concat('12:00')
          .sort(),
      },
    ],
    quotas: Object.fromEntries(
      sort.acts.map((act) => [
        act,
        {
          ...(often(0.6) ? { perDay: 1 + int(2) } : {}),
          ...(often(sort.months ? 0.7 : 0.2) ? { perMonth: 1 + int(3) } : {}),
        },
      ]),
    ),
    used: often(0.3) ? [{ act: sort.acts[0], at: isoBeijing(now - HOUR_MS * int(30)), count: 1 }] : [],
    ...(sort.gaps && often(0.7) ? { minGapMinutes: [30, 60, 120, 240][int(4)] } : {}),
    ...(sort.merging ? { postsPerMessage: 1 + int(3), mergeWaitHours: often(0.3) ? int(6) : 0 } : {}),
    ...(often(0.2) ? { quietHours: [{ from: '12:00', to: '13:00' }] } : {}),
  }));
  const posts = Array.from({ length: 1 + int(sort.posts) }, (_, i) => {
    const from = int(sort.days * 2) * (DAY_MS / 2);
    const to = from + (1 + int(sort.days * 2)) * (DAY_MS / 2);
    const act = sort.acts[int(sort.acts.length)];
    const on = channels.filter(() => often(0.75));
    const earlier = i > 0 ? `p${int(i)}` : null;
    return {
      id: `p${i}`,
      title: `稿件${i}`,
      priority: 1 + int(3),
      act,
      ...(often(0.6) ? { earliest: isoBeijing(now + from) } : {}),
      latest: isoBeijing(now + Math.max(to, DAY_MS / 2)),
      channels: (on.length > 0 ? on : channels.slice(0, 1)).map(({ id }) => id),
      ...(sort.after && earlier && often(0.35) ? { after: [earlier] } : {}),
      ...(sort.coupling && earlier && often(0.35) ? { sameDayAs: earlier } : {}),
      ...(sort.coupling && often(0.3) ? { withinHours: [0, 1, 3, 24][int(4)] } : {}),
    };
  });
  return {
    now: isoBeijing(now),
    settings: { horizonDays: sort.days, leadMinutes: often(0.2) ? 60 : 0 },
    blackouts: often(0.2)
      ? [{ from: isoBeijing(now + DAY_MS).slice(0, 10), to: isoBeijing(now + DAY_MS).slice(0, 10), reason: '演练' }]
      : [],
    channels,
    posts,
    pins: [] as { post: string; channel: string; at: string }[],
    announced: [] as { post: string; channel: string; at: string }[],
  };
}
