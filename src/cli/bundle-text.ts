import type { PolicySettings } from '../config/policy-settings.ts';
import { interpretationStates } from '../policy/bundle.ts';
import { bundleTraits } from '../policy/bundle-traits.ts';
import type { ListedOwed } from '../policy/list-owed.ts';
import type { ShownBundle } from '../policy/show-bundle.ts';
import { table } from './terminal.ts';

/** What is owed, as a table. */
export function owedTable(owed: readonly ListedOwed[]): string {
  const rows = owed.map((o) => [o.bundle, o.what, o.state, o.dueOn, o.rule, o.remindWhom, o.sentence]);
  return table(['bundle', 'what', 'state', 'due', 'rule', 'remind', 'to do'], rows, 'nothing is owed');
}

/** A bundle for people at a terminal. */
export function bundleText(shown: ShownBundle, { noInterpretation }: PolicySettings): string {
  const { clock, plan, interpreter, waiver } = shown;
  const reason = noInterpretation.find(({ code }) => code === waiver?.reason)?.name ?? waiver?.reason;
  const traits = shown.traits.map((trait) => bundleTraits[trait]).join('、');
  const state = clock === null ? 'no clock' : `${interpretationStates[clock.state]}, due ${clock.dueOn}`;
  const head = [
    ['bundle', shown.id],
    ['title', shown.title],
    ['number', shown.documentNumber],
    ['phase', shown.phase],
    ['class', [shown.documentClass, traits].filter(Boolean).join(' ')],
    ['published', shown.publishedOn],
    ['in force', shown.effectiveOn],
    ['drafted by', shown.draftingSection],
    ['task with', shown.section],
    ['first interpreter', interpreter === null ? null : `${interpreter.name} (${interpreter.post})`],
    ['telephone', shown.telephone],
    [shown.steps.join(' '), [state, ...shown.labels].join('; ')],
    ['no interpretation', waiver === null ? null : `${reason} ${waiver.note} (${waiver.by}, ${waiver.on})`],
    ['plan', plan === null ? null : plan.lines.map((l) => `${l.form} ${l.on} ${l.by.name}`).join('; ')],
  ];
  const lacking = new Map(shown.emptyHeads.map(({ interpretation, heads }) => [interpretation, heads]));
  const made = shown.interpretations.map((i) => [
    ...[i.id, i.form, i.stage, i.on, i.title.slice(0, 30)],
    (lacking.get(i.id) ?? []).join(' '),
  ]);
  const asked = shown.consultations.map((c) => [
    ...[c.id, c.ways.join(' '), c.opensOn, c.closesOn],
    c.noneReason ?? c.resultOn ?? '',
  ]);
  return [
    table(['', ''], head),
    table(['interpretation', 'form', 'stage', 'on', 'title', 'heads not found'], made, 'no interpretations'),
    ...(asked.length === 0 ? [] : [table(['consultation', 'ways', 'opens', 'closes', 'none, or result'], asked)]),
    owedTable(shown.owed),
  ].join('\n');
}
