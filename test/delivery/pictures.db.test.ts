import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Composed } from '../../src/posts/post.ts';
import { article, picture, post } from '../channels/rehearsal.ts';
import { openRehearsedWorld, type RehearsedWorld } from './rehearsed-world.ts';

const COUNT = 12;

let world: RehearsedWorld;
let content: Composed;
beforeEach(async () => {
  world = await openRehearsedWorld();
  const images = await Promise.all(Array.from({ length: COUNT }, (_p, i) => picture(`rgb(${i * 20}, 40, 60)`)));
  const html = images.map((sha256) => `<p>图</p><img src="asset:${sha256}">`).join('');
  content = await post({ articles: [await article({ images, html })] });
});
afterEach(() => world.end());

/** The pictures that the platform got, by name. */
async function uploaded(): Promise<string[]> {
  const { accounts } = JSON.parse(JSON.stringify(await world.control('/counters')));
  const all: { text: string; marker: string }[] = accounts.wx0000000000000001?.effects.upload ?? [];
  return all.filter((each) => each.marker === 'uploadimg').map((each) => each.text);
}

async function expectEachOnce(): Promise<void> {
  const names = await uploaded();
  expect(names).toHaveLength(COUNT);
  expect(new Set(names).size).toBe(COUNT);
}

/** Fires at the `n`th call of the step `images`. */
function atPicture(n: number, act: () => Promise<void>) {
  let calls = 0;
  return async (step: string) => {
    if (step !== 'images') return;
    calls += 1;
    if (calls === n) await act();
  };
}

describe('a post with twelve pictures', () => {
  it('makes one call an attempt, each picture once, and then goes on', async () => {
    const id = await world.plan('sub', 'publish', content);
    let before = 0;
    const calls: number[] = [];
    world.watch.beforeSend = async () => {
      before = world.gate.passed();
    };
    world.watch.afterSend = async () => {
      calls.push(world.gate.passed() - before);
    };
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    const attempts = await world.attempts(id, 'images');
    expect(attempts.map((a) => a.state)).toEqual(Array(COUNT).fill('succeeded'));
    expect(new Set(attempts.map((a) => a.requestHash)).size).toBe(COUNT);
    expect(calls).toEqual(Array(COUNT + 3).fill(1));
    await expectEachOnce();
  });

  it('has its five noes for each picture, not for all of them together', async () => {
    const id = await world.plan('sub', 'publish', content);
    let tries = 0;
    world.watch.beforePrepare = () => world.gate.turn('open');
    world.watch.beforeSend = async (step) => {
      tries += step === 'images' ? 1 : 0;
      await world.gate.turn(step === 'images' && tries <= 12 && tries % 2 === 1 ? 'closed' : 'open');
    };
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    const states = (await world.attempts(id, 'images')).map((a) => a.state);
    expect(states.filter((state) => state === 'none')).toHaveLength(6);
    await expectEachOnce();
  });

  it('asks when one picture is refused five times, and the repeat uploads only what is missing', async () => {
    const id = await world.plan('sub', 'publish', content);
    world.watch.beforeSend = atPicture(8, () => world.gate.turn('closed'));
    await world.runOn();
    expect(await world.state(id)).toBe('asking(failing)');
    expect(await uploaded()).toHaveLength(7);
    world.watch.beforeSend = async () => {};
    await world.gate.turn('open');
    await world.answer(id, { is: 'repeat' });
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    await expectEachOnce();
  });

  it.each([
    ['with its call begun and not made', 'beforeSend'],
    ['with the picture uploaded and nothing written of the attempt', 'afterSend'],
  ] as const)('whose worker dies at the fifth picture, %s, goes on from there: no picture goes up twice', async (_at, point) => {
    const id = await world.plan('sub', 'publish', content);
    let die = () => {};
    const dead = new Promise<void>((resolve) => {
      die = resolve;
    });
    world.watch[point] = atPicture(5, () => {
      die();
      return new Promise(() => {});
    });
    await world.tickUntil(dead);
    delete world.watch[point];
    expect(await world.state(id)).toBe('sending');
    expect(await uploaded()).toHaveLength(point === 'beforeSend' ? 4 : 5);
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    expect((await world.effects()).published).toBe(1);
    await expectEachOnce();
  });

  it('makes way for other deliveries while its uploads are slow', async () => {
    const slow = await world.plan('sub', 'publish', content);
    const quick = await world.plan('notice-group', 'message');
    world.watch.beforeSend = async (step) => {
      if (step === 'images') world.clock.moveBy(25_000);
    };
    await world.runOn();
    for (const id of [slow, quick]) expect(await world.state(id)).toBe('published(fact)');
    const [message] = await world.attempts(quick, 'send');
    const pictures = await world.attempts(slow, 'images');
    const earlier = pictures.filter((a) => a.begunAt < (message?.begunAt ?? 0));
    expect(earlier).toHaveLength(3);
    await expectEachOnce();
  });
});
