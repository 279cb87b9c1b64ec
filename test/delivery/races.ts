/** Races that the rows must decide; each runs many times, because a race that is lost one time in a hundred is lost. */
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { cancelDelivery } from '../../src/delivery/cancel-delivery.ts';
import { reconcileOne } from '../../src/delivery/reconcile-delivery.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import type { World } from './world.ts';

const person = { person: 'zhou', via: 'cli' as const };
const DAY = 86_400_000;

/** Some turns of the event loop, another number each time. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await turn();
}

/** Takes the approval back with the weakest lock that a change of the row has, and a line of the ledger beside it. */
function withdraw(world: World, post: string): Promise<void> {
  return inTransaction(world.db, async (tx) => {
    await tx.updateTable('post').set({ approvedHash: null }).where('id', '=', post).execute();
    const line = { at: world.clock.now(), actor: person, act: 'post.withdraw', object: `post:${post}` };
    await world.work.record(tx, line);
  });
}

/**
 * A worker begins while the approval is withdrawn, 0 to 23 ms later, so that the two meet at every stage. The ledger's head is locked last by both, so its order is the order
 * of their commits.
 * @returns how often the worker was first, and how often a call was begun after the withdrawal had been committed
 */
export async function raceWithdrawal(world: World, times: number) {
  let begun = 0;
  let afterWithdrawal = 0;
  for (let i = 0; i < times; i += 1) {
    const post = `p${i}`;
    await world.addPost(post);
    const id = await world.plan(post);
    await Promise.all([reconcileOne(world.work, id), sleep((i * 7) % 24).then(() => withdraw(world, post))]);
    const lines = await world.db
      .selectFrom('ledgerEntry')
      .select(['act', 'seq'])
      .where('object', 'in', [`post:${post}`, `delivery:${id}`])
      .where('act', 'in', ['delivery.begin', 'post.withdraw'])
      .orderBy('seq')
      .execute();
    if (lines[0]?.act === 'delivery.begin') begun += 1;
    if (lines[0]?.act === 'post.withdraw' && lines.length > 1) afterWithdrawal += 1;
  }
  return { begun, afterWithdrawal, sent: world.platform.effects.length };
}

/**
 * Two posts want the last of the two units of a day; the first is used before, so that the counter's row is there.
 * @returns the days on which not exactly one of the two went out
 */
export async function raceLastUnit(world: World, times: number): Promise<number> {
  const other = { ...world.work, worker: 'worker-2' };
  let wrong = 0;
  for (let i = 0; i < times; i += 1) {
    const now = world.clock.now();
    const ids: string[] = [];
    for (const name of [`before${i}`, `a${i}`, `b${i}`]) {
      await world.addPost(name);
      const id = await world.plan(name, now);
      if (name.startsWith('before')) await reconcileOne(world.work, id);
      else ids.push(id);
    }
    const before = world.platform.effects.length;
    const [first = '', second = ''] = ids;
    await Promise.all([reconcileOne(world.work, first), reconcileOne(other, second)]);
    if (world.platform.effects.length - before !== 1) wrong += 1;
    for (const id of ids) await cancelDelivery(world.acting, id, person);
    world.clock.moveBy(DAY);
  }
  return wrong;
}

/** Three workers look at one row at once. @returns how often it was not sent exactly once */
export async function raceOneRow(world: World, times: number): Promise<number> {
  const workers = ['worker-1', 'worker-2', 'worker-3'].map((worker) => ({ ...world.work, worker }));
  let wrong = 0;
  for (let i = 0; i < times; i += 1) {
    await world.addPost(`p${i}`);
    const id = await world.plan(`p${i}`);
    const before = world.platform.effects.length;
    await Promise.all(workers.map((worker, n) => turns((i * n) % 9).then(() => reconcileOne(worker, id))));
    if (world.platform.effects.length - before !== 1) wrong += 1;
  }
  return wrong;
}
