import { isoBeijing } from '../../src/calendar/beijing-time.ts';
import { seeded } from '../schedule/planner/random-plan.ts';

const DAY_MS = 86_400_000;

/** A province's matrix as the planner's input: posts on 1 to 40 channels each, a few of them coupled, quotas tight. */
export function largePlan(posts: number, channels: number, coupled: boolean) {
  const next = seeded(7);
  const int = (n: number) => Math.floor(next() * n);
  const now = Date.parse('2026-11-16T08:00:00+08:00');
  const subscription = { massSend: { perDay: 1 }, publish: { perDay: 100 } };
  const service = { massSend: { perMonth: 4 }, publish: { perDay: 100 } };
  return {
    now: isoBeijing(now),
    settings: { horizonDays: 60, leadMinutes: 20 },
    channels: Array.from({ length: channels }, (_, i) => ({
      id: `c${i}`,
      name: `渠道${i}`,
      kind: 'wechat-subscription',
      slots: [
        { days: 'workingDay', times: i % 3 === 0 ? ['08:30', '12:00', '17:30'] : ['09:00', '16:00', '18:00', '20:00'] },
        { days: 'dayOff', times: ['10:00', '15:00'] },
      ],
      quotas: i % 5 === 0 ? service : subscription,
      postsPerMessage: i % 4 === 0 ? 8 : 1,
      minGapMinutes: i % 7 === 0 ? 120 : 0,
      quietHours: [{ from: '21:00', to: '07:30' }],
    })),
    posts: Array.from({ length: posts }, (_, i) => {
      const earliest = now + int(40) * DAY_MS;
      const on = 1 + int(40);
      const start = int(channels);
      return {
        id: `p${i}`,
        title: `稿件${i}`,
        priority: 1 + int(9),
        act: next() < 0.2 ? 'massSend' : 'publish',
        earliest: isoBeijing(earliest),
        latest: isoBeijing(earliest + (2 + int(18)) * DAY_MS),
        channels: Array.from({ length: on }, (_unused, k) => `c${(start + k * 7) % channels}`),
        ...(coupled && i > 0 && next() < 0.1 ? { after: [`p${int(i)}`] } : {}),
        ...(coupled && next() < 0.05 ? { withinHours: 24 } : {}),
      };
    }),
    announced: [] as { post: string; channel: string; at: string }[],
  };
}
