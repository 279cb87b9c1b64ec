import { afterEach, describe, expect, it } from 'vitest';
import { applyFact } from '../../src/delivery/apply-fact.ts';
import { applyOutcome } from '../../src/delivery/apply-waiting-events.ts';
import { finishStep, getAttempts, getSteps, lockDelivery, openQuestion } from '../../src/delivery/delivery-store.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openWorld, START, type World } from './world.ts';

let world: World;
afterEach(() => world.end());

const person = { person: 'zhou', via: 'cli' as const };
describe('a delivery that changes while somebody looks at it', () => {
  it('the first definite outcome stays, whatever was read before the row was locked', async () => {
    world = await openWorld('K5');
    await world.addPost('p');
    const id = await world.plan('p');
    await world.tick();
    const stale = await getAttempts(world.db, id);
    expect(stale[0]?.state).toBe('answered');
    await world.event('job-1', 'published');
    const { alarm } = await inTransaction(world.db, async (tx) => {
      const delivery = await lockDelivery(tx, id);
      return applyFact(tx, world.work, delivery, stale, { is: 'failed', code: '4', data: '{}' }, person);
    });
    expect(alarm).toBe(true);
    expect((await getAttempts(world.db, id))[0]?.state).toBe('succeeded');
    expect(await world.state(id)).toBe('published(fact)');
  });

  it('a late answer never puts another draft in the place of the one that is used', async () => {
    world = await openWorld('K3');
    await world.addPost('p');
    const id = await world.plan('p');
    await inTransaction(world.db, (tx) => finishStep(tx, id, 0, '{"mediaId":"first"}'));
    await inTransaction(world.db, (tx) => finishStep(tx, id, 0, '{"mediaId":"late"}'));
    expect((await getSteps(world.db, id))[0]?.answer).toBe('{"mediaId":"first"}');
  });

  it('an accepted post of which the first news is its removal has been published, and is asked for no more', async () => {
    world = await openWorld('K5');
    await world.addPost('p');
    const id = await world.plan('p');
    await world.tick();
    const removed = { is: 'removed' as const, by: 'platform' as const, detail: 'banned' };
    await inTransaction(world.db, (tx) => applyOutcome(tx, world.work, 'fake', 'job-1', removed, []));
    expect(await world.state(id)).toBe('published(fact)');
    const [publication] = await world.db.selectFrom('publication').selectAll().execute();
    expect(publication).toMatchObject({ delivery: id, goneAt: START, removedBy: 'platform' });
    const told = () =>
      world.db.selectFrom('ledgerEntry').select('object').where('act', '=', 'publication.gone').execute();
    expect(await told()).toEqual([{ object: `channel:${publication?.channel}` }]);
    await inTransaction(world.db, (tx) => applyOutcome(tx, world.work, 'fake', 'job-1', removed, []));
    expect(await told()).toHaveLength(1);
  });

  it('a post whose approved text is missing is put to a person, not tried for ever', async () => {
    world = await openWorld('K4');
    await world.addPost('p');
    const id = await world.plan('p');
    await world.db.deleteFrom('postRevision').where('post', '=', 'p').execute();
    await world.runOn(1);
    expect(await world.state(id)).toBe('asking(content)');
    expect((await openQuestion(world.db, id))?.seen).toBe('post-revision-missing');
  });
});
