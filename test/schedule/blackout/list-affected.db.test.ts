import { afterEach, expect, it } from 'vitest';
import { listAffected } from '../../../src/schedule/blackout/list-affected.ts';
import { type BlackoutWorld, openBlackoutWorld } from '../../delivery/blackout-world.ts';
import { START } from '../../delivery/world.ts';

let world: BlackoutWorld;
afterEach(() => world.end());

it('thousands of places on other accounts hide none of the account that is blacked out, and a cut list says so', async () => {
  world = await openBlackoutWorld('K4');
  await world.addPost('a');
  const place = (i: number, channel: string) => ({
    ...{ id: `place-${channel}-${i}`, post: 'a', channel, act: 'publish' as const, at: START + i, pinned: 0 },
    ...{ announcedAt: null, reason: '', createdBy: 'li', createdAt: START, cancelledAt: null },
  });
  for (let from = 0; from < 2100; from += 100) {
    const rows = Array.from({ length: 100 }, (_, i) => place(from + i, `other-${from + i}`));
    await world.db.insertInto('placement').values(rows).execute();
  }
  await world.db.insertInto('placement').values(place(5000, 'fake')).execute();
  const { blackout, keptBack, isCut } = await world.blackOut({ channels: ['fake'] });
  expect([keptBack.map(({ channel }) => channel), isCut]).toEqual([['fake'], false]);
  const all = await listAffected(world.db, { ...blackout, channels: null });
  expect([all.keptBack.length, all.isCut]).toEqual([2000, true]);
});
