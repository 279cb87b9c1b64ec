/** config/cadence.yaml: how often channels must be updated, each rule with its source and whom it binds. */
import { z } from 'zod';
import { idSchema } from './id.ts';

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:MM');

/** What is an update for a rule. What nobody can open or nobody published never is. */
const counts = z.strictObject({
  acts: z.array(z.enum(['publish', 'massSend', 'message'])).default(['publish', 'massSend']),
  /** Ask for originals only. */
  original: z.boolean().optional(),
  /** Whether pure reposts count. */
  reposts: z.boolean().default(true),
});

const base = { id: z.string().min(1), counts: counts.prefault({}) };
const unit = z.enum(['working-day', 'day']);
const per = z.enum(['week', 'month', 'quarter']);
const within = z.strictObject({ ...base, kind: z.literal('within'), days: z.int().min(1).max(366), unit });
const atLeast = z.strictObject({
  ...base,
  kind: z.literal('atLeast'),
  per,
  count: z.int().min(1),
  holidays: z.enum(['full', 'proRata']).default('full'),
});
const originals = z.strictObject({
  ...base,
  counts: counts.prefault({ original: true }),
  kind: z.literal('originals'),
  per: per.default('month'),
  count: z.int().min(1),
});
const by = z.strictObject({
  ...base,
  kind: z.literal('by'),
  per: z.enum(['month', 'quarter']),
  day: z.int().min(1).max(92).optional(),
  workingDay: z.int().min(1).max(66).optional(),
  following: z.boolean().default(false),
  whenOff: z.enum(['keep', 'earlier', 'later']).default('keep'),
});
const sameDay = z.strictObject({
  ...base,
  kind: z.literal('sameDay'),
  /** Working days after the day itself up to the soft limit; 0 is the same working day. */
  softDays: z.int().min(0).default(0),
  hardDays: z.int().min(1).default(20),
  officeTo: hour.default('17:30'),
});
const withParent = z.strictObject({ ...base, kind: z.literal('withParent'), hardDays: z.int().min(1).default(3) });

/** The six kinds of part B.2 of the clocks, as written in a case file and in cadence.yaml. */
export const cadenceRuleSchema = z
  .discriminatedUnion('kind', [within, atLeast, originals, by, sameDay, withParent])
  .refine((rule) => rule.kind !== 'by' || (rule.day === undefined) !== (rule.workingDay === undefined), {
    error: 'a rule `by` has either day or workingDay',
    path: ['day'],
  });
export type CadenceRule = z.infer<typeof cadenceRuleSchema>;
export type CountedUpdates = CadenceRule['counts'];

const binding = z.strictObject({
  rule: cadenceRuleSchema,
  /** 名称, as the console shows it. */
  name: z.string().min(1),
  /** The rule or document it comes from. */
  source: z.string().min(1),
  /** Channels it binds: a list leaves out what does not fit; without any list it binds all. */
  binds: z.strictObject({
    roles: z.array(z.string()).optional(),
    kinds: z.array(z.string()).optional(),
    channels: z.array(idSchema).optional(),
    except: z.array(idSchema).optional(),
  }),
});
export type CadenceBinding = z.infer<typeof binding>;

export const cadenceSchema = z.strictObject({
  rules: z
    .array(binding)
    .refine((rules) => new Set(rules.map((r) => r.rule.id)).size === rules.length, 'every rule with an id of its own'),
});
export type Cadence = z.infer<typeof cadenceSchema>;

/** How the updates of one account count, where it differs from the rules; part of its entry in channels.yaml. */
export const accountCadenceSchema = z.strictObject({
  /** c.4: whether pure reposts count here, for all rules or rule by rule (`{M-07: true}`); else as each rule says. */
  repostsCount: z.union([z.boolean(), z.record(z.string(), z.boolean())]).optional(),
  /** What an article of the account's history is that nobody has marked: an update, but neither original nor repost. */
  unknownCounts: z.enum(['update', 'original', 'repost']).default('update'),
});
export type AccountCadence = z.output<typeof accountCadenceSchema>;

/** What of an account says which rules bind it, and how. */
export interface BoundAccount {
  id: string;
  kind: string;
  role: string;
  cadence?: AccountCadence | undefined;
}

/** The rules that bind a channel, in the order of the file, with the account's own switch for reposts. */
export function rulesFor(cadence: Cadence, channel: BoundAccount): CadenceRule[] {
  const fits = ({ binds }: CadenceBinding) =>
    (binds.roles?.includes(channel.role) ?? true) &&
    (binds.kinds?.includes(channel.kind) ?? true) &&
    (binds.channels?.includes(channel.id) ?? true) &&
    !binds.except?.includes(channel.id);
  return cadence.rules.filter(fits).map(({ rule }) => switched(rule, channel.cadence?.repostsCount));
}

function switched(rule: CadenceRule, repostsCount: AccountCadence['repostsCount']): CadenceRule {
  const reposts = typeof repostsCount === 'object' ? repostsCount[rule.id] : repostsCount;
  return reposts === undefined ? rule : { ...rule, counts: { ...rule.counts, reposts } };
}
