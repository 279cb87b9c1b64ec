import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/channels/channel.ts';
import { openChannel } from '../../../src/channels/channels.ts';
import type { ChannelConfig } from '../../../src/config/channels.ts';
import {
  article,
  deliveryOf,
  movingPicture,
  never,
  pass,
  picture,
  post,
  type Rehearsal,
  rehearse,
} from '../rehearsal.ts';

let stage: Rehearsal;
const account = 'wx0000000000000001';
const submit = '/cgi-bin/freepublish/submit';

beforeAll(async () => {
  stage = await rehearse();
});
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.control('/reset', {});
  await stage.store.db.deleteFrom('upload').execute();
  const held = await stage.deps.tokens.held(account);
  if (held) await stage.deps.tokens.drop(account, held.token);
});

const start = async (act: 'draft' | 'publish' | 'massSend' = 'publish', content?: Awaited<ReturnType<typeof post>>) =>
  deliveryOf(stage.channel('sub'), act, content ?? (await post()), stage.clock.now());

describe('publishing on WeChat', () => {
  it('goes from pictures to a published article with its link', async () => {
    const delivery = await start();
    await delivery.upTo('publish');
    const answer = await delivery.take('publish');
    expect(answer).toMatchObject({ is: 'accepted', data: { publishId: expect.any(String) } });
    const jobId = answer.is === 'accepted' ? (answer.externalId ?? '') : '';
    expect(await stage.channel('sub').poll?.('publish', jobId)).toEqual({ is: 'running' });
    await stage.control('/clock', { advanceMs: 3000 });
    const outcome = await stage.channel('sub').poll?.('publish', jobId);
    expect(outcome).toMatchObject({
      is: 'published',
      published: [{ position: 1, url: expect.stringMatching(/^http/) }],
    });
    const { published } = (await stage.control('/published')) as unknown as { published: Record<string, string>[] };
    expect(published).toHaveLength(1);
    expect(published[0]?.contentSourceUrl).toContain(`#gc-${delivery.deliveryId}`);
  });

  it('uploads each picture once, also for the next delivery', async () => {
    for (const delivery of [await start('draft'), await start('draft')]) await delivery.upTo('nothing');
    expect(await stage.calls('/cgi-bin/media/uploadimg')).toBe(1);
    expect(await stage.calls('/cgi-bin/material/add_material')).toBe(1);
    expect(await stage.calls('/cgi-bin/draft/add')).toBe(2);
  });

  it('turns a WebP picture into one that the platform takes', async () => {
    const image = await picture('#00ff00', 'webp');
    const content = await post({
      articles: [await article({ images: [image], html: `<p>图</p><img src="asset:${image}">` })],
    });
    const delivery = await start('draft', content);
    expect(await delivery.take('images')).toMatchObject({ is: 'done' });
  });

  it('sends a GIF that moves as material, for uploadimg takes none, and it stands in the draft', async () => {
    const image = await movingPicture();
    const html = `<p>动图</p><p><img src="asset:${image}"></p>`;
    const delivery = await start('draft', await post({ articles: [await article({ images: [image], html })] }));
    expect(await delivery.take('images')).toMatchObject({
      is: 'done',
      data: { urls: { [image]: expect.stringMatching(/^http:\/\/mmbiz\.qpic\.cn\/mmbiz_gif\//) } },
    });
    expect(await stage.calls('/cgi-bin/media/uploadimg')).toBe(0);
    expect(await stage.calls('/cgi-bin/material/add_material')).toBe(1);
  });

  it('sends nothing when the check throws', async () => {
    const delivery = await start();
    await delivery.upTo('publish');
    const call = await stage.channel('sub').prepare(delivery.input('publish'));
    const late = () => {
      throw new Error('later than 5 s after begin');
    };
    expect(await call.send(late, never)).toMatchObject({ is: 'no', retry: 'N', code: 'pre-call-check' });
    expect(await stage.calls(submit)).toBe(0);
  });

  it('calls a lost answer lost and finds the article by its marker, not the one of another delivery', async () => {
    const [mine, other] = [await start(), await start()];
    await other.upTo('publish');
    await other.take('publish');
    await mine.upTo('publish');
    await stage.control('/faults', { path: submit, kind: 'reset-after' });
    expect(await mine.take('publish')).toMatchObject({ is: 'lost' });
    expect(await stage.channel('sub').look?.(mine.input('publish'))).toMatchObject({ is: 'unclear' });
    await stage.control('/clock', { advanceMs: 3000 });
    const sighting = await stage.channel('sub').look?.(mine.input('publish'));
    expect(sighting).toMatchObject({ is: 'found', answer: { is: 'done', published: [{ position: 1 }] } });
  });

  it('never takes the missing article of a lost submit for proof, even when the draft is still there', async () => {
    const delivery = await start();
    await delivery.upTo('publish');
    await stage.control('/faults', { path: submit, kind: 'reset-before' });
    expect(await delivery.take('publish')).toMatchObject({ is: 'lost' });
    const sighting = await stage.channel('sub').look?.(delivery.input('publish'));
    expect(sighting).toMatchObject({ is: 'unclear', detail: expect.stringContaining('still in the draft box') });
  });

  it('finds a draft whose answer was lost by its marker, and says absent when it was never made', async () => {
    const delivery = await start('draft');
    await delivery.upTo('draft');
    expect(await stage.channel('sub').look?.(delivery.input('draft'))).toEqual({ is: 'absent' });
    await stage.control('/faults', { path: '/cgi-bin/draft/add', kind: 'reset-after' });
    expect(await delivery.take('draft')).toMatchObject({ is: 'lost' });
    const sighting = await stage.channel('sub').look?.(delivery.input('draft'));
    expect(sighting).toMatchObject({ is: 'found', answer: { is: 'done', externalId: expect.any(String) } });
  });

  it('finds a draft without a source address by title, digest and cover', async () => {
    const content = await post({ articles: [await article({ sourceUrl: null, title: '没有原文链接' })] });
    const delivery = await start('draft', content);
    await delivery.upTo('draft');
    await stage.control('/faults', { path: '/cgi-bin/draft/add', kind: 'http500-after' });
    expect(await delivery.take('draft')).toMatchObject({ is: 'lost' });
    expect(await stage.channel('sub').look?.(delivery.input('draft'))).toMatchObject({ is: 'found' });
    const twin = await start('draft', content);
    await twin.upTo('nothing');
    expect(await stage.channel('sub').look?.(delivery.input('draft'))).toMatchObject({ is: 'unclear' });
  });

  it('says gone, not no, when the draft has vanished between reading it back and submitting', async () => {
    const delivery = await start();
    await delivery.upTo('publish');
    const call = await stage.channel('sub').prepare(delivery.input('publish'));
    const { mediaId } = delivery.earlier.draft as { mediaId: string };
    await stage.control('/delete-draft', { account, mediaId });
    expect(await call.send(pass, never)).toMatchObject({ is: 'gone', code: 'wechat-draft-gone' });
    await expect(stage.channel('sub').prepare(delivery.input('publish'))).rejects.toMatchObject({
      name: 'CallPerson',
      code: 'wechat-draft-gone',
    });
  });

  it('uploads a cover again when the platform no longer knows it, and once only', async () => {
    const delivery = await start('draft');
    await delivery.upTo('draft');
    await stage.control('/faults', { path: '/cgi-bin/draft/add', kind: 'errcode', errcode: 40007, times: 2 });
    expect(await delivery.take('draft')).toMatchObject({ is: 'no', code: 'wechat-40007', retry: 'R' });
    expect(await delivery.take('draft')).toMatchObject({ is: 'no', code: 'wechat-40007', retry: 'S' });
    expect(await delivery.take('draft')).toMatchObject({ is: 'done' });
    expect(await stage.calls('/cgi-bin/material/add_material')).toBe(3);
  });

  it('puts a draft that differs from the signed text in front of a person, with what differs', async () => {
    const delivery = await start();
    await delivery.upTo('publish');
    const signed = await post({ articles: [await article({ title: '另一个题目' })] });
    const other = { ...delivery.input('publish'), content: signed };
    await expect(stage.channel('sub').prepare(other)).rejects.toMatchObject({
      name: 'CallPerson',
      code: 'wechat-draft-changed',
      message: expect.stringContaining('title'),
    });
    expect(await stage.calls(submit)).toBe(0);
  });

  it.each([
    [2, 'wechat-publish-2'],
    [3, 'wechat-publish-3'],
    [4, 'wechat-publish-4'],
  ])('W-3 status %i is a failure, never sent', async (finish, code) => {
    await stage.control('/policy', { account, finish, durationMs: 1000 });
    const delivery = await start();
    await delivery.upTo('publish');
    const answer = await delivery.take('publish');
    await stage.control('/clock', { advanceMs: 2000 });
    const jobId = answer.is === 'accepted' ? (answer.externalId ?? '') : '';
    expect(await stage.channel('sub').poll?.('publish', jobId)).toMatchObject({ is: 'failed', code });
  });

  it('W-4 a 48001 is a stop that names the right', async () => {
    const delivery = await start();
    await delivery.upTo('publish');
    await stage.control('/faults', { path: submit, kind: 'errcode', errcode: 48001 });
    expect(await delivery.take('publish')).toMatchObject({
      is: 'no',
      code: 'wechat-48001',
      retry: 'S',
      rid: expect.any(String),
    });
  });

  it.each([
    ['busy with effect', { kind: 'busy-after' }, { is: 'lost' }],
    ['502 after the effect', { kind: 'http500-after' }, { is: 'lost' }],
    ['cut answer', { kind: 'reset-during' }, { is: 'lost' }],
    ['unknown code', { kind: 'errcode', errcode: 71234 }, { is: 'lost' }],
    ['used-up quota', { kind: 'errcode', errcode: 45009 }, { is: 'no', retry: 'Q', retryAfterMs: expect.any(Number) }],
    ['too fast', { kind: 'errcode', errcode: 53501 }, { is: 'no', retry: 'B', retryAfterMs: 600_000 }],
    ['refused draft', { kind: 'errcode', errcode: 53503 }, { is: 'no', retry: 'S' }],
  ])('answers a submit with %s as the protocol says', async (_name, fault, expected) => {
    const delivery = await start();
    await delivery.upTo('publish');
    await stage.control('/faults', { path: submit, ...fault });
    expect(await delivery.take('publish')).toMatchObject(expected);
  });

  it('drops a refused token after a T and works with the next', async () => {
    const delivery = await start();
    await delivery.upTo('publish');
    const channel = stage.channel('sub');
    const call = await channel.prepare(delivery.input('publish'));
    await stage.control('/token', { account, act: 'another-holder' });
    expect(await call.send(pass, never)).toMatchObject({ is: 'no', retry: 'T', code: 'wechat-40001' });
    await channel.dropCredential?.();
    const again = await channel.prepare(delivery.input('publish'));
    expect(await again.send(pass, never)).toMatchObject({ is: 'accepted' });
  });
});

describe('mass sending on WeChat', () => {
  const sendall = '/cgi-bin/message/mass/sendall';
  const once = async () => {
    const delivery = await start('massSend');
    await delivery.upTo('mass-send');
    return delivery;
  };

  it('is accepted with a message id and published later', async () => {
    const delivery = await once();
    const answer = await delivery.take('mass-send');
    expect(answer).toMatchObject({ is: 'accepted', externalId: expect.stringMatching(/^\d{16,}$/) });
    const msgId = answer.is === 'accepted' ? (answer.externalId ?? '') : '';
    expect(await stage.channel('sub').poll?.('mass-send', msgId)).toEqual({ is: 'running' });
    await stage.control('/clock', { advanceMs: 3000 });
    expect(await stage.channel('sub').poll?.('mass-send', msgId)).toMatchObject({ is: 'published', externalId: msgId });
  });

  it('recognises its own key: the accepted job within a day, too early within a minute', async () => {
    const delivery = await once();
    const call = await stage.channel('sub').prepare(delivery.input('mass-send'));
    await stage.control('/faults', { path: sendall, kind: 'reset-after' });
    expect(await call.send(pass, never)).toMatchObject({ is: 'lost' });
    stage.clock.moveBy(20_000);
    expect(await call.send(pass, never)).toMatchObject({ is: 'keySeen', code: 'wechat-45066' });
    stage.clock.moveBy(70_000);
    const again = await stage.channel('sub').prepare(delivery.input('mass-send'));
    expect(again.requestHash).toBe(call.requestHash);
    expect(await again.send(pass, never)).toMatchObject({ is: 'accepted', externalId: expect.stringMatching(/^\d+$/) });
  });

  it('says gone when the draft has vanished and the key is unknown', async () => {
    const delivery = await once();
    const { mediaId } = delivery.earlier.draft as { mediaId: string };
    await stage.control('/delete-draft', { account, mediaId });
    expect(await delivery.take('mass-send')).toMatchObject({ is: 'gone', code: 'wechat-draft-gone' });
  });

  it('W-1 has one mass send a Beijing day and knows when the next is free', async () => {
    await (await once()).take('mass-send');
    const second = await once();
    const answer = await second.take('mass-send');
    expect(answer).toMatchObject({ is: 'no', code: 'wechat-45028', retry: 'Q' });
    const wait = answer.is === 'no' ? (answer.retryAfterMs ?? 0) : 0;
    expect(new Date(stage.clock.now() + wait).toISOString()).toMatch(/T16:00:00/);
  });

  it.each([true, false])('waits for the administrator on 89505, with an id: %s', async (givesId) => {
    await stage.control('/gate', { account, on: true, givesId });
    const answer = await (await once()).take('mass-send');
    expect(answer).toMatchObject({ is: 'accepted', waitsForPerson: true });
    if (!givesId || answer.is !== 'accepted') return;
    expect(answer.externalId).toMatch(/^\d+$/);
    expect(await stage.channel('sub').poll?.('mass-send', answer.externalId ?? '')).toEqual({ is: 'running' });
  });
});

describe('a mass send to a part of the followers', () => {
  const tagged = () => {
    const config = { ...stage.config('sub'), audienceTags: { 企业: 102 } };
    return openChannel(config as ChannelConfig, stage.deps);
  };
  const bodyFor = async (channel: Channel, audience: string) => {
    const delivery = deliveryOf(channel, 'massSend', await post({ audience }), stage.clock.now());
    await delivery.upTo('mass-send');
    return delivery.take('mass-send');
  };

  it('C-11 goes to all without tags, to its tag with one, and to nobody when its tag is not set', async () => {
    expect(await bodyFor(stage.channel('sub'), '企业')).toMatchObject({ is: 'accepted' });
    stage.clock.moveBy(86_400_000);
    expect(await bodyFor(tagged(), '企业')).toMatchObject({ is: 'accepted' });
    await expect(bodyFor(tagged(), '个体户')).rejects.toMatchObject({ name: 'CallPerson', code: 'wechat-40152' });
    const { accounts } = (await stage.control('/counters')) as unknown as {
      accounts: Record<string, { effects: Record<string, { detail?: string }[]> }>;
    };
    expect(JSON.stringify(accounts[account]?.effects.massAccepted)).toMatch(/all.*102/);
  });
});

describe('what never shows', () => {
  it('has no token and no secret in answers, sightings or errors', async () => {
    const delivery = await start();
    await delivery.upTo('publish');
    const token = (await stage.deps.tokens.held(account))?.token ?? 'none';
    const seen: unknown[] = [];
    for (const fault of [{ kind: 'reset-after' }, { kind: 'http500-before' }, { kind: 'errcode', errcode: 48001 }]) {
      await stage.control('/faults', { path: '/cgi-bin/draft/get', ...fault });
      await stage
        .channel('sub')
        .prepare(delivery.input('publish'))
        .catch((error) =>
          seen.push(error.message, error.remedy, error.stack, String(error.cause), JSON.stringify(error)),
        );
      await stage.control('/faults', { path: submit, ...fault });
      seen.push(await delivery.take('publish').catch(String));
    }
    expect(seen.length).toBeGreaterThan(6);
    expect(JSON.stringify(seen)).not.toContain(token);
    expect(JSON.stringify(seen)).not.toContain('sandbox-secret');
  });
});
