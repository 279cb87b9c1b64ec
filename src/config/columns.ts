/** config/columns.yaml (optional): the office's table of update deadlines (更新时限表), one row a column of its site. */
import { z } from 'zod';
import { type CadenceRule, cadenceRuleSchema } from './cadence.ts';
import type { ChannelConfig } from './channels.ts';
import type { CrossProblem } from './cross-problem.ts';
import { idSchema } from './id.ts';
import { type People, unknown } from './people.ts';
import { type Portal, sourceId } from './portals.ts';

/** 依申请公开, 网上咨询 …: a limit on an answer to somebody. The inbox runs it; the table only keeps it. */
const replyRule = z.strictObject({
  id: z.string().min(1),
  kind: z.literal('reply'),
  days: z.int().min(1).max(366),
  unit: z.enum(['working-day', 'day']),
});

const limit = z.strictObject({
  /** 名称, as notices show it. */
  name: z.string().min(1),
  /** The document it comes from. */
  source: z.string().min(1),
  rule: z.union([cadenceRuleSchema, replyRule]),
});

/** E-05: when information of a kind is due. `immediately` 即时, `throughout` 全程, `beforehand` 事前, `always` 常年. */
export const scheduleClasses = ['always', 'beforehand', 'throughout', 'immediately'] as const;
export type ScheduleClass = (typeof scheduleClasses)[number];

/** E-05: what a piece of information is: a statutory duty, a goal, the progress towards it, a result. */
export const formedKinds = ['duty', 'goal', 'progress', 'result'] as const;
export type FormedKind = (typeof formedKinds)[number];

const classes = z.strictObject({
  source: z.string().min(1).default('S3 三（E-05）：法定职责常年公开、目标事前公开、进展全程公开、结果即时公开'),
  duty: z.enum(scheduleClasses).default('always'),
  goal: z.enum(scheduleClasses).default('beforehand'),
  progress: z.enum(scheduleClasses).default('throughout'),
  result: z.enum(scheduleClasses).default('immediately'),
});

/** What a row of the table says instead of a limit: a link that needs none, or a cell without a word. */
const withoutClock = ['none', 'not-stated'] as const;

const row = z
  .strictObject({
    /** The row's number in the table: everything else names the column by it. */
    number: z.int().min(1).max(9999),
    /** 频道 and columns from the outermost to the innermost, as printed: [政务公开, 组织机构, 领导班子]. */
    path: z.array(z.string().trim().min(1)).min(1).max(6),
    /** 责任科室 as printed. */
    owner: z.string().min(1),
    /** The same as ids of people.yaml, where they are known. */
    sections: z.array(idSchema).default([]),
    /** 更新时限 as printed; empty when nothing is printed. */
    limit: z.string().default(''),
    /** Id of a limit of this file, `none` (无时限) or `not-stated` (未标明). */
    rule: z.string().min(1),
    /** The source of config/portals it is measured by: `shili/zcwj`. */
    source: z.string().optional(),
    /** The account it is measured by, when the column is one: 微信公众号. */
    channel: idSchema.optional(),
    /** Cells that were merged with the one above. */
    merged: z.array(z.enum(['owner', 'limit'])).default([]),
    /** What the printed table leaves open. */
    uncertain: z.array(z.enum(['path', 'owner', 'limit'])).default([]),
    /** Why it is uncertain, or anything staff should know of the row. */
    note: z.string().optional(),
  })
  .refine((r) => r.source === undefined || r.channel === undefined, {
    error: 'a column is measured by a source or by a channel, not by both',
    path: ['channel'],
  });

export const columnsSchema = z.strictObject({
  /** The document the table comes from. */
  source: z.string().min(1).default('更新时限表'),
  limits: z.array(limit).default([]),
  classes: classes.prefault({}),
  columns: z.array(row).default([]),
});
export type Columns = z.output<typeof columnsSchema>;
export type PortalColumn = Columns['columns'][number];
export type ColumnLimit = Columns['limits'][number];
/** A limit as it is written in the file, without what goes without saying. */
export type WrittenLimit = z.input<typeof limit>;

/** Limits and rows agree, and what rows name is there. */
export function columnProblems(
  { limits, columns }: Columns,
  people: People,
  portals: readonly Portal[],
  channels: readonly ChannelConfig[],
): CrossProblem[] {
  const rules = [...limits.map((l) => l.rule.id), ...withoutClock];
  const sections = people.sections.map((s) => s.id);
  const sources = portals.flatMap((p) => p.columns.map((c) => sourceId(p, c)));
  const accounts = channels.map((c) => c.id);
  const twice = (path: CrossProblem['path'], found: string): CrossProblem => ({
    path,
    expected: 'one of its own',
    found: `${found} a second time`,
    remedy: 'Give this entry another.',
  });
  return [
    ...limits.flatMap(({ rule }, i) =>
      rules.indexOf(rule.id) < i || rules.lastIndexOf(rule.id) >= limits.length
        ? [twice(['limits', i, 'rule', 'id'], rule.id)]
        : [],
    ),
    ...columns.flatMap((c, i) => [
      ...(columns.findIndex((o) => o.number === c.number) < i
        ? [twice(['columns', i, 'number'], String(c.number))]
        : []),
      ...(rules.includes(c.rule) ? [] : [unknown(['columns', i, 'rule'], 'limit', c.rule, rules)]),
      ...c.sections.flatMap((id, k) =>
        sections.includes(id) ? [] : [unknown(['columns', i, 'sections', k], 'section', id, sections)],
      ),
      ...(c.source === undefined || sources.includes(c.source)
        ? []
        : [unknown(['columns', i, 'source'], 'source', c.source, sources)]),
      ...(c.channel === undefined || accounts.includes(c.channel)
        ? []
        : [unknown(['columns', i, 'channel'], 'channel', c.channel, accounts)]),
    ]),
  ];
}

/** The path as staff read it; a level that only repeats the one above is left out: 互动交流/网上咨询. */
export function columnPath({ path }: Pick<PortalColumn, 'path'>): string {
  return path.filter((name, i) => name !== path[i - 1]).join('/');
}

/** The limit of a column: a rule of the clocks, a limit on answers, or why there is none. */
export function limitOf({ limits }: Pick<Columns, 'limits'>, { rule }: Pick<PortalColumn, 'rule'>): ColumnLimit | null {
  return limits.find((l) => l.rule.id === rule) ?? null;
}

/** The clock rule of a column; null when the table gives it none that the clocks run. */
export function clockRuleOf(columns: Pick<Columns, 'limits'>, column: Pick<PortalColumn, 'rule'>): CadenceRule | null {
  const rule = limitOf(columns, column)?.rule;
  return rule === undefined || rule.kind === 'reply' ? null : rule;
}
