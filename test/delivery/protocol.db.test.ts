import { afterEach, describe, expect, it } from 'vitest';
import { pauseChannel } from '../../src/channels/pause-channel.ts';
import { cancelDelivery } from '../../src/delivery/cancel-delivery.ts';
import { reconcileOne } from '../../src/delivery/reconcile-delivery.ts';
import type { EffectKind } from '../../src/store/tables/delivery.ts';
import type { CrashPoint } from './fake-channel.ts';
import type { Fault } from './fake-platform.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.end());

const person = { person: 'zhou', via: 'cli' as const };

async function begin(kind: EffectKind): Promise<string> {
  world = await openWorld(kind);
  await world.addPost('p1');
  return world.plan('p1');
}

/** Lets the platform finish every pending job well, as its event says. */
async function finishAll(): Promise<void> {
  for (const effect of world.platform.effects.filter((e) => e.state === 'pending')) {
    world.platform.finish(effect.id, 'visible');
    await world.event(effect.id, 'published');
  }
}

interface Row {
  kind: EffectKind;
  /** What must stand at the end when nobody answers anything. */
  state: string;
  sent: number;
}

function crashes(title: string, point: CrashPoint, fault: Fault | null, rows: Row[]) {
  describe(`a worker dies ${title}`, () => {
    it.each(rows)('$kind: $state, $sent on the platform', async ({ kind, state, sent }) => {
      const id = await begin(kind);
      world.crash.at = point;
      if (fault) world.platform.faults.push(fault);
      await world.tick();
      await finishAll();
      await world.runOn();
      await finishAll();
      await world.runOn();
      expect(await world.state(id)).toBe(state);
      expect(world.platform.visible()).toBe(sent);
    });
  });
}

const once = (kind: EffectKind): Row => ({ kind, state: 'published(fact)', sent: 1 });
const asked = (kind: EffectKind, sent: number): Row => ({ kind, state: 'asking(doubt)', sent });

crashes('before begin (a)', 'a', null, [once('K1'), once('K2'), once('K3'), once('K4'), once('K5')]);
crashes('after begin, before the check (b)', 'b', null, [
  once('K1'),
  once('K2'),
  asked('K3', 0),
  asked('K4', 0),
  once('K5'),
]);
crashes('with the request sent and its effect happened (c)', 'c', null, [
  once('K1'),
  once('K2'),
  once('K3'),
  asked('K4', 1),
  once('K5'),
]);
crashes('with the request sent without effect (c)', 'c', 'lost-before', [
  once('K1'),
  once('K2'),
  asked('K3', 0),
  asked('K4', 0),
  once('K5'),
]);
crashes('with the answer read, before it is written (d)', 'd', null, [
  once('K1'),
  once('K2'),
  once('K3'),
  asked('K4', 1),
  once('K5'),
]);

function answers(title: string, fault: Fault, rows: Row[]) {
  describe(title, () => {
    it.each(rows)('$kind: $state, $sent on the platform', async ({ kind, state, sent }) => {
      const id = await begin(kind);
      world.platform.faults.push(fault);
      await world.tick();
      world.clock.moveBy(60_000);
      world.platform.releaseLate();
      await finishAll();
      await world.runOn();
      await finishAll();
      await world.runOn();
      expect(await world.state(id)).toBe(state);
      expect(world.platform.visible()).toBe(sent);
    });
  });
}

answers('after write (e) everything is as it should be', 'busy', [
  once('K1'),
  once('K2'),
  once('K3'),
  once('K4'),
  once('K5'),
]);
answers('the answer is lost after the effect', 'lost-after', [
  once('K1'),
  once('K2'),
  once('K3'),
  asked('K4', 1),
  once('K5'),
]);
answers('the effect comes 60 s after our limit', 'late-effect', [
  once('K1'),
  once('K2'),
  once('K3'),
  asked('K4', 1),
  once('K5'),
]);
answers('-1 comes though the effect happened', 'busy-after', [
  once('K1'),
  once('K2'),
  once('K3'),
  asked('K4', 1),
  once('K5'),
]);
answers('500 comes though the effect happened', 'http500-after', [
  once('K1'),
  once('K2'),
  once('K3'),
  asked('K4', 1),
  once('K5'),
]);

