import { afterEach, expect, it } from 'vitest';
import { takeHandOff } from '../../../src/delivery/hand-off/take-hand-off.ts';
import { embargoPost, holdPost } from '../../../src/review/hold-post.ts';
import { type BlackoutWorld, head, openBlackoutWorld } from '../blackout-world.ts';
import { START } from '../world.ts';

let world: BlackoutWorld;
afterEach(() => world.end());

const HOUR = 3_600_000;

it('a text that is held, under embargo or blacked out is not handed out, although it asks to be', async () => {
  world = await openBlackoutWorld('K4');
  const ids: Record<string, string> = {};
  for (const post of ['held', 'embargo', 'free']) {
    await world.addPost(post);
    ids[post] = await world.plan(post, START + HOUR);
  }
  await world.db.updateTable('delivery').set({ state: 'asking', reason: 'hand-off', workAt: null }).execute();
  await holdPost({ ...world.acting, people: world.people }, 'held', '等通知', head);
  await embargoPost({ ...world.acting, people: world.people }, 'embargo', START + 10 * HOUR, head);
  const take = (post: string) => takeHandOff(world.work, ids[post] ?? '', head);
  await expect(take('held')).rejects.toMatchObject({ code: 'delivery-kept' });
  await expect(take('embargo')).rejects.toMatchObject({ code: 'delivery-kept' });
  const { blackout } = await world.blackOut({ fromAt: null });
  await expect(take('free')).rejects.toMatchObject({ code: 'delivery-kept' });
  world.clock.moveBy(2 * HOUR);
  await world.endBlackOut(blackout.id);
  expect(await take('free')).toMatchObject({ takenBy: head.person, voidAt: null });
});
