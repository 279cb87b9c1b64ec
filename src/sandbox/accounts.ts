import { z } from 'zod';

/** What the platform knows of an account and the account's holder cannot change by API. */
export const profileSchema = z.object({
  appid: z.string().min(1),
  name: z.string().min(1),
  /** 公众号 or 服务号. */
  kind: z.enum(['subscription', 'service']),
  verified: z.boolean(),
  /** Whether the account has the 留言 privilege. */
  comments: z.boolean().default(true),
  ghId: z.string(),
  secret: z.string(),
  callbackToken: z.string(),
  aesKey: z.string().length(43),
  followers: z.number().int().default(12_000),
});
export type Profile = z.infer<typeof profileSchema>;

/** How jobs of one act end on an account and what is told of it. */
export const policySchema = z.object({
  /** `success`; for publish 2, 3, 4 (failures); for mass `send fail` or `err(20001)` and the like. */
  finish: z.union([z.string(), z.number()]).default('success'),
  /** How long a job stays in progress, ms. */
  durationMs: z.number().int().min(0).default(2000),
  event: z.enum(['once', 'late', 'twice', 'never', 'early', 'as-mass']).default('once'),
  /** From the end of the job to its event, ms; `late` without one is ten minutes. */
  eventDelayMs: z.number().int().min(0).default(0),
  /** Whether the submit answer carries msg_data_id. */
  msgDataId: z.boolean().default(true),
  /** `blank`: lists of events are whitespace, as seen in the field. */
  lists: z.enum(['normal', 'blank']).default('normal'),
});
export type Policy = z.infer<typeof policySchema>;

export const settingsSchema = z.object({
  callbackUrl: z.string().nullable().default(null),
  callbackMode: z.enum(['plain', 'safe', 'compatible']).default('plain'),
  /** How long a push waits for its answer, ms of real time. */
  callbackTimeoutMs: z.number().int().positive().default(5000),
  /** Addresses that may call; null lets everybody in. */
  ipAllowList: z.array(z.string()).nullable().default(null),
  tokenConfirmation: z.enum(['none', 'pending', 'refused']).default('none'),
  tokenRefusals: z.number().int().default(0),
  tokenRefusedUntil: z.number().default(0),
  /** API 群发保护: sends to all followers wait for the administrator. */
  gate: z.boolean().default(false),
  /** Whether the 89505 answer names the job. */
  gateGivesId: z.boolean().default(true),
  /** Limits that differ from the vendor's table, by path; `mass` is the send quota of the period. */
  limits: z.record(z.string(), z.number().int()).default({}),
  publish: policySchema.prefault({}),
  mass: policySchema.prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The accounts a new sandbox starts with. */
export const presetAccounts: Profile[] = [
  {
    appid: 'wx0000000000000001',
    name: '示例发布',
    kind: 'subscription',
    verified: true,
    comments: true,
    ghId: 'gh_000000000001',
    secret: 'sandbox-secret-0000000000000001',
    callbackToken: 'sandboxtoken1',
    aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFA',
    followers: 48_213,
  },
  {
    appid: 'wx0000000000000002',
    name: '示例住建服务',
    kind: 'service',
    verified: true,
    comments: true,
    ghId: 'gh_000000000002',
    secret: 'sandbox-secret-0000000000000002',
    callbackToken: 'sandboxtoken2',
    aesKey: 'bcdefghijklmnopqrstuvwxyz0123456789ABCDEFGA',
    followers: 9_640,
  },
  {
    appid: 'wx0000000000000003',
    name: '示例街道资讯',
    kind: 'subscription',
    verified: false,
    comments: false,
    ghId: 'gh_000000000003',
    secret: 'sandbox-secret-0000000000000003',
    callbackToken: 'sandboxtoken3',
    aesKey: 'cdefghijklmnopqrstuvwxyz0123456789ABCDEFGHA',
    followers: 730,
  },
];

/** WeCom group robots a new sandbox starts with; the key is the secret. */
export const presetRobots = [
  { key: '00000000-0000-4000-8000-000000000001', name: '办公室值班群' },
  { key: '00000000-0000-4000-8000-000000000002', name: '各科室信息员群' },
];
