/** `config/channels.yaml`: every account that can be posted to, with its owner, its rights and its settings. */
import { z } from 'zod';
import { accountCadenceSchema } from './cadence.ts';
import { readSecret, secretSchema } from './environment.ts';
import { type OutsideAccount, outsideSchema, type Platform } from './outside-accounts.ts';

const whole = z.number().int();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD');

/** A credential: named by where it stands, or, for a rehearsal account only, as the sandbox publishes it. */
const credential = z.union([secretSchema, z.strictObject({ sandbox: z.string().min(1) })], {
  error: 'a secret as {env: NAME} or {file: PATH}; {sandbox: TEXT} only beside `sandbox: true`',
});

const quota = z.strictObject({
  /** A Beijing day, a calendar month or a minute. */
  period: z.enum(['day', 'month', 'minute']),
  limit: whole.min(0),
});

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:MM');

const slot = z.strictObject({
  days: z.union([
    z.enum(['everyDay', 'workingDay', 'dayOff', 'holiday']),
    z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
  ]),
  /** Beijing time. */
  times: z.array(time).min(1),
  acts: z.array(z.enum(['draft', 'publish', 'massSend', 'message'])).optional(),
});

const everyAccount = {
  /** Names the account in tables and addresses; never changes. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens'),
  /** The public name of the account: 示例发布. */
  name: z.string().min(1),
  /** M-02: one main account, some boutique ones (精品号), the rest ordinary. */
  role: z.enum(['main', 'boutique', 'ordinary']).default('ordinary'),
  /** Person of people.yaml who answers for the account. */
  owner: z.string().min(1),
  /** Office of offices.yaml that the account belongs to. */
  office: z.string().min(1),
  /** Section of the office that looks after it. */
  section: z.string().min(1),
  openedOn: day,
  /** How its updates count where the account differs from the rules of cadence.yaml. */
  cadence: accountCadenceSchema.optional(),
  /** N-03: why the office keeps more than one account on this platform; silences the warning. */
  secondAccountReason: z.string().min(1).optional(),
  /** A rehearsal account: it talks to the sandbox, whose credentials are published and no secrets. */
  sandbox: z.boolean().default(false),
  /** Address of the platform, default the real one; left out for a rehearsal account. */
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Times at which the planner may place posts; the first rule whose days fit holds. */
  slots: z.array(slot).default([]),
  /** Nothing is placed from `from` until before `to`, Beijing time; may cross midnight. */
  quietHours: z.array(z.strictObject({ from: time, to: time })).default([]),
  /** The least time between two posts of one act, minutes. */
  minGapMinutes: whole.min(0).max(10_080).default(0),
  /** The least time between placing and going out, minutes; default `schedule.leadMinutes` of govcast.yaml. */
  leadMinutes: whole.min(0).max(10_080).optional(),
  /** A post that is later than this does not go out by itself but is put in front of a person, minutes. */
  latenessMinutes: whole.min(0).max(10_080).default(120),
  /** What follows when nobody can find out whether a message went out (delivery protocol, K4). `repeat` is for internal notices. */
  onDoubt: z.enum(['ask', 'assume-sent', 'repeat']).default('ask'),
  /** `always`: nothing is called, people publish by hand from a hand-off; else only where the platform refuses the right. */
  handOff: z.enum(['always', 'when-refused']).default('when-refused'),
  /** Whether the settled absence of a draft or reply is believed, or a person is asked. */
  absence: z.enum(['trust', 'ask']).default('trust'),
};

const wechatActs = z.enum(['draft', 'publish', 'massSend']);

const wechat = z.strictObject({
  ...everyAccount,
  kind: z.enum(['wechat-subscription', 'wechat-service']),
  credentials: z.strictObject({
    appId: z.string().regex(/^wx[0-9a-z]{16}$/, 'an AppID: wx and 16 letters or digits'),
    secret: credential,
    /** Token of the callback (服务器配置). */
    callbackToken: credential.optional(),
    /** The 43 characters that encrypt callbacks. */
    encodingAesKey: credential.optional(),
  }),
  /** Verified accounts only may publish, mass send and read comments (channel-apis 3.1). */
  verified: z.boolean().default(true),
  acts: z.array(wechatActs).min(1).default(['draft', 'publish', 'massSend']),
  defaultAct: wechatActs.default('publish'),
  /** Take the place of the kind's defaults, act by act. */
  quotas: z.partialRecord(wechatActs, z.array(quota)).default({}),
  /** Whether articles open for comments (留言); needs the privilege (88000 otherwise). */
  openComments: z.enum(['no', 'everyone', 'followers']).default('no'),
  /** Mass send: go on when the originality check finds a reprint that its author allows. */
  sendIgnoreReprint: z.boolean().default(false),
  /** C-11: tag id by audience. Left empty every mass send goes to all followers. */
  audienceTags: z.record(z.string(), whole.min(0)).default({}),
});

