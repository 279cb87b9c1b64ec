/** Every rule as it was understood, with its source and an example counted from today: what 系统 › 规则 shows. Pure. */

import { beijingDay, startOfDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { dayWords } from '../calendar/day-words.ts';
import { type DayUnit, dueDate } from '../calendar/due-date.ts';
import type { CadenceRule } from '../config/cadence.ts';
import type { Config } from '../config/load-config.ts';
import { policyRuleLines } from '../config/policy-rules.ts';

export interface UnderstoodRule {
  group: 'cadence' | 'policy' | 'reply' | 'review';
  /** Id of the rule list, or of the entry of the configuration. */
  rule: string;
  /** In Chinese, a whole sentence. */
  says: string;
  source: string;
  /** `11月20日 起算，3 个工作日，到 11月25日 24:00`; null where nothing is counted in days. */
  example: string | null;
  /** Whether the example reaches a year without a holiday notice. */
  provisional: boolean;
}

type Parts = Pick<Config, 'cadence' | 'routing' | 'workflow' | 'settings'>;

/** @param now ms UTC; day 0 of the examples is its day in Beijing */
export function rulesUnderstood(config: Parts, calendar: Calendar, now: number): UnderstoodRule[] {
  const counted = (days: number, unit: DayUnit) => example(calendar, now, days, unit);
  const plain = { example: null, provisional: false };
  const { routing, workflow, settings } = config;
  return [
    ...config.cadence.rules.map(({ name, source, rule }): UnderstoodRule => {
      const more = rule.kind === 'within' ? counted(rule.days, rule.unit) : plain;
      return { group: 'cadence', rule: rule.id, says: `${name}：${cadenceWords(rule)}`, source, ...more };
    }),
    ...policyRuleLines(settings.policy).map(({ rule, says, source }): UnderstoodRule => {
      const { days, unit } = settings.policy.interpretation;
      return { group: 'policy', rule, says, source, ...(rule === 'N-15' ? counted(days, unit) : plain) };
    }),
    ...[...routing.intakes, ...routing.kinds].flatMap(({ id, name, limit }): UnderstoodRule[] =>
      limit
        ? [
            {
              ...{ group: 'reply', rule: id, says: `${name}：收到之日起 ${limit.days} ${unitWords(limit.unit)}内答复` },
              ...{ source: limit.source, ...counted(limit.days, limit.unit) },
            },
          ]
        : [],
    ),
    ...workflow.flows.map(
      (flow): UnderstoodRule => ({
        ...{ group: 'review', rule: flow.id, source: 'config/workflow.yaml', ...plain },
        says: `${flow.name}：过 ${flow.gates.length} 关，${flow.steps.map((step) => step.post).join(' → ')}`,
      }),
    ),
  ];
}

function example(calendar: Calendar, now: number, n: number, unit: DayUnit) {
  const from = beijingDay(now);
  const { date, provisional } = dueDate(calendar, { from, n, unit });
  const [start, end] = [from, date].map((day) => dayWords(day, startOfDay(from)));
  return { example: `${start} 起算，${n} ${unitWords(unit)}，到 ${end} 24:00`, provisional };
}

const periods = { week: '每周', month: '每月', quarter: '每季度' } as const;

function cadenceWords(rule: CadenceRule): string {
  switch (rule.kind) {
    case 'within':
      return `两次更新之间不超过 ${rule.days} ${unitWords(rule.unit)}${rule.counts.reposts ? '' : '，纯转载不算'}`;
    case 'atLeast':
      return `${periods[rule.per]}至少 ${rule.count} 条${rule.holidays === 'proRata' ? '，放假按比例减' : ''}`;
    case 'originals':
      return `${periods[rule.per]}至少 ${rule.count} 条原创`;
    case 'by':
      return `${periods[rule.per]}${rule.workingDay ? `第 ${rule.workingDay} 个工作日` : `${rule.day ?? ''} 日`}前`;
    case 'sameDay':
      return `信息形成当天公开，最迟 ${rule.hardDays} 个工作日`;
    case 'withParent':
      return `随政策文件同时发布，最迟 ${rule.hardDays} 个工作日`;
  }
}

function unitWords(unit: DayUnit): string {
  return unit === 'day' ? '天' : '个工作日';
}
