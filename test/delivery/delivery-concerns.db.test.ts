import { afterEach, describe, expect, it } from 'vitest';
import { pauseChannel } from '../../src/channels/pause-channel.ts';
import { deliveryConcerns } from '../../src/delivery/delivery-concerns.ts';
import { readNoticeWording } from '../../src/notify/notice-wording.ts';
import { type BlackoutWorld, head, openBlackoutWorld } from './blackout-world.ts';
import { START } from './world.ts';

let world: BlackoutWorld;
afterEach(() => world.end());

const HOUR = 3_600_000;
const parts = { channels: [{ id: 'fake', name: '测试号', owner: 'zhang' }], reminderDays: 3 };
const concerns = async () => deliveryConcerns(world.db, parts, world.clock.now());

describe('what people are told of deliveries', () => {
  it('questions, pauses, black-outs that stand or leave deliveries unanswered, and what is late; each with its wording', async () => {
    world = await openBlackoutWorld('K4', { latenessMs: HOUR });
    await world.addPost('missed');
    await world.plan('missed', START - 2 * HOUR);
    await world.tick();
    for (const name of ['a', 'b']) {
      await world.addPost(name);
      await world.plan(name);
    }
    const { blackout } = await world.blackOut();
    world.clock.moveBy(80 * HOUR);
    const open = await concerns();
    expect(open.map(({ kind, to }) => [kind, to[0]])).toEqual([
      ['delivery.asking', { person: 'li' }],
      ['blackout.open', { person: 'zhang' }],
    ]);
    await world.endBlackOut(blackout.id);
    await world.tick();
    await pauseChannel(world.acting, head, 'fake', '账号迁移');
    const after = await concerns();
    expect(after.map(({ kind, fields }) => [kind, fields.count ?? fields.channel])).toEqual([
      ['delivery.asking', '测试号'],
      ['blackout.unanswered', '2'],
      ['channel.paused', '测试号'],
    ]);
    world.clock.moveBy(80 * HOUR);
    const red = (await concerns()).find(({ kind }) => kind === 'blackout.unanswered');
    expect(red).toMatchObject({ urgency: 'red', to: [{ role: 'leader' }, { role: 'section-head' }] });
    const known = Object.keys(readNoticeWording('content').kinds);
    expect([...open, ...after].filter(({ kind }) => !known.includes(kind))).toEqual([]);
  });

  it('what waits for its turn after a stop is one matter for each account', async () => {
    world = await openBlackoutWorld('K4', { latenessMs: 12 * HOUR, gapMs: 300_000 });
    for (const name of ['a', 'b', 'c']) {
      await world.addPost(name);
      await world.plan(name);
    }
    world.clock.moveBy(HOUR);
    await world.tick();
    expect(await concerns()).toMatchObject([{ kind: 'delivery.late', fields: { count: '2', channel: '测试号' } }]);
  });

  it('a doubt comes first, and what is published by hand a day before it is due', async () => {
    world = await openBlackoutWorld('K4', { latenessMs: HOUR });
    const ask = async (name: string, kind: string, dueAt: number) => {
      await world.addPost(name);
      await world.plan(name, START - 2 * HOUR);
      await world.tick();
      const seen = await world.db.selectFrom('delivery').select('id').where('subjectId', '=', name).executeTakeFirst();
      const delivery = seen?.id ?? '';
      await world.db.updateTable('delivery').set({ dueAt }).where('id', '=', delivery).execute();
      await world.db.updateTable('question').set({ kind }).where('delivery', '=', delivery).execute();
      return delivery;
    };
    await ask('far', 'hand-off', START + 72 * HOUR);
    const near = await ask('near', 'hand-off', START + 12 * HOUR);
    const doubt = await ask('doubt', 'doubt', START);
    expect((await concerns()).map(({ fields }) => fields.delivery)).toEqual([doubt, near]);
  });
});
