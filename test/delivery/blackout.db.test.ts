import { afterEach, describe, expect, it } from 'vitest';
import { isoBeijing } from '../../src/calendar/beijing-time.ts';
import { answerBlackout } from '../../src/delivery/answer-blackout.ts';
import { type BlackoutWorld, head, openBlackoutWorld } from './blackout-world.ts';
import { START } from './world.ts';

let world: BlackoutWorld;
afterEach(() => world.end());

const HOUR = 3_600_000;
const MINUTE = 60_000;

async function post(name: string, dueAt = START): Promise<string> {
  await world.addPost(name);
  return world.plan(name, dueAt);
}

describe('a black-out', () => {
  it('keeps everything back at once, lists what would have gone out, and says who may start it', async () => {
    world = await openBlackoutWorld();
    const first = await post('a');
    const later = await post('b', START + 2 * HOUR);
    const { keptBack, underWay, blackout } = await world.blackOut();
    expect(keptBack.map(({ delivery, channel }) => [delivery, channel])).toEqual([
      [first, 'fake'],
      [later, 'fake'],
    ]);
    expect(underWay).toEqual([]);
    await world.tick();
    world.clock.moveBy(3 * HOUR);
    await world.tick();
    expect(world.platform.state.calls).toBe(0);
    expect(await world.state(first)).toBe('planned');
    const [line] = await world.ledger(`blackout:${blackout.id}`);
    expect(line).toMatchObject({ act: 'blackout.start', after: { channels: 'all', keptBack: 2, to: null } });
    expect(() => world.blackOut({}, { person: 'li', via: 'cli' })).toThrow('may not start');
    await world.blackOut({ reason: '演练' }, { person: 'shen', via: 'cli' });
  });

  it('asks for each delivery whose time fell into it, once, and nothing goes out by itself', async () => {
    world = await openBlackoutWorld();
    const inside = await post('inside');
    const after = await post('after', START + 5 * HOUR);
    const { blackout } = await world.blackOut();
    world.clock.moveBy(HOUR);
    await world.endBlackOut(blackout.id);
    await world.tick();
    expect(await world.state(inside)).toBe('asking(blackout)');
    expect(await world.state(after)).toBe('planned');
    const question = await world.question(inside);
    expect(question?.remedy).toContain('停发（全国哀悼日）期间没有发出');
    expect(world.platform.state.calls).toBe(0);

    await world.say(inside, { is: 'repeat' });
    await world.tick();
    expect(await world.state(inside)).toBe('published(fact)');
    world.clock.moveTo(START + 5 * HOUR);
    await world.tick();
    expect(await world.state(after)).toBe('published(fact)');
    expect(world.platform.effects).toHaveLength(2);
  });

  it('moved, a delivery keeps its new time and is not asked again; a time inside another black-out is refused', async () => {
    world = await openBlackoutWorld();
    const id = await post('a');
    await world.blackOut({ toAt: START + HOUR });
    const exam = { kind: 'exam' as const, reason: '高考', fromAt: START + 10 * HOUR, toAt: START + 20 * HOUR };
    await world.blackOut(exam);
    world.clock.moveTo(START + HOUR);
    await world.tick();
    expect(await world.state(id)).toBe('planned');
    world.clock.moveBy(1);
    await world.tick();
    expect(await world.state(id)).toBe('asking(blackout)');
    await expect(world.say(id, { is: 'move', at: START + 10 * HOUR })).rejects.toMatchObject({
      code: 'answer-blackout',
    });
    await expect(world.say(id, { is: 'move', at: START })).rejects.toMatchObject({ code: 'answer-time' });
    await world.say(id, { is: 'move', at: START + 3 * HOUR });
    expect(await world.state(id)).toBe('planned');
    world.clock.moveTo(START + 3 * HOUR - 1);
    await world.tick();
    expect(world.platform.state.calls).toBe(0);
    world.clock.moveBy(1);
    await world.tick();
    expect(await world.state(id)).toBe('published(fact)');
    expect((await world.ledger(`delivery:${id}`)).map(({ act }) => act)).toContain('delivery.asking');
  });

  it('of two that overlap both must be over before anybody is asked', async () => {
    world = await openBlackoutWorld();
    const id = await post('a');
    const first = await world.blackOut();
    const second = await world.blackOut({ channels: ['fake'], reason: '突发事件处置', kind: 'incident' });
    world.clock.moveBy(HOUR);
    await world.endBlackOut(first.blackout.id);
    await world.tick();
    expect(await world.state(id)).toBe('planned');
    world.clock.moveBy(HOUR);
    await world.endBlackOut(second.blackout.id);
    await world.tick();
    expect(await world.state(id)).toBe('asking(blackout)');
    expect((await world.question(id))?.remedy).toContain('突发事件处置');
  });

  it('holds for the named accounts only; notices inside go on unless they are named', async () => {
    world = await openBlackoutWorld();
    const id = await post('a');
    await world.blackOut({ channels: ['other'] });
    await world.tick();
    expect(await world.state(id)).toBe('published(fact)');
    const notice = await post('b');
    await world.db.updateTable('delivery').set({ act: 'message' }).where('id', '=', notice).execute();
    await world.blackOut();
    await world.db.updateTable('delivery').set({ act: 'publish' }).where('id', '=', notice).execute();
    await world.tick();
    expect(await world.state(notice)).toBe('planned');
    await world.db.updateTable('delivery').set({ act: 'message' }).where('id', '=', notice).execute();
    await world.blackOut({ includesInternal: true });
    await world.tick();
    expect(await world.state(notice)).toBe('planned');
  });

  it('an attempt in doubt stays in doubt while it lasts, and is put to a person afterwards, never repeated by itself', async () => {
    world = await openBlackoutWorld('K1');
    const id = await post('a');
    world.platform.faults.push('lost-before');
    await world.tick();
    const { underWay, blackout } = await world.blackOut();
    expect(underWay.map(({ delivery, state }) => [delivery, state])).toEqual([[id, 'doubtful']]);
    world.clock.moveBy(71_000);
    await world.tick();
    expect(await world.state(id)).toBe('doubtful');
    world.clock.moveBy(HOUR);
    await world.endBlackOut(blackout.id);
    await world.tick();
    expect(await world.state(id)).toBe('asking(doubt)');
    expect(world.platform.state.calls).toBe(1);
  });

  it('what the platform took before goes on: its outcome is a fact', async () => {
    world = await openBlackoutWorld('K5');
    const id = await post('a');
    await world.tick();
    const { underWay } = await world.blackOut();
    expect(underWay.map(({ state }) => state)).toEqual(['accepted']);
    await world.event('job-1', 'published');
    expect(await world.state(id)).toBe('published(fact)');
  });

  it('a black-out of a coming day lets go out what is due before it', async () => {
    world = await openBlackoutWorld();
    const before = await post('before', START + HOUR);
    const inside = await post('inside', START + 30 * HOUR);
    const day = { fromAt: START + 24 * HOUR, toAt: START + 36 * HOUR, kind: 'exam' as const, reason: '高考' };
    const { keptBack } = await world.blackOut(day);
    expect(keptBack.map(({ delivery }) => delivery)).toEqual([inside]);
    world.clock.moveTo(START + HOUR);
    await world.tick();
    expect(await world.state(before)).toBe('published(fact)');
    world.clock.moveTo(START + 30 * HOUR);
    await world.tick();
    expect(await world.state(inside)).toBe('planned');
    world.clock.moveTo(START + 40 * HOUR);
    await world.tick();
    expect(await world.state(inside)).toBe('asking(blackout)');
  });

  it('one that is ended before it begins keeps nothing back', async () => {
    world = await openBlackoutWorld();
    const id = await post('a', START + 25 * HOUR);
    const { blackout } = await world.blackOut({ fromAt: START + 24 * HOUR, toAt: START + 36 * HOUR });
    await world.endBlackOut(blackout.id);
    await world.runOn(30);
    expect(await world.state(id)).toBe('published(fact)');
  });

  it('answered for all at once, they go out one after the other with the gap of the account between them', async () => {
    world = await openBlackoutWorld('K4', { gapMs: 5 * MINUTE });
    const ids = [await post('a', START + 2), await post('b', START + 1), await post('c', START)];
    const { blackout } = await world.blackOut();
    world.clock.moveBy(HOUR);
    await world.endBlackOut(blackout.id);
    const [c, b, a] = [...ids].reverse();
    const left = await answerBlackout(world.work, blackout.id, [a ?? ''], { is: 'drop', note: '已过时' }, head);
    expect(left).toMatchObject({ answered: [{ delivery: a, state: 'dropped' }], open: 2 });
    const sent = await answerBlackout(world.work, blackout.id, null, { is: 'send' }, head);
    expect(sent).toMatchObject({ refused: [], open: 0, answered: [{ delivery: c }, { delivery: b }] });
    await world.tick();
    expect(world.platform.effects.map(({ marker }) => marker)).toEqual([c]);
    world.clock.moveBy(5 * MINUTE);
    await world.tick();
    expect(world.platform.effects.map(({ marker }) => marker)).toEqual([c, b]);
    const none = answerBlackout(world.work, blackout.id, [c ?? ''], { is: 'send' }, head);
    await expect(none).rejects.toMatchObject({ code: 'blackout-delivery' });
  });

  it('answered in two goes, the second keeps the gap to what the first has planned, and leaves what is due much later', async () => {
    world = await openBlackoutWorld('K4', { gapMs: 5 * MINUTE });
    const ids = [await post('a', START), await post('b', START + 1), await post('c', START + 2)];
    await post('d', START + 9 * HOUR);
    const { blackout } = await world.blackOut();
    world.clock.moveBy(HOUR);
    await world.endBlackOut(blackout.id);
    const [a = '', b = '', c = ''] = ids;
    await answerBlackout(world.work, blackout.id, [a, b], { is: 'send' }, head);
    const { answered } = await answerBlackout(world.work, blackout.id, [c], { is: 'send' }, head);
    expect(answered).toMatchObject([{ delivery: c, at: isoBeijing(START + HOUR + 10 * MINUTE) }]);
    for (let gap = 0; gap < 3; gap += 1) {
      await world.tick();
      expect(world.platform.effects.map(({ marker }) => marker)).toEqual(ids.slice(0, gap + 1));
      world.clock.moveBy(5 * MINUTE);
    }
  });
});
