import { decideRelation } from '../policy/decide-relation.ts';
import { listStubs } from '../policy/list-stubs.ts';
import { type RelationKind, relationKinds } from '../policy/relation.ts';
import { type ShownPolicy, showPolicy } from '../policy/show-policy.ts';
import { actingAs, actsAs } from './acting-person.ts';
import { oneOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

const words = { confirm: 'made', refuse: 'refused', reopen: 'open' } as const;
const kinds = Object.keys(relationKinds) as RelationKind[];

/** `govcast policy`: the stages of a policy, what it replaces or repeals, and a person's word on it. */
export const policyCommand: AddCommand = (program, cli) => {
  const policy = program.command('policy').description('stages of a policy, what it replaces, and those from above');
  policy
    .command('show <id>')
    .description(
      'its interpretations by stage, its drafts, what it replaces, repeals or amends, and what does so to it',
    )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast policy show 01J…')
    .action((id: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting }) => {
          const shown = await showPolicy(acting.db, id);
          return { object: shown, text: () => textOf(shown) };
        }),
      ),
    );
  policy
    .command('stubs')
    .description('policies of a higher level that interpretations here explain and no portal here has')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast policy stubs')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting }) => {
          const listed = await listStubs(acting.db);
          const rows = listed.stubs.map((s) => [
            s.id,
            s.title,
            s.number ?? '',
            s.level ?? '',
            String(s.interpretations),
          ]);
          const head = ['id', 'title', 'number', 'level', 'interpretations'];
          return { object: listed, text: () => table(head, rows, 'no policies from above') };
        }),
      ),
    );
  for (const [verb, word] of Object.entries(words)) {
    actsAs(policy.command(`${verb} <from> <to>`).description(`${verb} what linking says of two policies`))
      .requiredOption('--kind <kind>', kinds.join(', '))
      .option('--reason <text>', 'why; it stands in the ledger')
      .option('--json', 'one JSON object for machines')
      .addHelpText('after', `\nExample:\n  govcast policy ${verb} 01J… 01J… --kind draft-of --as zhang-wei`)
      .action((from: string, to: string, options: { as: string; kind: string; reason?: string; json?: boolean }) =>
        cli.run(options.json, () =>
          withGovcast(cli, async (govcast) => {
            const kind = oneOf(kinds, options.kind, 'kind of relation');
            const actor = actingAs(govcast, options.as, ['editor', 'section-head', 'leader'], `${verb} a relation`);
            const { acting, config } = govcast;
            await decideRelation(
              acting,
              actor,
              { from, to, kind },
              word,
              config.settings.linking,
              options.reason ?? null,
            );
            return { object: { from, to, kind, decision: word }, text: () => `${verb}: ${from} ${kind} ${to}` };
          }),
        ),
      );
  }
};

function textOf({ policy, stages, relations }: ShownPolicy): string {
  const readings = Object.entries(stages).flatMap(([stage, pairs]) =>
    pairs.map((p) => [stage, p.interpretation, p.interpretationTitle, p.form, p.decision, p.score.toFixed(2)]),
  );
  const related = relations.map((r) => [
    ...[r.direction === 'to' ? `${r.kind} →` : `← ${r.kind}`, r.other, r.title, r.decision],
    r.decidedBy ?? r.reasons.join('；'),
  ]);
  return [
    `${policy.title}${policy.number === null ? '' : `（${policy.number}）`}${policy.stub ? '  (no page here)' : ''}`,
    table(['stage', 'interpretation', '', 'form', 'decision', 'score'], readings, 'no interpretations'),
    table(['relation', 'policy', '', 'decision', 'by, or why'], related, 'no relations'),
  ].join('\n');
}