describe('cancelling', () => {
  it.each<EffectKind>(['K1', 'K2', 'K3', 'K4', 'K5'])('%s before begin: stopped, nothing is sent', async (kind) => {
    const id = await begin(kind);
    expect(await cancelDelivery(world.acting, id, person)).toBe('stopped');
    await world.runOn();
    expect(await world.state(id)).toBe('dropped(sure)');
    expect(world.platform.state.calls).toBe(0);
  });

  it.each<Row>([
    asked('K1', 0),
    { kind: 'K2', state: 'dropped(sure)', sent: 0 },
    asked('K3', 0),
    asked('K4', 0),
    asked('K5', 0),
  ])('$kind after begin without effect: $state', async ({ kind, state, sent }) => {
    const id = await begin(kind);
    world.platform.faults.push('lost-before');
    await world.tick();
    expect(await cancelDelivery(world.acting, id, person)).toBe('too-late');
    await world.runOn();
    expect(await world.state(id)).toBe(state);
    expect(world.platform.visible()).toBe(sent);
  });

  it.each<EffectKind>([
    'K1',
    'K2',
    'K3',
    'K4',
    'K5',
  ])('%s with the approval withdrawn before begin: dropped, nothing is sent', async (kind) => {
    const id = await begin(kind);
    await world.withdraw('p1');
    await world.runOn();
    expect(await world.state(id)).toBe('dropped(sure)');
    expect(world.platform.state.calls).toBe(0);
  });

  it('K5 with the approval withdrawn in doubt: never repeated, a person is asked', async () => {
    const id = await begin('K5');
    world.platform.faults.push('lost-before');
    await world.tick();
    await world.withdraw('p1');
    await world.runOn();
    expect(await world.state(id)).toBe('asking(doubt)');
    expect(world.platform.state.calls).toBe(1);
  });
});

describe('events', () => {
  it('an event before the answer is stored closes the delivery when the answer comes', async () => {
    const id = await begin('K3');
    await world.event('job-1', 'published');
    await world.tick();
    expect(await world.state(id)).toBe('published(fact)');
  });

  it('an event before the answer is applied by the very transaction that stores the answer, without a sweep', async () => {
    const id = await begin('K3');
    await world.event('job-1', 'published');
    await reconcileOne(world.work, id);
    expect(await world.state(id)).toBe('published(fact)');
  });

  it('an event that comes twice changes nothing the second time', async () => {
    const id = await begin('K5');
    await world.tick();
    expect(await world.state(id)).toBe('accepted');
    await finishAll();
    await world.event('job-1', 'published');
    expect(await world.state(id)).toBe('published(fact)');
    expect(await world.db.selectFrom('publication').selectAll().execute()).toHaveLength(1);
  });

  it('an event that comes after a person was asked closes the question by itself', async () => {
    const id = await begin('K3');
    world.platform.state.later = true;
    await world.tick();
    await world.runOn();
    expect(await world.state(id)).toBe('asking(silent)');
    await finishAll();
    expect(await world.state(id)).toBe('published(fact)');
    const question = await world.db.selectFrom('question').selectAll().executeTakeFirstOrThrow();
    expect(question).toMatchObject({ answer: 'fact' });
  });

  it('an event that never comes is replaced by polling', async () => {
    const id = await begin('K5');
    await world.tick();
    world.platform.finish('job-1', 'visible');
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
  });

  it('the failure of job 1 coming again does not touch job 2; a refused confirmation gets a new key', async () => {
    const id = await begin('K5');
    await world.tick();
    world.platform.finish('job-1', 'failed');
    await world.event('job-1', 'failed');
    expect(await world.state(id)).toBe('asking(refused)');
    await world.answer(id, { is: 'repeat' });
    await world.tick();
    await world.event('job-1', 'failed');
    expect(await world.state(id)).toBe('accepted');
    expect(world.platform.effects).toHaveLength(2);
    expect(world.platform.effects[0]!.key).not.toBe(world.platform.effects[1]!.key);
    await finishAll();
    expect(await world.state(id)).toBe('published(fact)');
    expect(world.platform.visible()).toBe(1);
  });
});