const robot = z.strictObject({
  ...everyAccount,
  kind: z.enum(['wecom-robot']),
  credentials: z.strictObject({
    /** The `key` of the webhook address; it is the only credential. */
    webhookKey: credential,
  }),
  acts: z
    .array(z.enum(['message']))
    .min(1)
    .default(['message']),
  defaultAct: z.enum(['message']).default('message'),
  quotas: z.partialRecord(z.enum(['message']), z.array(quota)).default({}),
});

const channel = z.discriminatedUnion('kind', [wechat, robot]).superRefine((each, context) => {
  for (const [name, value] of Object.entries(each.credentials)) {
    if (typeof value === 'object' && 'sandbox' in value && !each.sandbox) {
      context.addIssue({
        code: 'custom',
        path: ['credentials', name],
        message: 'a secret as {env: NAME} or {file: PATH}: the account is no rehearsal account',
      });
    }
  }
  const allowed: string[] = each.acts;
  if (!allowed.includes(each.defaultAct)) {
    context.addIssue({ code: 'custom', path: ['defaultAct'], message: `one of its acts: ${allowed.join(', ')}` });
  }
});

export const channelsSchema = z
  .strictObject({ channels: z.array(channel).min(1), outside: outsideSchema })
  .superRefine(({ channels, outside }, context) => {
    const all = [...channels, ...outside];
    const ids = all.map((each) => each.id);
    all.forEach((each, i) => {
      if (ids.indexOf(each.id) === i) return;
      context.addIssue({
        code: 'custom',
        path: i < channels.length ? ['channels', i, 'id'] : ['outside', i - channels.length, 'id'],
        message: `an id of its own, ${each.id} is used twice`,
      });
    });
    const mains = channels.flatMap((each, i) => (each.role === 'main' ? [i] : []));
    if (mains.length === 1) return;
    context.addIssue({
      code: 'custom',
      path: mains[1] === undefined ? ['channels'] : ['channels', mains[1], 'role'],
      message: 'exactly one account with role main (M-02)',
    });
  });

export type ChannelConfig = z.output<typeof channel>;
export type WechatConfig = Extract<ChannelConfig, { kind: 'wechat-subscription' | 'wechat-service' }>;
export type RobotConfig = Extract<ChannelConfig, { kind: 'wecom-robot' }>;
export type Credential = z.output<typeof credential>;

/**
 * The value of a credential, read when it is used.
 * @throws RenewCredentials naming the variable or the file, never the value
 */
export function readCredential(ref: Credential): string {
  return 'sandbox' in ref ? ref.sandbox : readSecret(ref);
}

/** The platform of each kind of account. */
export const platforms: Readonly<Record<ChannelConfig['kind'], Platform>> = {
  'wechat-subscription': 'wechat',
  'wechat-service': 'wechat',
  'wecom-robot': 'wecom',
};

/** N-03: offices with more than one public account on a platform and no reason recorded, each named once with its accounts. */
export function secondAccounts(
  channels: readonly ChannelConfig[],
  outside: readonly OutsideAccount[] = [],
): { office: string; platform: string; ids: string[] }[] {
  const accounts = [...channels.map((each) => ({ ...each, platform: platforms[each.kind] })), ...outside];
  const groups = new Map<string, typeof accounts>();
  for (const each of accounts.filter((a) => a.platform !== 'wecom' && a.platform !== 'other')) {
    const key = JSON.stringify([each.office, each.platform]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length < 2 || group.some((each) => each.secondAccountReason)) return [];
    return [{ office: first.office, platform: first.platform, ids: group.map((each) => each.id) }];
  });
}
