import type { Calendar } from '../calendar/calendar.ts';
import { isWorkingDay } from '../calendar/calendar.ts';
import type { PolicySettings } from '../config/policy-settings.ts';
import { interpretationRules, strictestRule } from './bundle.ts';
import type { BundleFacts, BundleInterpretation } from './bundle-facts.ts';
import { checklistOf, emptyHeads } from './checklist.ts';
import { asksBusiness } from './consultation.ts';
import { forms } from './form.ts';
import { interpreterPositions, wantedPosition } from './interpreter.ts';

/** What a bundle can owe. */
export const owedKinds = [
  'interpretation',
  'in-force',
  'adoption-result',
  'plan-line',
  'section',
  'first-interpreter',
  'telephone',
  'plan',
  'publication-day',
  'consultation',
  'consultees',
  'head',
] as const;
export type OwedKind = (typeof owedKinds)[number];

/** One thing that is owed, as it stands until a fact changes: no day of looking enters it. */
export interface Standing {
  what: OwedKind;
  /** Which one of several of a kind: a head, a line of the plan, a consultation; empty when there is one. */
  ref: string;
  /** A warning never holds anything up. */
  level: 'must' | 'warning';
  /** The section that owes it; null while nobody knows. */
  section: string | null;
  /** Whom reminders name: a person's id or a name; null leaves it to the section's liaison officer. */
  person: string | null;
  /** The first day on which it is owed, YYYY-MM-DD. */
  fromOn: string;
  /** The last day in time; null when no rule gives one. */
  dueOn: string | null;
  provisional: boolean;
  /** Rule id. */
  rule: string;
  /** What the sentence names: a head, a form, a position. */
  subject: string;
}

/** 欠（未到期） is `missing`, past its day it is `late`; what has no day is `owed`. */
export type OwedState = 'missing' | 'late' | 'owed';

/** What is owed on one day. */
export interface Owed extends Standing {
  state: OwedState;
  /** Whether staff are reminded of it on this day. */
  remind: boolean;
}

/**
 * What a bundle owes on a day, under the strictest rules in force: the one place where it is decided.
 * @param today YYYY-MM-DD, Beijing
 * @throws Refused when the calendar does not reach the days
 */
export function owedOf(facts: BundleFacts, settings: PolicySettings, calendar: Calendar, today: string): Owed[] {
  return standingOf(facts, settings, calendar).flatMap((standing) => owedOn(standing, calendar, today));
}

/** Everything that stands open, whatever the day. An archived bundle and a policy before `since` owe nothing. */
export function standingOf(facts: BundleFacts, settings: PolicySettings, calendar: Calendar): Standing[] {
  if (facts.archived || facts.became) return [];
  if (facts.superseded) return results(facts);
  if (settings.since !== null && facts.publishedOn !== null && facts.publishedOn < settings.since) return [];
  const entries = [
    ...(facts.phase === 'draft' ? ofDraft(facts) : ofText(facts, settings, calendar)),
    ...results(facts),
    ...(facts.draftingSection === null && facts.waiver === null ? [entry(facts, 'section', 'I-01')] : []),
  ];
  return entries.sort((a, b) => order(a) - order(b) || (a.ref < b.ref ? -1 : 1));
}

/** What one standing entry is on a day; nothing before it begins. */
export function owedOn(standing: Standing, calendar: Calendar, today: string): Owed[] {
  const { fromOn, dueOn } = standing;
  if (today < fromOn) return [];
  const state = dueOn === null ? 'owed' : today > dueOn ? 'late' : 'missing';
  return [{ ...standing, state, remind: remindsOn(standing, calendar, today) }];
}

/** With a day: each working day after the first until it is done. Without one: the day on which it begins. */
function remindsOn({ fromOn, dueOn, level }: Standing, calendar: Calendar, today: string): boolean {
  if (dueOn === null || level === 'warning') return today === fromOn;
  return (today > fromOn || dueOn === fromOn) && isWorkingDay(calendar, today);
}

function ofDraft(facts: BundleFacts): Standing[] {
  const { traits, consultations } = facts;
  const none = consultations.some(({ noneReason }) => noneReason !== null);
  const held = none || consultations.some(({ opensOn, closesOn }) => opensOn !== null && closesOn !== null);
  const asked = none || asksBusiness(consultations);
  return [
    ...(traits.includes('public-interest') && !held
      ? [entry(facts, 'consultation', 'E-01', { level: 'warning' })]
      : []),
    ...(traits.includes('business') && !asked ? [entry(facts, 'consultees', 'E-09', { level: 'warning' })] : []),
  ];
}

