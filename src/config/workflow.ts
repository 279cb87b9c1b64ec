/** config/workflow.yaml: the gates, and the signature chain of each kind of post. */
import { z } from 'zod';
import type { CrossProblem } from './cross-problem.ts';
import { idSchema } from './id.ts';
import { roles, unknown } from './people.ts';

/** One of the gates a post passes; the local text names five, the national one four (N-08), so the set is data. */
const gate = z.strictObject({
  id: idSchema,
  /** 政治关 … */
  name: z.string().min(1),
  /** Who may tick it. */
  roles: z.array(z.enum(roles)).min(1),
});

/** A signature. Carries the four attributes of A-16: 岗位、权限、程序、时限. */
const step = z.strictObject({
  id: idSchema,
  /** 岗位: whose signature it is, as printed on the approval form. */
  post: z.string().min(1),
  /** 权限: the role that may give it. */
  permission: z.enum(roles),
  /** 程序: what the signer examines. */
  procedure: z.string().min(1),
  /** 时限: until when, counted from the submission or the signature before. */
  limit: z.union([
    z.strictObject({ days: z.int().min(1).max(365), unit: z.enum(['working-day', 'day']) }),
    z.strictObject({ hours: z.int().min(1).max(72) }),
  ]),
});

const flow = z.strictObject({
  id: idSchema,
  name: z.string().min(1),
  /** Kinds of posts that take this flow. */
  kinds: z.array(z.string().min(1)).min(1),
  /** `fast` is taken only by what a cross-posting rule hands in so; the same gates and two signatures, sooner. */
  pace: z.enum(['full', 'fast']).default('full'),
  gates: z.array(idSchema).min(1),
  /** In the order of signing; two levels above the drafter at least. */
  steps: z.array(step).min(2),
});

export const workflowSchema = z.strictObject({
  gates: z.array(gate).min(1),
  flows: z.array(flow).min(1),
  /** Codes under which a finding may be let pass, with their meaning. */
  exceptionReasons: z.record(idSchema, z.string().min(1)),
});
export type Workflow = z.infer<typeof workflowSchema>;
export type Flow = Workflow['flows'][number];
export type FlowStep = Flow['steps'][number];
export type Gate = Workflow['gates'][number];

export function workflowProblems({ gates, flows }: Workflow): CrossProblem[] {
  const gateIds = gates.map((g) => g.id);
  return flows.flatMap((f, i) => [
    ...fewerGates(flows, f).map(({ gate, full }) => ({
      ...{ path: ['flows', i, 'gates'], expected: `every gate of the flow ${full}`, found: `no gate ${gate}` },
      remedy: `Add ${gate}: a fast flow is sooner, it checks nothing less (先审查、后公开).`,
    })),
    ...f.gates.flatMap((id, k) =>
      gateIds.includes(id) ? [] : [unknown(['flows', i, 'gates', k], 'gate', id, gateIds)],
    ),
    ...f.kinds.flatMap((kind, k) => {
      const same = flows.filter(({ pace, kinds }) => pace === f.pace && kinds.includes(kind));
      if (same.length === 1 && f.kinds.indexOf(kind) === k) return [];
      const remedy = `Leave ${kind} in one flow only.`;
      return [{ path: ['flows', i, 'kinds', k], expected: 'a kind in one flow', found: `${kind} in several`, remedy }];
    }),
  ]);
}

/** Gates that a fast flow leaves out of those that the full flow of one of its kinds has. */
function fewerGates(flows: readonly Flow[], fast: Flow): { gate: string; full: string }[] {
  if (fast.pace === 'full') return [];
  const fulls = flows.filter(({ pace, kinds }) => pace === 'full' && kinds.some((kind) => fast.kinds.includes(kind)));
  return fulls.flatMap(({ id, gates }) =>
    gates.filter((gate) => !fast.gates.includes(gate)).map((gate) => ({ gate, full: id })),
  );
}

/**
 * The flow that posts of a kind take; undefined when workflow.yaml names none. A fast one where there is one for the
 * kind, else the full one.
 */
export function flowFor(workflow: Workflow, kind: string, pace: Flow['pace'] = 'full'): Flow | undefined {
  const of = (wanted: Flow['pace']) => workflow.flows.find((f) => f.pace === wanted && f.kinds.includes(kind));
  return (pace === 'fast' ? of('fast') : undefined) ?? of('full');
}
