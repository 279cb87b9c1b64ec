import { describe, expect, it } from 'vitest';
import { readWechatEvent } from '../../../src/channels/wechat/read-event.ts';

const head = { ToUserName: 'gh_1', FromUserName: 'o1', CreateTime: '1763700000', MsgType: 'event' };
const publish = (info: object, name = 'PUBLISHJOBFINISH') => ({ ...head, Event: name, PublishEventInfo: info });
const url = 'http://mp.weixin.qq.com/s/abc';

describe('an event of the platform', () => {
  it.each(['PUBLISHJOBFINISH', 'FREEPUBLISHJOBFINISH', 'publishjobfinish'])('tells of a publication as %s', (name) => {
    const info = {
      publish_id: ' 2247503051 ',
      publish_status: '0',
      article_id: '\nb5O2OUs25HBxRceL7hfReg\n',
      article_detail: { count: '1', item: { idx: '1', article_url: ` ${url} ` } },
    };
    expect(readWechatEvent(publish(info, name))).toEqual({
      kind: 'publish',
      externalId: '2247503051',
      outcome: {
        is: 'published',
        externalId: 'b5O2OUs25HBxRceL7hfReg',
        published: [{ externalId: 'b5O2OUs25HBxRceL7hfReg', position: 1, title: '', url }],
      },
    });
  });

  it('reads several articles in order', () => {
    const item = [1, 2].map((idx) => ({ idx: String(idx), article_url: `${url}${idx}` }));
    const info = { publish_id: '1', publish_status: '0', article_id: 'a', article_detail: { count: '2', item } };
    expect(readWechatEvent(publish(info))?.outcome).toMatchObject({ published: [{ position: 1 }, { position: 2 }] });
  });

  it.each([
    ['2', ['1', '3'], 'failed', 'articles 1, 3'],
    ['4', '2', 'failed', 'articles 2'],
    ['3', '\n\n', 'failed', 'without a reason'],
    ['5', undefined, 'removed', 'deleted'],
    ['6', undefined, 'removed', 'banned'],
    ['1', '1', 'running', ''],
    ['17', undefined, 'unknown', '17'],
  ])('tells status %s with fail_idx %j as %s', (publish_status, fail_idx, is, detail) => {
    const outcome = readWechatEvent(publish({ publish_id: '1', publish_status, fail_idx }))?.outcome;
    expect(outcome).toMatchObject({ is });
    expect(JSON.stringify(outcome)).toContain(detail);
  });

  it('tells of a mass send, with its addresses or with blanks in their place', () => {
    const mass = { ...head, Event: 'MASSSENDJOBFINISH', MsgID: '9007199254750001', Status: 'send success' };
    const one = { Count: '1', ResultList: { item: { ArticleIdx: '1', ArticleUrl: url } } };
    const published = [{ externalId: '9007199254750001', position: 1, title: '', url }];
    const outcome = { is: 'published', externalId: '9007199254750001' };
    expect(readWechatEvent({ ...mass, ArticleUrlResult: one })).toEqual({
      kind: 'mass-send',
      externalId: '9007199254750001',
      outcome: { ...outcome, published },
    });
    for (const blank of ['\n\n', '', undefined, { Count: '0', ResultList: '\n' }]) {
      expect(readWechatEvent({ ...mass, ArticleUrlResult: blank })?.outcome).toEqual({
        ...outcome,
        published: [{ ...published[0], url: null }],
      });
    }
  });

  it.each([
    ['err(20001)', 'wechat-err(20001)'],
    ['err(40002)', 'wechat-err(40002)'],
    ['send fail', 'wechat-SEND_FAIL'],
  ])('tells %s as a failure', (Status, code) => {
    const push = { ...head, Event: 'MASSSENDJOBFINISH', MsgID: '7', Status };
    expect(readWechatEvent(push)).toMatchObject({ externalId: '7', outcome: { is: 'failed', code } });
  });

  it.each([
    { ...head, MsgType: 'text', Content: 'hello' },
    { ...head, Event: 'subscribe' },
    { ...head, Event: 'PUBLISHJOBFINISH' },
    { ...head, Event: 'MASSSENDJOBFINISH', Status: 'send success' },
    {},
  ])('says nothing of a push that tells of no job: %j', (push) => {
    expect(readWechatEvent(push)).toBeNull();
  });
});
