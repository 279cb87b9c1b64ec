import type { InterpretationClock } from './bundle.ts';
import type { BundleFacts, BundleInterpretation } from './bundle-facts.ts';
import { type Form, forms } from './form.ts';
import type { Stage } from './interpretation-title.ts';
import type { Interpreter } from './interpreter.ts';

/** 已到, 欠, 计划, 不做. */
export type LineState = 'there' | 'owed' | 'planned' | 'waived';

/** One line of the list of interpretations of a bundle (解读清单): a form that is there, owed, planned or left out. */
export interface InterpretationLine {
  state: LineState;
  /** Name of the form; null for any form: something is owed and nobody planned what. */
  form: string | null;
  formCode: Form | null;
  stage: Stage;
  /** Of what is there. */
  interpretation:
    | (Pick<BundleInterpretation, 'id' | 'title' | 'url' | 'on' | 'given' | 'heads'> & { timing: Timing })
    | null;
  /** The last day in time, YYYY-MM-DD; null without one. */
  dueOn: string | null;
  provisional: boolean;
  late: boolean;
  /** Whom the plan names. */
  by: Interpreter | null;
  channels: string[];
}

/** Before the document, with it, within the limit, after it; `after` for a stage without a limit; null while no page says when. */
export type Timing = 'before' | 'together' | 'within' | 'late' | 'after' | null;

/**
 * The lines in the order in which they came, then what is owed by its day, then what is planned for later. A planned form
 * is owed from the day on which the limit of the whole ends; one planned for later is not, until its own day passes.
 * @param today YYYY-MM-DD, Beijing
 */
export function interpretationLines(
  facts: BundleFacts,
  clock: Pick<InterpretationClock, 'dueOn' | 'provisional'> | null,
  today: string,
): InterpretationLine[] {
  const there = facts.interpretations.map((i) => ({
    ...blank,
    state: 'there' as const,
    form: forms[i.form],
    formCode: i.form,
    stage: i.stage,
    interpretation: interpretationOf(i, facts, clock),
  }));
  if (facts.archived || facts.became || facts.superseded) return there;
  if (facts.waiver !== null) return [...there, { ...blank, state: 'waived' }];
  const missing = missingLines(facts, clock, today);
  const order = (line: InterpretationLine) => `${line.state === 'owed' ? 0 : 1}${line.dueOn ?? '9'}`;
  return [...there, ...missing.sort((a, b) => (order(a) < order(b) ? -1 : 1))];
}

const blank = {
  form: null,
  formCode: null,
  stage: 'release' as const,
  interpretation: null,
  dueOn: null,
  provisional: false,
  late: false,
  by: null,
  channels: [],
};

function missingLines(
  { phase, plan, interpretations, effectiveOn, publishedOn }: BundleFacts,
  clock: Pick<InterpretationClock, 'dueOn' | 'provisional'> | null,
  today: string,
): InterpretationLine[] {
  const planned = (plan?.lines ?? [])
    .filter(({ form }) => !interpretations.some((i) => i.form === form))
    .map(({ form, on, by, channels }): InterpretationLine => {
      const owed = on < today || (clock !== null && on <= clock.dueOn);
      const line = { ...blank, form: forms[form], formCode: form, dueOn: on, by, channels };
      return { ...line, state: owed ? 'owed' : 'planned', late: on < today };
    });
  const released = interpretations.some(({ stage }) => stage !== 'draft');
  const nobodyPlans = phase === 'final' && publishedOn !== null && !released && clock !== null;
  const followed = effectiveOn === null || interpretations.some(({ stage }) => stage === 'in-force');
  return [
    ...planned,
    ...(nobodyPlans && !planned.some(({ state }) => state === 'owed')
      ? [
          {
            ...blank,
            state: 'owed' as const,
            dueOn: clock.dueOn,
            provisional: clock.provisional,
            late: clock.dueOn < today,
          },
        ]
      : []),
    ...(phase === 'final' && !followed
      ? [
          effectiveOn <= today
            ? { ...blank, stage: 'in-force' as const, state: 'owed' as const }
            : { ...blank, stage: 'in-force' as const, state: 'planned' as const, dueOn: effectiveOn },
        ]
      : []),
  ];
}

function interpretationOf(
  { id, title, url, on, given, heads, stage }: BundleInterpretation,
  { publishedOn }: BundleFacts,
  clock: Pick<InterpretationClock, 'dueOn'> | null,
) {
  return { id, title, url, on, given, heads, timing: timingOf(on, stage, publishedOn, clock) };
}

function timingOf(
  on: string | null,
  stage: Stage,
  publishedOn: string | null,
  clock: Pick<InterpretationClock, 'dueOn'> | null,
): Timing {
  if (stage !== 'release') return 'after';
  if (on === null || publishedOn === null) return null;
  if (on < publishedOn) return 'before';
  if (on === publishedOn) return 'together';
  return clock === null ? 'after' : on <= clock.dueOn ? 'within' : 'late';
}
