import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/channels/channel.ts';
import type { EffectKind } from '../../src/store/tables/delivery.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.end());

/** More than fits into the pages that the file has: the write needs new ones, and SQLite answers SQLITE_FULL. */
const LARGE = 'x'.repeat(200_000);

async function fillDisk(): Promise<void> {
  const { rows } = await sql<{ page_count: number; pageCount: number }>`pragma page_count`.execute(world.db);
  await sql.raw(`pragma max_page_count = ${rows[0]?.pageCount ?? rows[0]?.page_count}`).execute(world.db);
}

async function freeDisk(): Promise<void> {
  await sql.raw('pragma max_page_count = 1000000').execute(world.db);
}

/** The worker's channel with the disk full when begin is written, or when the answer is. */
function withFullDisk(at: 'begin' | 'answer') {
  const channel = world.work.channel('fake');
  const full = {
    ...channel,
    prepare: async (input: Parameters<typeof channel.prepare>[0]) => {
      const ready = await channel.prepare(input);
      if (at === 'begin') {
        await fillDisk();
        return { ...ready, requestHash: LARGE };
      }
      const send: typeof ready.send = async (check, signal): Promise<Answer> => {
        const answer = await ready.send(check, signal);
        await fillDisk();
        return answer.is === 'done' ? { ...answer, data: { large: LARGE } } : answer;
      };
      return { ...ready, send };
    },
  };
  return { ...world.work, channel: () => full };
}

async function begin(kind: EffectKind): Promise<string> {
  world = await openWorld(kind);
  await world.addPost('p1');
  return world.plan('p1');
}

describe('the disk is full', () => {
  it('when begin is written: no call is made, and it goes out once there is room', async () => {
    const id = await begin('K4');
    await world.tick(withFullDisk('begin'));
    expect(world.platform.state.calls).toBe(0);
    expect(world.errors.join()).toContain('database or disk is full');
    await freeDisk();
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    expect(world.platform.state.calls).toBe(1);
  });

  it.each([
    { kind: 'K2' as const, state: 'published(fact)' },
    { kind: 'K4' as const, state: 'asking(doubt)' },
  ])('when the answer is written, $kind: it is in doubt, never repeated, and ends $state', async ({ kind, state }) => {
    const id = await begin(kind);
    await world.tick(withFullDisk('answer'));
    expect(world.errors.join()).toContain('database or disk is full');
    await freeDisk();
    await world.runOn();
    expect(await world.state(id)).toBe(state);
    expect(world.platform.visible()).toBe(1);
    expect(world.platform.state.calls).toBe(1);
  });

  it('when a claim is written: the look ends instead of trying for ever, and the next one finds the row', async () => {
    const id = await begin('K4');
    const record = () => Promise.reject(new Error('database or disk is full'));
    await world.tick({ ...world.work, record });
    expect(world.errors).toHaveLength(1);
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
  });
});
