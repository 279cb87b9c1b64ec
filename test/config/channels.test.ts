import { describe, expect, it } from 'vitest';
import { type ChannelConfig, channelsSchema, readCredential, secondAccounts } from '../../src/config/channels.ts';
import { parseYaml, readYaml } from '../../src/config/read-yaml.ts';

const base = `
    owner: li-na
    office: 局
    section: news-centre
    openedOn: '2020-01-01'`;
const account = (id: string, more = 'role: main') => `
  - id: ${id}
    name: ${id}
    kind: wechat-subscription
    ${more}${base}
    credentials: { appId: wx0123456789abcdef, secret: { env: WECHAT_SECRET } }`;
const parse = (channels: string) => parseYaml('channels.yaml', `channels:${channels}`, channelsSchema).value.channels;

describe('config/channels.yaml', () => {
  it('comes with three rehearsal accounts, one of them main, and no second-account warning', () => {
    const { channels } = readYaml('config/channels.yaml', channelsSchema).value;
    expect(channels.map((each) => [each.name, each.kind, each.role])).toEqual([
      ['示例发布', 'wechat-subscription', 'main'],
      ['示例住建服务', 'wechat-service', 'boutique'],
      ['内部通知群', 'wecom-robot', 'ordinary'],
    ]);
    expect(channels.every((each) => each.sandbox)).toBe(true);
    expect(secondAccounts(channels)).toEqual([]);
  });

  it.each([
    ['no main account', account('a', 'role: ordinary')],
    ['two main accounts', account('a') + account('b')],
  ])('M-02 refuses %s', (_name, text) => {
    expect(() => parse(text)).toThrow(/exactly one account with role main/);
  });

  it.each([
    ['the same id twice', account('a') + account('a', 'role: ordinary'), /used twice/],
    ['an unknown key', account('a', 'role: main\n    colour: red'), /colour/],
    ['an act that the account may not do', account('a', 'role: main\n    acts: [draft]'), /one of its acts/],
    [
      'a secret written down',
      account('a').replace('{ env: WECHAT_SECRET }', 'abcdef'),
      /never its value|\{env: NAME\}/,
    ],
    [
      'a sandbox secret on a real account',
      account('a').replace('{ env: WECHAT_SECRET }', '{ sandbox: x }'),
      /rehearsal/,
    ],
    ['a wrong AppID', account('a').replace('wx0123456789abcdef', 'wx12'), /AppID/],
    [
      'a time that does not exist',
      account('a', "role: main\n    slots: [{ days: everyDay, times: ['25:00'] }]"),
      /HH:MM/,
    ],
  ])('refuses %s and says where', (_name, text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(/channels\.yaml:\d+/);
  });

  it('N-03 names a second account of one office on one platform until a reason is recorded', () => {
    const two = account('a') + account('b', 'role: ordinary');
    expect(secondAccounts(parse(two))).toEqual([{ office: '局', platform: 'wechat', ids: ['a', 'b'] }]);
    const reasoned = account('a') + account('b', 'role: ordinary\n    secondAccountReason: 服务号只办事');
    expect(secondAccounts(parse(reasoned))).toEqual([]);
  });

  it('M-02 matrix has one main account: it stands under channels, and no account of others has its role or its id', () => {
    const others = (more: string) =>
      `${account('a')}\noutside:\n  - { id: w, name: 微, platform: weibo, role: ordinary, office: 中心, owner: 何, contact: li-na, openedOn: '2021-01-01'${more} }`;
    expect(parseYaml('channels.yaml', `channels:${others('')}`, channelsSchema).value.outside).toMatchObject([
      { id: 'w', platform: 'weibo', role: 'ordinary', owner: '何', sandbox: false },
    ]);
    expect(() => parse(others('').replace('role: ordinary', 'role: main'))).toThrow(/one of boutique, ordinary/);
    expect(() => parse(others('').replace('id: w', 'id: a'))).toThrow(/channels\.yaml:\d+[\s\S]*a is used twice/);
    expect(() => parse(others('').replace('platform: weibo', 'platform: telegram'))).toThrow(/platform/);
    const owned = parse(account('a'))[0];
    expect(owned).toMatchObject({ role: 'main', owner: 'li-na' });
  });

  it('N-03 counts an account that others run for its own office and platform', () => {
    const own = parse(account('a'));
    const { outside } = parseYaml(
      'channels.yaml',
      `channels:${account('a')}\noutside:\n  - { id: w, name: 微, platform: wechat, role: ordinary, office: 局, owner: 何, contact: li-na, openedOn: '2021-01-01' }`,
      channelsSchema,
    ).value;
    expect(secondAccounts(own, outside)).toEqual([{ office: '局', platform: 'wechat', ids: ['a', 'w'] }]);
    expect(secondAccounts(own, [{ ...outside[0], secondAccountReason: '专题' } as (typeof outside)[number]])).toEqual(
      [],
    );
  });

  it('gives every setting its default', () => {
    const [first] = parse(account('a')) as Extract<ChannelConfig, { kind: 'wechat-subscription' }>[];
    expect(first).toMatchObject({
      sandbox: false,
      verified: true,
      defaultAct: 'publish',
      latenessMinutes: 120,
      onDoubt: 'ask',
      absence: 'trust',
      openComments: 'no',
      sendIgnoreReprint: false,
      audienceTags: {},
      quotas: {},
    });
  });

  it('reads a sandbox credential as it stands and never invents a missing one', () => {
    expect(readCredential({ sandbox: 'published' })).toBe('published');
    expect(() => readCredential({ env: 'NO_SUCH_SECRET_FOR_SURE' })).toThrow(/NO_SUCH_SECRET_FOR_SURE/);
  });
});