describe('people answer', () => {
  it.each([
    { kind: 'K1' as const, sent: 1 },
    { kind: 'K5' as const, sent: 1 },
  ])('$kind: "it did not" though it did is corrected by the key', async ({ kind, sent }) => {
    const id = await begin(kind);
    world.platform.faults.push('lost-after', 'key-too-fast', 'key-too-fast');
    await world.runOn();
    expect(await world.state(id)).toBe('asking(doubt)');
    await world.answer(id, { is: 'repeat' });
    await world.tick();
    await finishAll();
    expect(await world.state(id)).toBe('published(fact)');
    expect(world.platform.visible()).toBe(sent);
  });

  it('K4: "it went out" closes the delivery by word and counts as published', async () => {
    const id = await begin('K4');
    world.platform.faults.push('lost-after');
    await world.runOn();
    await world.answer(id, { is: 'went-out', link: null, note: '周科长在群里看到' });
    expect(await world.state(id)).toBe('published(word)');
    expect(await world.db.selectFrom('publication').selectAll().execute()).toHaveLength(1);
  });

  it('K4: "repeat" after a send without effect sends once', async () => {
    const id = await begin('K4');
    world.platform.faults.push('lost-before');
    await world.runOn();
    await world.answer(id, { is: 'repeat' });
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    expect(world.platform.visible()).toBe(1);
  });

  it('"leave it" after a definite refusal is dropped for sure, in doubt by word', async () => {
    const id = await begin('K4');
    world.platform.faults.push('refuse');
    await world.runOn();
    expect(await world.state(id)).toBe('asking(refused)');
    await world.answer(id, { is: 'leave', note: '不发了' });
    expect(await world.state(id)).toBe('dropped(sure)');
  });

  it('refuses an answer that nobody asked for', async () => {
    const id = await begin('K4');
    await expect(world.answer(id, { is: 'repeat' })).rejects.toMatchObject({ code: 'question-none' });
  });
});

describe('refusals', () => {
  it('K3: 40007 at submit asks and never builds a second draft', async () => {
    const id = await begin('K3');
    world.platform.faults.push('draft-gone');
    await world.runOn();
    expect(await world.state(id)).toBe('asking(gone)');
    expect(world.platform.state.calls).toBe(1);
  });

  it('a call that the lost draft kept from any effect uses no quota', async () => {
    await begin('K3');
    world.platform.faults.push('draft-gone');
    await world.runOn();
    const holds = await world.db.selectFrom('quotaHold').select('state').execute();
    expect(holds).toEqual([{ state: 'given-back' }]);
  });

  it('45028 to a repeat after doubt stays in doubt and is asked, also the next day', async () => {
    const id = await begin('K5');
    world.platform.faults.push('lost-after', 'quota', 'quota');
    await world.runOn();
    expect(await world.state(id)).toBe('asking(doubt)');
    expect(world.platform.visible()).toBe(1);
  });

  it('24 hours of downtime in doubt: a key is never repeated beyond its window', async () => {
    const id = await begin('K5');
    world.crash.at = 'c';
    await world.tick();
    world.clock.moveBy(24 * 3_600_000);
    await world.runOn();
    expect(await world.state(id)).toBe('asking(doubt)');
    expect(world.platform.state.calls).toBe(1);
  });

  it('an ordinary refusal that may pass is tried five times, then a person is asked', async () => {
    const id = await begin('K4');
    world.platform.faults.push('busy', 'busy', 'busy', 'busy', 'busy', 'busy');
    await world.runOn();
    expect(await world.state(id)).toBe('asking(failing)');
    expect(world.platform.state.calls).toBe(5);
  });

  it('a definite quota refusal waits for the next day', async () => {
    const id = await begin('K5');
    world.platform.faults.push('quota');
    await world.tick();
    expect(await world.state(id)).toBe('planned(quota)');
    await world.runOn();
    expect(await world.state(id)).not.toBe('planned(quota)');
    expect(world.platform.effects).toHaveLength(1);
  });
});

