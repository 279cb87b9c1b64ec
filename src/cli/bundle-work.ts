/** What is done for a bundle: interpreting without a page, ticking heads, consulting. */
import { AskedWrongly } from '../errors.ts';
import { consulteeOf } from '../policy/consultation.ts';
import { giveInterpretation } from '../policy/give-interpretation.ts';
import { openConsultation } from '../policy/open-consultation.ts';
import { publishResult } from '../policy/publish-result.ts';
import { tickHead } from '../policy/tick-head.ts';
import { oneOf } from './arguments.ts';
import { type BundleCommand, several } from './bundle-act.ts';

const stages = ['draft', 'release', 'in-force'] as const;

export const bundleWork: readonly BundleCommand[] = [
  {
    usage: 'interpret <id>',
    description: 'closes the task by an interpretation without a page; only the section that has the task may (I-01)',
    example: 'bundle interpret 01J… --form 发布会 --title 加装电梯政策新闻发布会 --on 2026-11-24 --as sun-lei',
    options: (command) =>
      command
        .requiredOption('--form <form>', 'a form of I-07')
        .requiredOption('--title <title>', 'what it was called')
        .option('--stage <stage>', stages.join(', '), 'release')
        .option('--on <day>', 'when it was given; default today')
        .option('--url <url>', 'where it can be seen')
        .option('--by <name>', 'who interpreted')
        .option('--role <role>', 'whose role it was (I-12)', 'drafter'),
    act: ({ desk, actor, bundle, options, today }) => {
      const { form = '', title = '', stage = '', on = today, url, by, role = '' } = options;
      const named = by === undefined ? null : { name: by, role };
      const wish = { bundle, form, title, stage: oneOf(stages, stage, 'stage'), on, url: url ?? null, by: named };
      return giveInterpretation(desk, actor, wish);
    },
  },
  {
    usage: 'tick <id> <interpretation> <head>',
    description: 'says that an interpretation covers a head of the checklist',
    example: 'bundle tick 01J… 01J… benefits --as sun-lei',
    act: ({ desk, actor, bundle, rest: [interpretation = '', head = ''] }) =>
      tickHead(desk, actor, { bundle, interpretation, head }),
  },
  {
    usage: 'consult <id>',
    description: 'enters a consultation with its days, or the reason for none (E-01)',
    example:
      'bundle consult 01J… --way open-call --opens 2026-10-20 --closes 2026-11-20 --ask enterprise:示例公司 --as sun-lei',
    options: (command) =>
      command
        .option('--way <code>', 'how people are asked (E-08); may be repeated', several, [])
        .option('--ask <kind:name>', 'who is asked (E-09); may be repeated', several, [])
        .option('--opens <day>', 'first day')
        .option('--closes <day>', 'last day')
        .option('--none <reason>', 'a code of policy.noConsultation, in place of the days'),
    act: ({ desk, actor, bundle, options: { way = [], ask = [], opens, closes, none } }) => {
      if ((opens === undefined) !== (closes === undefined)) throw halfADate();
      const days = opens === undefined || closes === undefined ? null : { opensOn: opens, closesOn: closes };
      const consultees = ask.map(consulteeOf);
      return openConsultation(desk, actor, { bundle, ways: way, consultees, days, noneReason: none ?? null });
    },
  },
  {
    usage: 'result <id> <consultation>',
    description: 'enters where the result of a consultation was published (E-02)',
    example: 'bundle result 01J… 01J… --url https://www.shili.gov.cn/art/1.html --as sun-lei',
    options: (command) =>
      command
        .requiredOption('--url <url>', 'the page of the result')
        .option('--on <day>', 'when it was published; default today'),
    act: ({ desk, actor, bundle, rest: [consultation = ''], options: { url = '', on }, today }) =>
      publishResult(desk, actor, { bundle, consultation, on: on ?? today, url }),
  },
];

function halfADate(): AskedWrongly {
  const remedy = 'Give --opens and --closes together, or --none with a reason.';
  return new AskedWrongly({ code: 'consultation-days', message: 'one of the two days is missing', remedy });
}
