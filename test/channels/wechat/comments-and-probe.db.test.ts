import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COMMENT_PAGE, listComments } from '../../../src/channels/wechat/comments.ts';
import { probeWechat } from '../../../src/channels/wechat/probe.ts';
import { inProcessTokens } from '../../../src/channels/wechat/tokens/in-process.ts';
import { deliveryOf, post, type Rehearsal, rehearse } from '../rehearsal.ts';

const account = 'wx0000000000000001';
let stage: Rehearsal;
beforeAll(async () => {
  stage = await rehearse();
});
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.control('/reset', {});
  await stage.store.db.deleteFrom('upload').execute();
});
const api = () => ({ ...stage.account('sub'), tokens: inProcessTokens() });

describe('comments', () => {
  it('are read newest first, with ids beyond 2^53 and writers without an openid', async () => {
    const channel = stage.channel('sub');
    await channel.dropCredential?.();
    const held = await stage.deps.tokens.held(account);
    if (held) await stage.deps.tokens.drop(account, held.token);
    const delivery = deliveryOf(channel, 'massSend', await post(), stage.clock.now());
    await delivery.upTo('mass-send');
    await delivery.take('mass-send');
    await stage.control('/clock', { advanceMs: 3000 });
    const { msgDataId } = delivery.earlier['mass-send'] as { msgDataId: string };
    await stage.control('/comments', { account, msgDataId, content: '什么时候开始' });
    stage.clock.moveBy(1000);
    await stage.control('/comments', { account, msgDataId, content: '谢谢', openid: null });
    const page = await listComments(api(), { msgDataId, index: 0 }, 0);
    expect(page.comments.map((each) => [each.content, each.openid === null])).toEqual([
      ['谢谢', true],
      ['什么时候开始', false],
    ]);
    expect(page.comments[0]?.id).toMatch(/^\d{16,}$/);
    expect(page.comments[0]?.createdAt).toBe(stage.clock.now());
    expect(COMMENT_PAGE).toBeLessThan(50);
  });

  it('say so when the account has no comments or the article is unknown', async () => {
    await stage.control('/faults', { path: '/cgi-bin/comment/list', kind: 'errcode', errcode: 88000 });
    await expect(listComments(api(), { msgDataId: '1', index: 0 }, 0)).rejects.toMatchObject({
      name: 'RenewCredentials',
      code: 'wechat-88000',
    });
    await expect(listComments(api(), { msgDataId: '1', index: 0 }, 0)).rejects.toMatchObject({ code: 'wechat-88001' });
  });
});

describe('probing an account', () => {
  it('finds that everything works', async () => {
    expect((await probeWechat(api())).map(({ api: name, right }) => [name, right])).toEqual([
      ['token', 'works'],
      ['draft', 'works'],
      ['publish', 'works'],
      ['massSend', 'works'],
    ]);
  });

  it('W-5 names the address that has to go on the list', async () => {
    await stage.control('/ip-list', { account, ips: ['10.0.0.1'] });
    const [token, ...rest] = await probeWechat(api());
    expect(token).toMatchObject({ api: 'token', right: '40164', code: 'wechat-40164' });
    expect(token?.message).toContain('127.0.0.1');
    expect(token?.remedy).toContain('IP');
    expect(rest).toEqual([]);
  });

  it('W-4 finds the rights that an unverified account lacks', async () => {
    const unverified = { ...api(), appId: 'wx0000000000000003', secret: () => 'sandbox-secret-0000000000000003' };
    const found = await probeWechat(unverified);
    expect(found.filter((each) => each.right === '48001').map((each) => each.api)).toEqual(['publish', 'massSend']);
    expect(found.find((each) => each.api === 'publish')?.remedy).toMatch(/by hand/);
  });
});