describe('what fails before anything was begun', () => {
  it('is tried again by itself, and put to a person once the delivery is late', async () => {
    world = await openWorld('K4', { latenessMs: 10 * 60_000 });
    await world.addPost('p1');
    const id = await world.plan('p1');
    const broken = { ...world.work.channel('fake'), prepare: () => Promise.reject(new Error('Redis is offline')) };
    const work = { ...world.work, channel: () => broken };
    await world.tick(work);
    expect(await world.state(id)).toBe('planned(retry)');
    world.clock.moveBy(11 * 60_000);
    await world.tick(work);
    expect(await world.state(id)).toBe('asking(late)');
    expect(world.platform.state.calls).toBe(0);
  });

  it('an office that has said so beforehand takes a silent robot for sent, and its clock counts it', async () => {
    world = await openWorld('K4', { onDoubt: 'assume-sent' });
    await world.addPost('p1');
    const id = await world.plan('p1');
    world.platform.faults.push('lost-after');
    await world.runOn();
    expect(await world.state(id)).toBe('published(word)');
    expect(await world.db.selectFrom('publication').selectAll().execute()).toHaveLength(1);
  });
});

describe('one row, several workers', () => {
  it('two workers claim one row: one call', async () => {
    await begin('K4');
    const other = { ...world.work, worker: 'worker-2' };
    await Promise.all([world.tick(), world.tick(other)]);
    expect(world.platform.state.calls).toBe(1);
  });

  it('an edited post in doubt: the new text gets no delivery until the old one is closed', async () => {
    const id = await begin('K4');
    world.platform.faults.push('lost-after');
    await world.runOn();
    await expect(world.plan('p1')).rejects.toMatchObject({ code: 'delivery-exists' });
    await world.answer(id, { is: 'leave', note: '另发' });
    await expect(world.plan('p1')).resolves.toEqual(expect.any(String));
  });

  it('the second post waits while the first one in doubt holds the last unit of the quota', async () => {
    world = await openWorld('K4', { quotas: { publish: [{ period: 'day', limit: 1 }] } });
    await world.addPost('p1');
    await world.addPost('p2');
    await world.plan('p1');
    world.platform.faults.push('lost-after');
    await world.tick();
    const second = await world.plan('p2');
    await world.tick();
    expect(await world.state(second)).toBe('planned(quota)');
    expect(world.platform.state.calls).toBe(1);
  });

  it('a red switch between claim and begin keeps the call back', async () => {
    const id = await begin('K4');
    const channel = world.work.channel('fake');
    const held = {
      ...channel,
      prepare: async (input: Parameters<typeof channel.prepare>[0]) => {
        await pauseChannel(world.acting, person, 'fake', '哀悼');
        return channel.prepare(input);
      },
    };
    await world.tick({ ...world.work, channel: () => held });
    expect(await world.state(id)).toBe('planned(paused)');
    expect(world.platform.state.calls).toBe(0);
  });

  it('a worker that slept between begin and the check sends nothing', async () => {
    const id = await begin('K4');
    const channel = world.work.channel('fake');
    const sleepy = {
      ...channel,
      prepare: async (input: Parameters<typeof channel.prepare>[0]) => {
        const ready = await channel.prepare(input);
        const send: typeof ready.send = (check, signal) => {
          world.clock.moveBy(6000);
          return ready.send(check, signal);
        };
        return { ...ready, send };
      },
    };
    await world.tick({ ...world.work, channel: () => sleepy });
    expect(world.platform.state.calls).toBe(0);
    expect(await world.state(id)).toBe('doubtful');
  });

  it('a late answer of a worker that lost its lease is used, and closes the doubt', async () => {
    const id = await begin('K4');
    const channel = world.work.channel('fake');
    const slow = {
      ...channel,
      prepare: async (input: Parameters<typeof channel.prepare>[0]) => {
        const ready = await channel.prepare(input);
        const send: typeof ready.send = async (check, signal) => {
          const answer = await ready.send(check, signal);
          world.clock.moveBy(130_000);
          await world.tick({ ...world.work, worker: 'worker-2' });
          expect(await world.state(id)).toBe('doubtful');
          return answer;
        };
        return { ...ready, send };
      },
    };
    await world.tick({ ...world.work, channel: () => slow });
    expect(await world.state(id)).toBe('published(fact)');
    expect(world.platform.visible()).toBe(1);
  });
});
