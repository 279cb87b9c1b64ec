import { afterEach, describe, expect, it } from 'vitest';
import { claimDelivery } from '../../src/delivery/claim-delivery.ts';
import { receiveEvent } from '../../src/delivery/receive-event.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.end());

type Prepare = ReturnType<World['work']['channel']>['prepare'];

/** The worker with another way of making calls ready. */
function preparing(wrap: (prepare: Prepare) => Prepare): World['work'] {
  const channel = world.work.channel('fake');
  return { ...world.work, channel: () => ({ ...channel, prepare: wrap(channel.prepare) }) };
}

async function begin(kind: 'K2' | 'K3' | 'K4' | 'K5'): Promise<string> {
  world = await openWorld(kind);
  await world.addPost('p1');
  return world.plan('p1');
}

function attempts() {
  return world.db.selectFrom('attempt').selectAll().orderBy('number').execute();
}

describe('rules of the protocol, each of which something else hides', () => {
  it('K2: an absence that is seen before the doubt has settled is not believed', async () => {
    const id = await begin('K2');
    world.platform.faults.push('late-effect');
    await world.tick();
    world.clock.moveBy(10_000);
    await world.tick();
    expect(await world.state(id)).toBe('doubtful');
    world.clock.moveBy(50_000);
    world.platform.releaseLate();
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    expect(world.platform.visible()).toBe(1);
  });

  it("a stale refusal says nothing: the row is another worker's by then", async () => {
    const id = await begin('K4');
    world.platform.faults.push('refuse');
    const slow = preparing((prepare) => async (input) => {
      const ready = await prepare(input);
      const send: typeof ready.send = async (check, signal) => {
        const answer = await ready.send(check, signal);
        world.clock.moveBy(130_000);
        await world.tick({ ...world.work, worker: 'worker-2' });
        return answer;
      };
      return { ...ready, send };
    });
    await world.tick(slow);
    expect(await world.state(id)).toBe('doubtful');
    expect((await attempts())[0]?.state).toBe('open');
    await world.runOn();
    expect(await world.state(id)).toBe('asking(doubt)');
  });

  it('a worker that lost its lease before begin does not begin; the one that holds it does', async () => {
    await begin('K4');
    let second: Promise<void> = Promise.resolve();
    const sleepy = preparing((prepare) => async (input) => {
      world.clock.moveBy(130_000);
      // The second worker claims, and makes its call ready only when the first one has tried to begin.
      const late = preparing((own) => async (its) => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        return own(its);
      });
      second = world.tick({ ...late, worker: 'worker-2' });
      await new Promise((resolve) => setTimeout(resolve, 100));
      return prepare(input);
    });
    await world.tick(sleepy);
    await second;
    expect((await attempts()).map((attempt) => attempt.fence)).toEqual([2]);
    expect(world.platform.state.calls).toBe(1);
  });

  it('of two that claim one row at once one holds it', async () => {
    const id = await begin('K4');
    const held = await Promise.all([claimDelivery(world.work, id), claimDelivery(world.work, id)]);
    expect(held.filter((row) => row !== null)).toHaveLength(1);
  });

  it('the revision that was approved goes out, not the current text', async () => {
    await begin('K4');
    const revision = { post: 'p1', revision: 2, contentHash: 'hash-new', createdAt: 1, createdBy: 'li' };
    const body = JSON.stringify({ articles: [{ title: '没有审过的标题' }] });
    await world.db
      .insertInto('postRevision')
      .values({ ...revision, body })
      .execute();
    await world.db.updateTable('post').set({ contentHash: 'hash-new', revision: 2 }).execute();
    await world.tick();
    expect(world.platform.effects.map((effect) => effect.text)).toEqual(['标题 p1']);
  });

  it('a failure of a job that no attempt names is attributed to nobody', async () => {
    const id = await begin('K3');
    world.platform.faults.push('lost-after');
    await world.tick();
    await world.event('job-of-a-colleague', 'failed');
    await world.tick();
    expect(await world.state(id)).toBe('doubtful');
    expect((await attempts())[0]?.state).toBe('open');
  });

  it('a failure of job 1 that comes again under another name does not end job 2', async () => {
    const id = await begin('K5');
    await world.tick();
    world.platform.finish('job-1', 'failed');
    await world.event('job-1', 'failed');
    await world.answer(id, { is: 'repeat' });
    await world.tick();
    const outcome = { is: 'failed' as const, code: '4', detail: 'review' };
    await inTransaction(world.db, (tx) =>
      receiveEvent(tx, world.work, 'fake', { kind: 'MASSSENDJOBFINISH', externalId: 'job-1', outcome }),
    );
    expect(await world.state(id)).toBe('accepted');
    expect((await attempts()).map((attempt) => attempt.state)).toEqual(['failed', 'answered']);
  });

  it('an outcome goes to every attempt that names its job', async () => {
    const id = await begin('K5');
    await world.tick();
    await world.runOn();
    expect(await world.state(id)).toBe('asking(silent)');
    await world.answer(id, { is: 'repeat' });
    await world.tick();
    expect((await attempts()).map((attempt) => attempt.externalId)).toEqual(['job-1', 'job-1']);
    world.platform.finish('job-1', 'failed');
    await world.event('job-1', 'failed');
    expect((await attempts()).map((attempt) => attempt.state)).toEqual(['failed', 'failed']);
    expect(await world.state(id)).toBe('asking(refused)');
  });

  it('an event that was stored while its answer was being stored is found by the sweep', async () => {
    const id = await begin('K5');
    await world.tick();
    const outcome = { is: 'failed', code: '4', detail: 'review' };
    const row = { id: 'event-1', channel: 'fake', kind: 'PUBLISHJOBFINISH', externalId: 'job-1', outcome: 'failed' };
    await world.db
      .insertInto('event')
      .values({ ...row, body: JSON.stringify(outcome), seenAt: world.clock.now(), appliedAt: null })
      .execute();
    await world.tick();
    expect(await world.state(id)).toBe('asking(refused)');
  });

  it('a person cannot order the repeat of a text whose approval was withdrawn meanwhile', async () => {
    const id = await begin('K4');
    world.platform.faults.push('lost-before');
    await world.runOn();
    await world.withdraw('p1');
    await expect(world.answer(id, { is: 'repeat' })).rejects.toMatchObject({ code: 'delivery-not-approved' });
    expect(await world.state(id)).toBe('asking(doubt)');
  });
});
