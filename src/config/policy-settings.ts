/** What policies owe: the part `policy` of govcast.yaml, each setting with its default, its unit and its source. */
import { z } from 'zod';
import { daySchema } from './catalogue.ts';
import { idSchema } from './id.ts';
import { limitSchema } from './limit.ts';

const source = z.string().min(1);
const named = z.strictObject({ code: idSchema, name: z.string().min(1) });

/** A head of what an interpretation must cover: any of its words in a heading tells it, any of its phrases anywhere. */
const head = z.strictObject({
  code: idSchema,
  name: z.string().min(1),
  words: z.array(z.string().min(1)).min(1),
  phrases: z.array(z.string().min(1)).default([]),
});
export type ChecklistHead = z.infer<typeof head>;

const headOf = (code: string, name: string, words: string, phrases: string): ChecklistHead => ({
  code,
  name,
  words: words.split(' '),
  phrases: phrases.split(' '),
});

/** I-08: the five heads of S0. */
const five = [
  headOf('concepts', '核心概念', '概念 名词解释 定义 什么是', '是指 指的是'),
  headOf('differences', '新旧政策差异', '新旧 差异 变化 修订 亮点 创新 不同', '与原 相比 由原来 提高到 调整为'),
  headOf('scope', '适用范围', '范围 对象 哪些人 适用', '适用范围 适用于 适用对象'),
  headOf('standards', '执行标准与注意事项', '标准 注意事项 流程 程序 期限 时限 口径', '注意事项 执行标准 办理流程'),
  headOf(
    'benefits',
    '惠民举措与享受条件',
    '惠民 惠企 补贴 补助 优惠 减免 奖励 条件 申领 享受',
    '享受条件 申请条件 可享受 可以享受 可以申领',
  ),
];

/** I-09: the six heads of the bureau. */
const six = [
  headOf('background', '出台背景', '背景 必要性 为什么 起草过程', '出台背景 制定背景'),
  headOf('basis', '制定依据', '依据', '制定依据 政策依据 法律依据 根据《'),
  headOf('objectives', '目标', '目标 目的 总体要求 意义', '工作目标 主要目标 总体目标'),
  headOf('tasks', '主要任务', '任务 主要内容 举措 措施 重点', '主要任务 主要内容 重点任务'),
  headOf('scope', '适用范围', '范围 对象 适用', '适用范围 适用于 适用对象'),
  headOf('later-work', '下一步工作', '下一步 后续 保障措施 组织实施 贯彻落实', '下一步 后续工作'),
];

/** The seven ways of consulting that are shipped (E-08); an office adds its own by `policy.moreWays`. */
export const shippedWays = {
  source: 'S4 三(五)',
  ways: [
    { code: 'meeting', name: '座谈会' },
    { code: 'hearing', name: '听证会' },
    { code: 'visit', name: '实地走访' },
    { code: 'written', name: '书面征求意见' },
    { code: 'open-call', name: '向社会公开征求意见' },
    { code: 'questionnaire', name: '问卷调查' },
    { code: 'poll', name: '民意调查' },
  ],
};

const checklist = z.strictObject({ name: z.string().min(1), source, heads: z.array(head).min(1) });

