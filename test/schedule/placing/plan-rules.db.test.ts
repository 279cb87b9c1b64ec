import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { beijingDay, beijingTime } from '../../../src/calendar/beijing-time.ts';
import { cancelPlacement } from '../../../src/schedule/placement-store.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { openTestStore, type TestStore } from '../../store/test-store.ts';
import { NOW, openPlanWorld, type PlanWorld } from './plan-world.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const HOUR = 3_600_000;
const GAP = 90 * 60_000;
const slots = [{ days: 'everyDay' as const, times: ['08:30', '09:30', '12:00', '22:00'] }];
const accounts = {
  sub: { slots, quietHours: [{ from: '21:00', to: '07:30' }], minGapMinutes: 90 },
  srv: { slots, kind: 'wechat-service' as const, minGapMinutes: 90 },
};

const step = fc.oneof(
  fc.record({
    is: fc.constant('queue' as const),
    act: fc.constantFrom('massSend' as const, 'publish' as const),
    both: fc.boolean(),
    priority: fc.integer({ min: 3, max: 7 }),
    days: fc.integer({ min: 0, max: 4 }),
    within: fc.boolean(),
  }),
  fc.record({ is: fc.constant('move' as const), which: fc.nat(20), hours: fc.integer({ min: 1, max: 80 }) }),
  fc.record({ is: fc.constant('cancel' as const), which: fc.nat(20) }),
  fc.record({ is: fc.constant('approve' as const), which: fc.nat(20) }),
  fc.record({ is: fc.constant('blackout' as const), day: fc.integer({ min: 1, max: 3 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

it('whatever is queued, moved and cancelled: what is free breaks no rule, and what is announced stays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      for (const table of ['step', 'delivery', 'placement', 'postWish', 'blackout', 'post'] as const) {
        await store.db.deleteFrom(table).execute();
      }
      const world = await openPlanWorld(accounts, { store });
      const blackouts: string[] = [];
      for (const [i, each] of steps.entries()) {
        const before = await world.placed();
        await take(world, each, i, blackouts);
        await world.look();
        const after = await world.placed();
        holdsTheRules(after, blackouts);
        staysAnnounced(before, after, each.is === 'move' || each.is === 'cancel');
        expect(await world.look()).toEqual({ moves: [], losses: [] });
      }
    }),
    { numRuns: 12 },
  );
});

async function take(world: PlanWorld, each: Step, i: number, blackouts: string[]): Promise<void> {
  const places = await world.placed();
  const place = 'which' in each ? places[each.which % Math.max(1, places.length)] : undefined;
  if (each.is === 'queue') {
    const { act, both, priority, days, within } = each;
    const post = `p${String(i).padStart(2, '0')}`;
    await world.addPost(post);
    const on = both ? { sub: { act }, srv: { act } } : { sub: { act } };
    const latest = days === 0 ? null : NOW + days * 24 * HOUR;
    const wishes = { priority, latest, withinHours: within ? 3 : null };
    await world.place(post, on, wishes).catch(expected('placement-impossible'));
  } else if (each.is === 'blackout') {
    const day = beijingDay(NOW + each.day * 24 * HOUR);
    blackouts.push(day);
    await world.blackout(`${day}T00:00:00+08:00`, `${day}T23:59:59+08:00`);
  } else if (place && each.is === 'move') {
    const at = new Date(NOW + each.hours * HOUR).toISOString();
    await world.move(place.post, place.channel, at);
  } else if (place && each.is === 'approve') {
    await world.approve(place.post);
  } else if (place) {
    const { post, channel } = place;
    await world.db
      .updateTable('delivery')
      .set({ state: 'dropped' })
      .where('subjectId', '=', post)
      .where('channel', '=', channel)
      .execute();
    await inTransaction(world.db, (tx) => cancelPlacement(tx, post, channel, NOW));
  }
}

const expected = (code: string) => (error: { code?: string }) => {
  if (error.code !== code) throw error;
};

type Places = Awaited<ReturnType<PlanWorld['placed']>>;

function holdsTheRules(all: Places, blackouts: readonly string[]): void {
  const standing = all.filter(({ obstacleCode }) => obstacleCode === null);
  for (const free of standing.filter(({ pinned, announcedAt }) => pinned === 0 && announcedAt === null)) {
    const lane = standing.filter((p) => p.channel === free.channel && p.act === free.act);
    const day = beijingDay(free.at);
    expect(blackouts).not.toContain(day);
    expect(['08:30', '09:30', '12:00', ...(free.channel === 'srv' ? ['22:00'] : [])]).toContain(beijingTime(free.at));
    const near = lane.filter((p) => p !== free && Math.abs(p.at - free.at) < GAP);
    expect(near).toEqual([]);
    if (free.act !== 'massSend') continue;
    const within = (period: number) => lane.filter((p) => beijingDay(p.at).slice(0, period) === day.slice(0, period));
    if (free.channel === 'sub') expect(within(10)).toHaveLength(1);
    else expect(within(7).length).toBeLessThanOrEqual(4);
  }
}

function staysAnnounced(before: Places, after: Places, byPerson: boolean): void {
  if (byPerson) return;
  for (const each of before.filter(({ pinned, announcedAt }) => pinned === 1 || announcedAt !== null)) {
    expect(after.find((p) => p.post === each.post && p.channel === each.channel)?.at).toBe(each.at);
  }
}
