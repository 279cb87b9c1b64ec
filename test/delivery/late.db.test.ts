import { afterEach, describe, expect, it } from 'vitest';
import { pauseChannel } from '../../src/channels/pause-channel.ts';
import { resumeChannel } from '../../src/channels/resume-channel.ts';
import { reconcileOne } from '../../src/delivery/reconcile-delivery.ts';
import { newTicks } from '../../src/delivery/ticks.ts';
import { type BlackoutWorld, head, openBlackoutWorld } from './blackout-world.ts';
import { START } from './world.ts';

let world: BlackoutWorld;
afterEach(() => world.end());

const HOUR = 3_600_000;
const MINUTE = 60_000;

async function due(name: string, at = START, priority = 5): Promise<string> {
  await world.addPost(name);
  const id = await world.plan(name, at);
  await world.db.updateTable('delivery').set({ priority }).where('id', '=', id).execute();
  return id;
}

/** Looks every minute for so long. @returns what went out, with the minute in which it did */
async function run(minutes: number, work = world.work): Promise<[number, string][]> {
  const seen: [number, string][] = [];
  for (let i = 0; i <= minutes; i += 1) {
    const before = world.platform.effects.length;
    await world.tick(work);
    for (const { marker } of world.platform.effects.slice(before)) seen.push([i, marker]);
    if (i < minutes) world.clock.moveBy(MINUTE);
  }
  return seen;
}

describe('after a stop', () => {
  it('12 that fell due on one account in the night go out one after the other, the most urgent first, none forgotten', async () => {
    world = await openBlackoutWorld('K4', { gapMs: 5 * MINUTE, latenessMs: 12 * HOUR });
    const ids: string[] = [];
    for (let i = 0; i < 12; i += 1) ids.push(await due(`p${i}`, START + i * MINUTE, i === 7 ? 9 : 5));
    world.clock.moveBy(10 * HOUR);
    const sent = await run(60);
    const urgent = ids[7] ?? '';
    expect(sent.map(([, id]) => id)).toEqual([urgent, ...ids.filter((id) => id !== urgent)]);
    expect(sent.map(([minute]) => minute)).toEqual(ids.map((_, i) => i * 5));
    const lines = await world.ledger(`delivery:${ids[0]}`);
    expect(lines.map(({ after }) => after.reason)).toContain('catch-up');
    expect(lines.find(({ act }) => act === 'delivery.begin')?.after).toMatchObject({
      timing: 'late',
      cause: 'unknown',
    });
  });

  it('hints bring no burst either: of late ones begun at once by several workers one goes', async () => {
    world = await openBlackoutWorld('K4', { gapMs: 5 * MINUTE, latenessMs: 12 * HOUR });
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push(await due(`p${i}`));
    world.clock.moveBy(HOUR);
    await Promise.all(ids.map((id, i) => reconcileOne({ ...world.work, worker: `worker-${i}` }, id)));
    expect(world.platform.effects).toHaveLength(1);
  });

  it('something more urgent that comes later goes first', async () => {
    world = await openBlackoutWorld('K4', { gapMs: 5 * MINUTE, latenessMs: 12 * HOUR });
    const ids = [await due('a'), await due('b'), await due('c')];
    world.clock.moveBy(HOUR);
    await world.tick();
    const urgent = await due('urgent', START, 9);
    const sent = await run(20);
    expect([ids[0], ...sent.map(([, id]) => id)]).toEqual([ids[0], urgent, ids[1], ids[2]]);
  });

  it('what is later than its account allows is asked, with the stop as the cause, and the rest goes out', async () => {
    world = await openBlackoutWorld('K4', { gapMs: 5 * MINUTE, latenessMs: 2 * HOUR });
    const work = { ...world.work, ticks: newTicks(5000, null) };
    await world.tick(work);
    const missed = await due('missed', START + HOUR);
    const late = await due('late', START + 9 * HOUR);
    world.clock.moveBy(10 * HOUR);
    await world.tick({ ...work, ticks: newTicks(5000, null) });
    expect(await world.state(missed)).toBe('asking(late)');
    expect(await world.state(late)).toBe('published(fact)');
    const question = await world.question(missed);
    expect(question).toMatchObject({ seen: 'process-down' });
    expect(question?.remedy).toContain('11-20 09:00 至 11-20 19:00 程序没有运行');
    await world.say(missed, { is: 'move', at: START + 11 * HOUR });
    expect(await world.state(missed)).toBe('planned');
    world.clock.moveTo(START + 11 * HOUR);
    await world.tick(work);
    expect(await world.state(missed)).toBe('published(fact)');
  });

  it('a pause that was lifted late is named as the cause', async () => {
    world = await openBlackoutWorld('K4', { latenessMs: HOUR });
    await pauseChannel(world.acting, head, 'fake', '账号迁移');
    const id = await due('a');
    world.clock.moveBy(3 * HOUR);
    await resumeChannel(world.acting, head, 'fake');
    await world.tick();
    expect(await world.question(id)).toMatchObject({ kind: 'late', seen: 'paused' });
  });
});

describe('a clock that is wrong', () => {
  it('set back, it sends nothing before the due moment', async () => {
    world = await openBlackoutWorld('K4');
    const id = await due('a', START);
    let back = 0;
    const clock = { ...world.work.clock, now: () => world.clock.now() - back };
    const prepare = world.work.channel('fake').prepare;
    const channel = {
      ...world.work.channel('fake'),
      prepare: (input: Parameters<typeof prepare>[0]) => {
        back = HOUR;
        return prepare(input);
      },
    };
    await world.tick({ ...world.work, clock, channel: () => channel });
    expect(world.platform.state.calls).toBe(0);
    expect(await world.state(id)).toBe('planned(early)');
    back = 0;
    world.clock.moveBy(MINUTE);
    await world.tick();
    expect(await world.state(id)).toBe('published(fact)');
  });

  it('that leaps over the due moment is the cause that the question names', async () => {
    world = await openBlackoutWorld('K4', { latenessMs: HOUR });
    const id = await due('a', START + HOUR);
    let leap = 0;
    const clock = { ...world.work.clock, now: () => world.clock.now() + leap };
    const work = { ...world.work, clock, ticks: newTicks(5000, null) };
    await world.tick(work);
    leap = 5 * HOUR;
    await world.tick(work);
    expect(await world.question(id)).toMatchObject({ kind: 'late', seen: 'clock-jumped' });
    expect(world.errors.join()).toContain('leapt');
  });

  it('that disagrees with the database by more than 5 s claims nothing until it agrees again', async () => {
    world = await openBlackoutWorld('K4');
    const id = await due('a');
    let off = 5001;
    const work = { ...world.work, ticks: newTicks(5000, async () => world.clock.now() + off) };
    await world.tick(work);
    expect(await world.state(id)).toBe('planned');
    expect(await reconcileOne(work, id)).toBe(false);
    expect(world.errors.join()).toContain('nothing is claimed');
    off = -5000;
    world.clock.moveBy(20_000);
    await world.tick(work);
    expect(await world.state(id)).toBe('published(fact)');
  });
});
