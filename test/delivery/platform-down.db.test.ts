import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../src/channels/channel.ts';
import { openRehearsedWorld, type RehearsedWorld } from './rehearsed-world.ts';

let world: RehearsedWorld;
beforeEach(async () => {
  world = await openRehearsedWorld();
});
afterEach(() => world.end());

/** Every step of every act, over the real adapters, and what the platform counts for the one that is seen. */
const steps: { channel: string; act: Act; step: string; effect: string }[] = [
  { channel: 'sub', act: 'publish', step: 'images', effect: 'published' },
  { channel: 'sub', act: 'publish', step: 'cover', effect: 'published' },
  { channel: 'sub', act: 'publish', step: 'draft', effect: 'published' },
  { channel: 'sub', act: 'publish', step: 'publish', effect: 'published' },
  { channel: 'sub', act: 'massSend', step: 'mass-send', effect: 'massSent' },
  { channel: 'notice-group', act: 'message', step: 'send', effect: 'robotMessage' },
];

/** The pauses of the protocol's section 7, with nothing spread: ms between the noes. */
const PAUSES = [1000, 3000, 9000, 60_000];

function gaps(moments: number[]): number[] {
  return moments.slice(1).map((at, i) => at - (moments[i] ?? 0));
}

describe.each(steps)('$act on $channel with the platform down at the step $step', ({ channel, act, step, effect }) => {
  it('a connection refused at the call is a no: tried again 1, 3, 9, 60 s later, asked after five, once in the end', async () => {
    const id = await world.plan(channel, act);
    world.watch.beforePrepare = () => world.gate.turn('open');
    world.watch.beforeSend = (at) => world.gate.turn(at === step ? 'closed' : 'open');
    await world.runOn();
    expect(await world.state(id)).toBe('asking(failing)');
    const noes = await world.attempts(id, step);
    expect(noes.map((a) => [a.state, a.errorCode])).toEqual(Array(5).fill(['none', 'no-connection']));
    expect(gaps(noes.map((a) => a.begunAt))).toEqual(PAUSES);
    expect((await world.effects())[effect] ?? 0).toBe(0);

    world.watch.beforeSend = () => world.gate.turn('open');
    await world.answer(id, { is: 'repeat' });
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    expect((await world.effects())[effect]).toBe(1);
  });

  it('down altogether from there on it is asked after five as well, and nothing has gone out', async () => {
    const id = await world.plan(channel, act);
    world.watch.beforePrepare = (at) => world.gate.turn(at === step ? 'closed' : 'open');
    await world.runOn();
    expect(await world.state(id)).toBe('asking(failing)');
    const noes = await world.attempts(id, step);
    expect(noes.map((a) => [a.state, a.errorCode])).toEqual(Array(5).fill(['none', 'no-connection']));
    expect(gaps(noes.map((a) => a.begunAt))).toEqual(PAUSES);
    expect((await world.effects())[effect] ?? 0).toBe(0);
    expect((await world.question(id))?.remedy).toContain('没有连上平台');
  });

  it('up again before the fifth no it goes out exactly once, and nobody is asked', async () => {
    const id = await world.plan(channel, act);
    // Three tries fail: refused while the call is made ready, at the call, and while it is made ready again.
    let left = 4;
    world.watch.beforePrepare = async (at) => {
      if (at !== step) return world.gate.turn('open');
      left -= 1;
      await world.gate.turn(left % 2 === 1 ? 'closed' : 'open');
    };
    world.watch.beforeSend = (at) => world.gate.turn(at === step && left > 0 ? 'closed' : 'open');
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    const tries = (await world.attempts(id, step)).map((a) => a.state);
    expect(tries.filter((state) => state === 'none')).toHaveLength(3);
    expect(tries).toHaveLength(4);
    expect((await world.effects())[effect]).toBe(1);
    expect(await world.question(id)).toBeUndefined();
  });
});

/** How the doubt of each kind ends when the connection breaks after the request was sent, with its effect or without. */
const breaks: {
  step: string;
  act: Act;
  channel: string;
  mode: 'cut-after' | 'cut-before';
  end: string;
  sent: number;
}[] = [
  { channel: 'sub', act: 'publish', step: 'images', mode: 'cut-after', end: 'published(fact)', sent: 1 },
  { channel: 'sub', act: 'publish', step: 'cover', mode: 'cut-before', end: 'published(fact)', sent: 1 },
  { channel: 'sub', act: 'publish', step: 'draft', mode: 'cut-after', end: 'published(fact)', sent: 1 },
  { channel: 'sub', act: 'publish', step: 'draft', mode: 'cut-before', end: 'published(fact)', sent: 1 },
  { channel: 'sub', act: 'publish', step: 'publish', mode: 'cut-after', end: 'published(fact)', sent: 1 },
  { channel: 'sub', act: 'publish', step: 'publish', mode: 'cut-before', end: 'asking(doubt)', sent: 0 },
  { channel: 'sub', act: 'massSend', step: 'mass-send', mode: 'cut-after', end: 'published(fact)', sent: 1 },
  { channel: 'sub', act: 'massSend', step: 'mass-send', mode: 'cut-before', end: 'published(fact)', sent: 1 },
  { channel: 'notice-group', act: 'message', step: 'send', mode: 'cut-after', end: 'asking(doubt)', sent: 1 },
  { channel: 'notice-group', act: 'message', step: 'send', mode: 'cut-before', end: 'asking(doubt)', sent: 0 },
];
const seen: Partial<Record<Act, string>> = { publish: 'published', massSend: 'massSent', message: 'robotMessage' };

describe('a connection that breaks after the request was sent', () => {
  it.each(breaks)('$step, $mode: $end, $sent seen', async ({ channel, act, step, mode, end, sent }) => {
    const id = await world.plan(channel, act);
    let broken = false;
    world.watch.beforePrepare = () => world.gate.turn('open');
    world.watch.beforeSend = async (at) => {
      await world.gate.turn(at === step && !broken ? mode : 'open');
      broken ||= at === step;
    };
    await world.tick();
    await world.gate.turn('open');
    const [first] = await world.attempts(id, step);
    expect(first?.errorCode).toBe('lost');
    if (step !== 'images' && step !== 'cover') expect(await world.state(id)).toBe('doubtful');
    await world.runOn();
    expect(await world.state(id)).toBe(end);
    if (end === 'asking(doubt)')
      expect((await world.question(id))?.remedy).toContain(act === 'message' ? '写明谁看到的' : '贴回链接');
    const effects = await world.effects();
    expect(effects[seen[act] ?? ''] ?? 0).toBe(sent);
    if (act !== 'message') expect(effects.draft).toBe(1);
  });
});
