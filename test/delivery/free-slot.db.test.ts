import { afterEach, expect, it } from 'vitest';
import { isoBeijing } from '../../src/calendar/beijing-time.ts';
import { freeSlot } from '../../src/delivery/free-slot.ts';
import { openPlanWorld, type PlanWorld } from '../schedule/placing/plan-world.ts';

let world: PlanWorld;
afterEach(() => world.close());

const slots = [{ days: 'everyDay' as const, times: ['09:00', '15:00', '22:30'] }];
const quietHours = [{ from: '22:00', to: '07:00' }];

it('the first free slot after a black-out is beside what stands, outside quiet hours and black-outs to come', async () => {
  world = await openPlanWorld({
    sub: { slots, quietHours, quotas: { massSend: [{ period: 'day', limit: 1 }] } },
  });
  for (const post of ['stands', 'kept']) await world.addPost(post, post === 'kept' ? 'approved' : 'in-review');
  await world.place('stands', { sub: { pinnedAt: Date.parse('2026-11-21T09:00:00+08:00') } });
  await world.blackout('2026-11-20T12:00:00+08:00', '2026-11-20T23:59:59+08:00');
  await world.blackout('2026-11-22T00:00:00+08:00', '2026-11-22T12:00:00+08:00');
  const kept = { subjectId: 'kept', channel: 'sub', act: 'massSend' as const };
  const from = Date.parse('2026-11-20T10:00:00+08:00');
  const at = await freeSlot(world.db, world.planning(), kept, from, world.clock.now());
  expect(isoBeijing(at)).toBe('2026-11-22T15:00:00+08:00');
});
