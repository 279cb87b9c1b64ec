import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliveryOf, post, type Rehearsal, rehearse } from '../rehearsal.ts';

let stage: Rehearsal;
beforeAll(async () => {
  stage = await rehearse();
});
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.control('/reset', {});
  stage.clock.moveBy(120_000);
});

const send = '/cgi-bin/webhook/send';
const key = '00000000-0000-4000-8000-000000000001';
const message = async (markdown?: string) => {
  const forms = markdown === undefined ? {} : { 'wecom-robot': markdown };
  return deliveryOf(stage.channel('notice-group'), 'message', await post({ forms }), stage.clock.now());
};

describe('a robot in a WeCom group', () => {
  it('sends the markdown form of the post', async () => {
    expect(await (await message('**通知**\n下午三点开会')).take('send')).toEqual({
      is: 'done',
      externalId: null,
      data: {},
    });
  });

  it('counts bytes: 1,365 Chinese characters fit, one more does not', async () => {
    expect(await (await message('字'.repeat(1365))).take('send')).toMatchObject({ is: 'done' });
    await expect((await message('字'.repeat(1366))).take('send')).rejects.toMatchObject({
      name: 'FixContent',
      code: 'wecom-45002',
      message: '4098 bytes, at most 4096',
    });
  });

  it('asks for a text when the post has none for groups', async () => {
    await expect((await message()).take('send')).rejects.toMatchObject({
      name: 'FixContent',
      code: 'wecom-form-missing',
    });
  });

  it('backs off for a minute after the 20th message of a minute', async () => {
    const channel = stage.channel('notice-group');
    for (let n = 1; n <= 20; n += 1) {
      const delivery = deliveryOf(channel, 'message', await post(), stage.clock.now());
      expect(await delivery.take('send')).toMatchObject({ is: 'done' });
    }
    expect(await (await message('第二十一条')).take('send')).toMatchObject({
      is: 'no',
      code: 'wecom-45009',
      retry: 'B',
      retryAfterMs: 60_000,
    });
  });

  it('tries a refused address once more after a minute and then stops', async () => {
    await stage.control('/robots', { key, name: '内部通知群', broken: true });
    const channel = stage.channel('notice-group');
    const take = async () => deliveryOf(channel, 'message', await post(), stage.clock.now()).take('send');
    expect(await take()).toMatchObject({ is: 'no', code: 'wecom-93000', retry: 'B', retryAfterMs: 60_000 });
    expect(await take()).toMatchObject({ is: 'no', code: 'wecom-93000', retry: 'S' });
    await stage.control('/robots', { key, name: '内部通知群', broken: false });
    expect(await take()).toMatchObject({ is: 'done' });
  });

  it.each([
    [45033, 'B'],
    [44004, 'S'],
    [40008, 'S'],
  ])('knows %i as class %s', async (errcode, retry) => {
    await stage.control('/faults', { path: send, kind: 'errcode', errcode });
    expect(await (await message('通知')).take('send')).toMatchObject({ is: 'no', retry });
  });
});
