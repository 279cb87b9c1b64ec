/** config/cross-posting.yaml (转发规则): which portal items become drafts for which accounts without anybody asking. */
import { z } from 'zod';
import type { ChannelConfig } from './channels.ts';
import type { CrossProblem } from './cross-problem.ts';
import { idSchema } from './id.ts';
import { type People, unknown } from './people.ts';
import { type Portal, sourceId } from './portals.ts';
import { pageBecomes } from './post-settings.ts';
import { columnKind } from './proposal-settings.ts';
import type { Workflow } from './workflow.ts';

const words = z.array(z.string().trim().min(1)).min(1);

/** Which items a rule takes: each list that is there must have one that fits; what is left out fits everything. */
const match = z
  .strictObject({
    /** Columns by id: `shili/zcwj`. */
    sources: words.optional(),
    /** Kinds of columns. */
    kinds: z.array(columnKind).min(1).optional(),
    /** Words of the title. */
    words: words.optional(),
    /** Names of issuing offices, or parts of them. */
    issuers: words.optional(),
    /** First characters of the document number: 国办发, 鲁政办发. */
    numbers: words.optional(),
    /** A title with one of these is left alone. */
    exclude: words.optional(),
  })
  .refine(({ exclude: _, ...asked }) => Object.values(asked).some((list) => list !== undefined), {
    error: 'at least one of sources, kinds, words, issuers, numbers',
    params: { remedy: 'Say which items the rule takes; a rule for everything would post the whole portal.' },
  });

const rule = z.strictObject({
  id: idSchema,
  /** As staff know it: 国办文件转发. */
  name: z.string().min(1),
  match,
  channels: z.array(idSchema).min(1),
  /** Kind, and with it the template of content/templates, and job (M-01). */
  ...pageBecomes.shape,
  /** Flow of workflow.yaml: `fast` needs a flow with `pace: fast` for the kind. */
  workflow: z.enum(['full', 'fast']).default('full'),
  /** Left out, the account's own. */
  act: z.enum(['draft', 'publish', 'massSend', 'message']).optional(),
  /** Hours from the portal's publication by which it should be out (M-03); left out there is no limit. */
  withinHours: z.int().min(1).max(720).optional(),
  /** Whether the draft is handed in at once; a person does it otherwise. It is never approved by itself. */
  submit: z.boolean().default(false),
  /** Drafter, and who hands in; may not sign it. */
  author: idSchema,
  /** Items published from this day on; left out, from the day on which the rule was first read. */
  fromOn: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD')
    .optional(),
});

export const crossPostingSchema = z.strictObject({
  rules: z
    .array(rule)
    .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'every rule with an id of its own')
    .default([]),
});
export type CrossPosting = z.output<typeof crossPostingSchema>;
export type CrossPostingRule = CrossPosting['rules'][number];

interface Known {
  people: People;
  channels: readonly ChannelConfig[];
  portals: readonly Portal[];
  workflow: Workflow;
}

/** Accounts, acts, columns, drafters and flows that rules name are there. */
export function crossPostingProblems({ rules }: CrossPosting, known: Known): CrossProblem[] {
  const { people, channels, portals, workflow } = known;
  const sources = portals.flatMap((p) => p.columns.map((c) => sourceId(p, c)));
  const ids = channels.map(({ id }) => id);
  const drafters = people.people.filter((p) => p.roles.some((r) => drafting.includes(r)));
  const authors = drafters.map(({ id }) => id);
  return rules.flatMap((each, i) => {
    const at = (...path: (string | number)[]) => ['rules', i, ...path];
    const { act, author, kind, workflow: pace } = each;
    const fast = workflow.flows.some((f) => f.pace === 'fast' && f.kinds.includes(kind));
    return [
      ...(each.match.sources ?? []).flatMap((id, k) =>
        sources.includes(id) ? [] : [unknown(at('match', 'sources', k), 'source', id, sources)],
      ),
      ...each.channels.flatMap((id, k) => {
        const account = channels.find((c) => c.id === id);
        if (!account) return [unknown(at('channels', k), 'channel', id, ids)];
        const acts: readonly string[] = account.acts;
        return act === undefined || acts.includes(act) ? [] : [unknown(at('act'), `act of ${id}`, act, [...acts])];
      }),
      ...(authors.includes(author)
        ? []
        : [unknown(at('author'), 'person who may put a post onto a channel', author, authors)]),
      ...(pace === 'full' || fast ? [] : [noFastFlow(at('workflow'), kind)]),
    ];
  });
}

/** Roles that may queue (delivery/queue-post.ts): administrators and auditors keep out of what is published. */
const drafting: readonly string[] = ['editor', 'section-head', 'leader', 'desk'];

function noFastFlow(path: CrossProblem['path'], kind: string): CrossProblem {
  const remedy = `Add a flow with \`pace: fast\` and the kind ${kind} to config/workflow.yaml, or write full.`;
  return { path, expected: `full, or a fast flow for the kind ${kind}`, found: 'fast', remedy };
}
