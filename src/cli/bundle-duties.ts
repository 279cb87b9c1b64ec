/** Who answers for a bundle, and what is known of its policy. */
import { archiveBundle } from '../policy/archive-bundle.ts';
import { assignSection } from '../policy/assign-section.ts';
import { traitByCode } from '../policy/bundle-traits.ts';
import { describeBundle } from '../policy/describe-bundle.ts';
import { handOverBundle } from '../policy/hand-over-bundle.ts';
import { planLine } from '../policy/interpretation-plan.ts';
import { nameInterpreter } from '../policy/name-interpreter.ts';
import { setPlan } from '../policy/set-plan.ts';
import { waiveInterpretation } from '../policy/waive-interpretation.ts';
import { oneOf } from './arguments.ts';
import { type BundleCommand, several } from './bundle-act.ts';

const positions = ['section-head', 'department-head'] as const;

export const bundleDuties: readonly BundleCommand[] = [
  {
    usage: 'section <id> <section>',
    description: 'says which section drafted the policy: it owes the interpretation (I-01)',
    example: 'bundle section 01J… housing-security --as sun-lei',
    act: ({ desk, actor, bundle, rest: [section = ''] }) => assignSection(desk, actor, { bundle, section }),
  },
  {
    usage: 'handover <id> <section>',
    description: 'hands the interpretation to another section; the ledger names both',
    example: 'bundle handover 01J… property --reason 业务已划转 --as sun-lei',
    options: (command) => command.requiredOption('--reason <text>', 'for the ledger'),
    act: ({ desk, actor, bundle, rest: [to = ''], options: { reason = '' } }) =>
      handOverBundle(desk, actor, { bundle, to, reason }),
  },
  {
    usage: 'plan <id>',
    description: 'sets the interpretation plan (解读方案), one --line for each form; no line takes it away',
    example: 'bundle plan 01J… --line "form=文字 channels=main on=2026-11-25 by=孙磊 role=drafter" --as sun-lei',
    options: (command) => command.option('--line <line>', 'form, channels, on, by and role', several, []),
    act: ({ desk, actor, bundle, options: { line = [] } }) =>
      setPlan(desk, actor, { bundle, lines: line.map(planLine) }),
  },
  {
    usage: 'interpreter <id>',
    description: 'names the first interpreter and responsible person (第一解读人和责任人)',
    example: 'bundle interpreter 01J… --name 孙磊 --post 住房保障科科长 --person sun-lei --as sun-lei',
    options: (command) =>
      command
        .requiredOption('--name <name>', '姓名')
        .requiredOption('--post <post>', '职务')
        .option('--position <position>', positions.join(', '), 'section-head')
        .option('--person <id>', 'the same person in people.yaml, for reminders'),
    act: ({ desk, actor, bundle, options: { name = '', post = '', position = '', person } }) => {
      const interpreter = { name, post, position: oneOf(positions, position, 'position'), person: person ?? null };
      return nameInterpreter(desk, actor, { bundle, interpreter });
    },
  },
  {
    usage: 'describe <id>',
    description: 'class, traits, telephone and days that the page does not say',
    example: 'bundle describe 01J… --trait major --telephone 0000-12319 --effective 2026-12-01 --as sun-lei',
    options: (command) =>
      command
        .option('--class <code>', 'a class of policy.classes in govcast.yaml')
        .option('--trait <trait>', 'major, public-interest, business; all of them, "none" for no trait', several)
        .option('--telephone <number>', '政策咨询电话; "office" for the office’s')
        .option('--effective <day>', 'first day in force')
        .option('--published <day>', 'day of publication, where the page gives none'),
    act: ({ desk, actor, bundle, options }) => {
      const { class: documentClass, trait, telephone, effective, published } = options;
      return describeBundle(desk, actor, {
        bundle,
        ...(documentClass === undefined ? {} : { documentClass }),
        ...(trait === undefined ? {} : { traits: trait.filter((each) => each !== 'none').map(traitByCode) }),
        ...(telephone === undefined ? {} : { telephone: telephone === 'office' ? null : telephone }),
        ...(effective === undefined ? {} : { effectiveOn: effective }),
        ...(published === undefined ? {} : { publishedOn: published }),
      });
    },
  },
  {
    usage: 'waive <id>',
    description: 'says that no interpretation is needed, with a reason code; its clock does not run (I-18)',
    example: 'bundle waive 01J… --reason plain-forwarding --as sun-lei',
    options: (command) =>
      command
        .option('--reason <code>', 'a code of policy.noInterpretation in govcast.yaml')
        .option('--note <text>', 'in words', '')
        .option('--undo', 'one is needed after all'),
    act: ({ desk, actor, bundle, options: { reason = '', note = '', undo } }) =>
      waiveInterpretation(desk, actor, { bundle, reason: undo ? null : reason, note }),
  },
  {
    usage: 'archive <id>',
    description: 'archives a bundle that owes neither interpretation nor result',
    example: 'bundle archive 01J… --as sun-lei',
    act: ({ desk, actor, bundle }) => archiveBundle(desk, actor, { bundle }),
  },
];
