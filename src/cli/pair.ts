import { confirmPair } from '../policy/confirm-pair.ts';
import { listPairs } from '../policy/list-pairs.ts';
import { refusePair } from '../policy/refuse-pair.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { oneOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

const decisions = ['made', 'offered', 'refused'] as const;
const verbs = { confirm: 'confirmed', refuse: 'refused' } as const;

/** `govcast pair`: which interpretations belong to which policies, and a person's word on it. */
export const pairCommand: AddCommand = (program, cli) => {
  const pair = program.command('pair').description('policies with their interpretations, and a person’s word on them');
  pair
    .command('list')
    .description('pairs, the surest first')
    .option('--decision <decision>', decisions.join(', '))
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast pair list --decision offered')
    .action((options: { decision?: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting }) => {
          const { decision } = options;
          const filter = decision === undefined ? {} : { decision: oneOf(decisions, decision, 'decision') };
          const listed = await listPairs(acting.db, filter);
          const rows = listed.pairs.map((p) => [
            ...[p.policy, p.policyTitle.slice(0, 20), p.interpretation, p.interpretationTitle.slice(0, 20)],
            ...[p.decision, p.form, p.score.toFixed(2), p.decidedBy ?? p.reasons.join('；').slice(0, 40)],
          ]);
          const head = ['policy', '', 'interpretation', '', 'decision', 'form', 'score', 'by, or why'];
          return { object: listed, text: () => table(head, rows, 'no pairs') };
        }),
      ),
    );
  for (const verb of ['confirm', 'refuse'] as const) {
    const what = verb === 'confirm' ? 'they belong together' : 'they do not belong together, whatever linking finds';
    actsAs(pair.command(`${verb} <policy> <interpretation>`).description(what))
      .option('--json', 'one JSON object for machines')
      .addHelpText('after', `\nExample:\n  govcast pair ${verb} 01J… 01J… --as zhang-wei`)
      .action((policy: string, interpretation: string, options: { as: string; json?: boolean }) =>
        cli.run(options.json, () =>
          withGovcast(cli, async (govcast) => {
            const { acting, config } = govcast;
            const actor = actingPerson(govcast, options.as);
            const these = { policy, interpretation };
            if (verb === 'confirm') await confirmPair(acting, actor, these);
            else await refusePair(acting, actor, these, config.settings.linking);
            const decision = verb === 'confirm' ? 'made' : 'refused';
            return { object: { ...these, decision }, text: () => `${verbs[verb]}: ${policy} and ${interpretation}` };
          }),
        ),
      );
  }
};