function ofText(facts: BundleFacts, settings: PolicySettings, calendar: Calendar): Standing[] {
  if (facts.waiver !== null) return [];
  const { publishedOn, effectiveOn, interpretations, plan, telephone } = facts;
  const missing = !interpretations.some(({ stage }) => stage !== 'draft');
  const followed = effectiveOn === null || interpretations.some(({ stage }) => stage === 'in-force');
  return [
    ...(publishedOn === null ? [entry(facts, 'publication-day', 'N-15', { level: 'warning' })] : []),
    ...(publishedOn !== null && missing ? interpretationOwed(facts, publishedOn, settings, calendar) : []),
    ...(followed ? [] : [entry(facts, 'in-force', 'I-06', { fromOn: effectiveOn ?? firstDay(facts) })]),
    ...(plan === null ? [entry(facts, 'plan', 'I-04')] : planLines(facts)),
    ...(telephone === null ? [entry(facts, 'telephone', 'I-10')] : []),
    ...firstInterpreter(facts, settings),
    ...(interpretations.length === 0 ? [] : heads(facts, settings)),
  ];
}

/** A page older than the calendar keeps no clock: its limit passed long ago and nobody can count it. */
function interpretationOwed(
  facts: BundleFacts,
  publishedOn: string,
  settings: PolicySettings,
  calendar: Calendar,
): Standing[] {
  if (publishedOn < calendar.first) return [];
  const [strictest] = strictestRule(calendar, publishedOn, interpretationRules(settings));
  if (strictest === undefined) return [];
  const { rule, due } = strictest;
  return [entry(facts, 'interpretation', rule.id, { dueOn: due.date, provisional: due.provisional })];
}

function planLines(facts: BundleFacts): Standing[] {
  const { plan, interpretations } = facts;
  return (plan?.lines ?? [])
    .filter(({ form }) => !interpretations.some((i) => i.form === form))
    .map(({ form, on, by }) => ({
      ...entry(facts, 'plan-line', 'I-04', { ref: form, dueOn: on, subject: forms[form] }),
      fromOn: plan?.setOn ?? firstDay(facts),
      person: by.name,
    }));
}

function firstInterpreter(facts: BundleFacts, settings: PolicySettings): Standing[] {
  if (!facts.traits.includes('major')) return [];
  const wanted = wantedPosition(facts.documentClass, settings);
  if (facts.interpreter?.position === wanted) return [];
  return [entry(facts, 'first-interpreter', 'I-11', { subject: interpreterPositions[wanted] })];
}

/** One warning for each head that none of the interpretations covers (I-08). */
function heads(facts: BundleFacts, settings: PolicySettings): Standing[] {
  const covered = facts.interpretations.flatMap((i: BundleInterpretation) => i.heads);
  return emptyHeads(checklistOf(settings).heads, covered).map(({ code, name }) =>
    entry(facts, 'head', settings.checklist === 'six' ? 'I-09' : 'I-08', {
      ref: code,
      subject: name,
      level: 'warning',
    }),
  );
}

/** The result of a consultation is owed from the day it closes (E-02), by the draft's bundle or the text's. */
function results(facts: BundleFacts): Standing[] {
  return facts.consultations
    .filter(({ closesOn, resultOn }) => closesOn !== null && resultOn === null)
    .map(({ id, closesOn }) =>
      entry(facts, 'adoption-result', 'E-02', {
        ref: id,
        fromOn: closesOn ?? firstDay(facts),
        subject: closesOn ?? '',
      }),
    );
}

function entry(facts: BundleFacts, what: OwedKind, rule: string, more: Partial<Standing> = {}): Standing {
  const { interpreter, section } = facts;
  const person = facts.traits.includes('major') ? (interpreter?.person ?? interpreter?.name ?? null) : null;
  const base = { what, ref: '', level: 'must' as const, section, person, fromOn: firstDay(facts), dueOn: null };
  return { ...base, provisional: false, rule, subject: '', ...more };
}

function firstDay({ publishedOn, madeOn }: BundleFacts): string {
  return publishedOn ?? madeOn;
}

function order({ what }: Standing): number {
  return owedKinds.indexOf(what);
}
