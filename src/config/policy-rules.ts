import { type PolicySettings, shippedWays } from './policy-settings.ts';

/** One rule on policies as it was understood: what holds here, in Chinese, and where it comes from. */
export interface PolicyRuleLine {
  rule: string;
  says: string;
  source: string;
}

/** The rules on policies as the office has set them, for `govcast bundle rules` and doctor. */
export function policyRuleLines(policy: PolicySettings): PolicyRuleLine[] {
  const { interpretation, sameTime, target, steps, firstInterpreter, decisionStages, moreWays } = policy;
  const unit = interpretation.unit === 'day' ? '自然日' : '工作日';
  const list = policy.checklists[policy.checklist];
  const position = (code: string) => (code === 'section-head' ? '科室负责人' : '部门主要负责人');
  const byClass = Object.entries(firstInterpreter.byClass).map(
    ([code, who]) => `${policy.classes.find((c) => c.code === code)?.name ?? code}为${position(who)}`,
  );
  const ways = [...shippedWays.ways, ...moreWays].map(({ name }) => name);
  return [
    {
      rule: 'N-15',
      says: `自公开发布之日起（不是成文日期）${interpretation.days} 个${unit}内发布解读`,
      source: interpretation.source,
    },
    {
      rule: 'X-01',
      says: target.aim === 'together' ? '目标是与文件同步发布，同时显示是否在时限内' : '只看是否在时限内',
      source: target.source,
    },
    {
      rule: 'I-05',
      says: `${sameTime.adopted ? '已启用' : '未启用'}：${sameTime.column}（${sameTime.owners.join('、')}）与政策文件同时发布`,
      source: sameTime.source,
    },
    { rule: 'X-02', says: steps.labels.map((label) => `同步${label}`).join('、'), source: steps.source },
    {
      rule: policy.checklist === 'six' ? 'I-09' : 'I-08',
      says: `${list?.name ?? policy.checklist}：${list?.heads.map(({ name }) => name).join('、') ?? ''}`,
      source: list?.source ?? '',
    },
    {
      rule: 'X-09',
      says: [`重大政策第一解读人为${position(firstInterpreter.position)}`, ...byClass].join('；'),
      source: firstInterpreter.source,
    },
    {
      rule: 'E-08',
      says: `征求意见方式：${ways.join('、')}`,
      source: moreWays.length === 0 ? shippedWays.source : `${shippedWays.source}；本局增加 ${moreWays.length} 种`,
    },
    { rule: 'C-15', says: decisionStages.stages.map(({ name }) => name).join(' → '), source: decisionStages.source },
  ];
}
