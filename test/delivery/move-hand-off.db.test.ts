import { afterEach, expect, it } from 'vitest';
import { addHandOff } from '../../src/delivery/hand-off/hand-off-store.ts';
import { moveDue } from '../../src/delivery/move-due.ts';
import { takeOff } from '../../src/delivery/take-off.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { type BlackoutWorld, head, openBlackoutWorld, people } from './blackout-world.ts';
import { START } from './world.ts';

let world: BlackoutWorld;
afterEach(() => world.end());

const HOUR = 3_600_000;

async function asked(): Promise<string> {
  world = await openBlackoutWorld('K4');
  await world.addPost('a');
  const id = await world.plan('a', START + HOUR);
  await world.db.updateTable('delivery').set({ state: 'asking', reason: 'hand-off', workAt: null }).execute();
  return id;
}

const move = (at: number) =>
  inTransaction(world.db, (tx) => moveDue(tx, world.acting, { post: 'a', channel: 'fake', at }, head));
const row = () =>
  world.db.selectFrom('delivery').select(['state', 'reason', 'workAt', 'dueAt']).executeTakeFirstOrThrow();

it('what nobody has taken yet to publish by hand moves and stays asked; what somebody has in hands does not', async () => {
  const id = await asked();
  await move(START + 3 * HOUR);
  expect(await row()).toEqual({ state: 'asking', reason: 'hand-off', workAt: null, dueAt: START + 3 * HOUR });
  await inTransaction(world.db, (tx) =>
    addHandOff(tx, { delivery: id, hash: 'hash-a', takenBy: 'zhang', takenAt: START }),
  );
  await expect(move(START + 5 * HOUR)).rejects.toMatchObject({ code: 'delivery-begun' });
});

it('what nobody has taken yet is taken off with its place; what somebody has in hands stays, and both are said', async () => {
  const id = await asked();
  const place = { id: 'place', post: 'a', channel: 'fake', act: 'publish' as const, at: START + HOUR, pinned: 0 };
  const made = { announcedAt: null, reason: '', createdBy: 'li', createdAt: START, cancelledAt: null };
  await world.db
    .insertInto('placement')
    .values({ ...place, ...made })
    .execute();
  const places = () => world.db.selectFrom('placement').select('cancelledAt').executeTakeFirstOrThrow();
  const acting = { ...world.acting, people };
  const where = { post: 'a', channel: 'fake' };
  const taken = { delivery: id, hash: 'hash-a', takenBy: 'zhang', takenAt: START };
  await inTransaction(world.db, (tx) => addHandOff(tx, taken));
  await expect(takeOff(acting, where, head)).rejects.toMatchObject({ code: 'queue-asking' });
  expect([await row(), await places()]).toMatchObject([{ state: 'asking' }, { cancelledAt: null }]);
  await world.db.deleteFrom('handOff').execute();
  expect(await takeOff(acting, where, head)).toBe('stopped');
  expect([await row(), await places()]).toMatchObject([
    { state: 'dropped', reason: 'sure' },
    { cancelledAt: expect.anything() },
  ]);
  expect((await world.ledger('post:a')).map(({ act }) => act)).toContain('placement.cancel');
});

it('moved by an answer, a hand-off is put to people at once, for its new time', async () => {
  const id = await asked();
  await world.say(id, { is: 'move', at: START + 8 * HOUR });
  expect(await row()).toMatchObject({ state: 'planned', workAt: START, dueAt: START + 8 * HOUR });
});
