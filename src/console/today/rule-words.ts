import words from '../../../content/wording/console/today.yaml';
import { say } from '../look/say.ts';
import type { RuleFacts } from './today-types.ts';

/** A rule in short, as the ruler has it beside the name: 2 周, 文件后 3 个工作日. */
export function ruleShort({ kind, days, unit, per, count }: RuleFacts): string {
  const of = per === null ? '' : words.rule.per[per];
  if (kind === 'within' && unit === 'day' && days !== null && days % 7 === 0)
    return say(words.rule.weeks, { n: days / 7 });
  if (kind === 'within') return say(unit === 'day' ? words.rule.days : words.rule.workingDays, { n: days ?? 0 });
  if (kind === 'atLeast') return say(words.rule.atLeast, { per: of, n: count ?? 0 });
  if (kind === 'originals') return say(words.rule.originals, { per: of, n: count ?? 0 });
  if (kind === 'by') return say(words.rule.by, { per: of });
  return kind === 'withParent' ? say(words.rule.withParent, { n: days ?? 0 }) : words.rule.sameDay;
}

/** A rule in a sentence, with whose it is where that is known: 国办“2 周”. */
export function ruleNamed(rule: RuleFacts): string {
  const named: Readonly<Record<string, string>> = words.rule.named;
  return named[rule.id] ?? say(words.rule.quoted, { rule: ruleShort(rule) });
}
