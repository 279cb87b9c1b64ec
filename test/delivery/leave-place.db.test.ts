import { afterEach, expect, it } from 'vitest';
import { answerBlackout } from '../../src/delivery/answer-blackout.ts';
import { answerQuestion } from '../../src/delivery/answer-question.ts';
import { type BlackoutWorld, head, openBlackoutWorld } from './blackout-world.ts';
import { START } from './world.ts';

let world: BlackoutWorld;
afterEach(() => world.end());

const HOUR = 3_600_000;

async function placed(post: string): Promise<string> {
  await world.addPost(post);
  const place = { id: `place-${post}`, post, channel: 'fake', act: 'publish' as const, at: START + HOUR, pinned: 0 };
  const made = { announcedAt: START, reason: '', createdBy: 'li', createdAt: START, cancelledAt: null };
  await world.db
    .insertInto('placement')
    .values({ ...place, ...made })
    .execute();
  return world.plan(post, START + HOUR);
}

const places = async (post: string) =>
  (await world.db.selectFrom('placement').select('cancelledAt').where('post', '=', post).execute()).map(
    ({ cancelledAt }) => cancelledAt === null,
  );

it('what a person leaves loses its place, with a line in the ledger; what is sent keeps it', async () => {
  world = await openBlackoutWorld('K4');
  const ids = [await placed('one'), await placed('many'), await placed('sent')];
  const { blackout } = await world.blackOut();
  world.clock.moveBy(2 * HOUR);
  await world.endBlackOut(blackout.id);
  await world.tick();
  await answerQuestion(world.work, ids[0] ?? '', { is: 'leave', note: '过时' }, head);
  await answerQuestion(world.work, ids[2] ?? '', { is: 'repeat' }, head);
  await answerBlackout(world.work, blackout.id, null, { is: 'drop', note: '过时' }, head);
  expect(await places('one')).toEqual([false]);
  expect(await places('many')).toEqual([false]);
  expect(await places('sent')).toEqual([true]);
  expect((await world.ledger('post:one')).map(({ act }) => act)).toContain('placement.cancel');
});