export const policySettings = z
  .strictObject({
    /** I-02, N-15: from publication on the portal, never from 成文日期. */
    interpretation: limitSchema.prefault({
      days: 3,
      unit: 'working-day',
      source: '政策解读时限要求（I-02）；地方规定引国办发〔2016〕80号（N-15）',
    }),
    /** what the office aims at; `together` shows beside the limit whether it came with the document. */
    target: z
      .strictObject({
        aim: z.enum(['together', 'within']).default('together'),
        source: source.default('S1 二(六)1 三同步'),
      })
      .prefault({}),
    /** I-05, C-row-15: the interpretation appears with the document. Where it is adopted it is the stricter rule. */
    sameTime: z
      .strictObject({
        adopted: z.boolean().default(false),
        column: z.string().default('政务公开/决策公开/政策解读'),
        owners: z.array(z.string().min(1)).default(['各科室', '办公室']),
        source: source.default('S2 信息更新时限表第15行（与政策文件同时发布、签署）'),
      })
      .prefault({}),
    /** labels of the three steps, 三同步. They change what is shown and nothing else. */
    steps: z
      .strictObject({
        labels: z.tuple([z.string().min(1), z.string().min(1), z.string().min(1)]).default(['起草', '审签', '发布']),
        source: source.default('S1 二(六)1；S4 三(四) 作组织、审签、部署'),
      })
      .prefault({}),
    /** I-08, I-09: which checklist the office uses, and the lists. */
    checklist: idSchema.default('five'),
    checklists: z.record(idSchema, checklist).default({
      five: { name: '五项要点', source: '政策解读内容要求（I-08）', heads: five },
      six: { name: '部门六项', source: '部门政策解读内容要求（I-09）', heads: six },
    }),
    /** Classes of documents; a document number with 规 makes a normative one. */
    classes: z
      .array(named)
      .min(1)
      .default([
        { code: 'normative', name: '行政规范性文件' },
        { code: 'policy', name: '政策性文件' },
      ]),
    /** who is asked for as first interpreter of a major policy, by class of document. */
    firstInterpreter: z
      .strictObject({
        position: z.enum(['section-head', 'department-head']).default('section-head'),
        byClass: z.record(idSchema, z.enum(['section-head', 'department-head'])).default({}),
        source: source.default('S2 二(一)3(8) 科室负责人为第一解读人和责任人'),
      })
      .prefault({}),
    /** I-18: reasons for which a policy needs no interpretation. */
    noInterpretation: z
      .array(named)
      .min(1)
      .default([
        { code: 'leading-group', name: '成立领导小组等议事协调机构' },
        { code: 'plain-forwarding', name: '单纯转发上级文件' },
        { code: 'personnel', name: '人事任免' },
        { code: 'internal', name: '内部事务管理' },
        { code: 'single-matter', name: '针对特定对象的批复、函' },
        { code: 'repeal', name: '单纯宣布失效或废止' },
      ]),
    /** E-08: ways of consulting that the office adds to the seven shipped ones. */
    moreWays: z.array(named).default([]),
    /** E-01: reasons for which a policy of major public interest is not consulted on. */
    noConsultation: z
      .array(named)
      .min(1)
      .default([{ code: 'secret', name: '依法需要保密' }]),
    /** C-15: stages of a major decision, in order. */
    decisionStages: z
      .strictObject({
        stages: z
          .array(named)
          .min(1)
          .default([
            { code: 'listed', name: '列入目录' },
            { code: 'opinions', name: '公众参与' },
            { code: 'experts', name: '专家论证' },
            { code: 'risk', name: '风险评估' },
            { code: 'legality', name: '合法性审查' },
            { code: 'decided', name: '集体讨论决定' },
            { code: 'published', name: '决策公布' },
            { code: 'carried-out', name: '执行和落实' },
            { code: 'evaluated', name: '决策后评估' },
          ]),
        source: source.default('S1 一(四)1；重大行政决策程序，各地可改'),
      })
      .prefault({}),
    /** The section that drafts what a source publishes, until somebody says otherwise: `shili/zcwj: regulation`. */
    sections: z.record(z.string(), idSchema).default({}),
    /** Policies published before this day owe nothing; null asks for all. An archive that is read in is not a backlog. */
    since: daySchema.nullable().default(null),
  })
  .superRefine((policy, context) => {
    if (Object.hasOwn(policy.checklists, policy.checklist)) return;
    const known = Object.keys(policy.checklists);
    context.addIssue({
      code: 'custom',
      path: ['checklist'],
      message: `one of ${known.join(', ')}`,
      params: { remedy: `Choose one of ${known.join(', ')}, or add the list to policy.checklists.` },
      input: policy.checklist,
    });
  })
  .prefault({});

export type PolicySettings = z.infer<typeof policySettings>;
