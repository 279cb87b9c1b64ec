import type { Govcast } from '../govcast.ts';
import type { Actor } from '../ledger/append.ts';
import { confirmPair } from '../policy/confirm-pair.ts';
import type { PairKey } from '../policy/link-store.ts';
import { listPairs } from '../policy/list-pairs.ts';
import { refusePair } from '../policy/refuse-pair.ts';
import { reopenPair } from '../policy/reopen-pair.ts';
import { actingAs, actsAs } from './acting-person.ts';
import { oneOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

const decisions = ['made', 'offered', 'refused'] as const;

interface Verb {
  what: string;
  done: string;
  decision: string;
  act: (govcast: Govcast, actor: Actor, pair: PairKey, reason: string | null) => Promise<void>;
}

const verbs: Record<string, Verb> = {
  confirm: {
    what: 'they belong together, whatever linking finds',
    done: 'confirmed',
    decision: 'made',
    act: ({ acting }, actor, pair, reason) => confirmPair(acting, actor, pair, reason),
  },
  refuse: {
    what: 'they do not belong together, whatever linking finds',
    done: 'refused',
    decision: 'refused',
    act: ({ acting, config }, actor, pair, reason) => refusePair(acting, actor, pair, config.settings.linking, reason),
  },
  reopen: {
    what: 'take a confirmation or a refusal back: linking decides again',
    done: 'reopened',
    decision: 'open',
    act: ({ acting, config }, actor, pair, reason) => reopenPair(acting, actor, pair, config.settings.linking, reason),
  },
};

/** `govcast pair`: which interpretations belong to which policies, and a person's word on it. */
export const pairCommand: AddCommand = (program, cli) => {
  const pair = program.command('pair').description('policies with their interpretations, and a person’s word on them');
  pair
    .command('list')
    .description('pairs, the surest first')
    .option('--decision <decision>', decisions.join(', '))
    .option('--policy <id>', 'only those of this policy')
    .option('--interpretation <id>', 'only those of this interpretation')
    .option('--reasons', 'every reason in full')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast pair list --decision offered --reasons')
    .action(
      (options: { decision?: string; policy?: string; interpretation?: string; reasons?: true; json?: boolean }) =>
        cli.run(options.json, () =>
          withGovcast(cli, async ({ acting }) => {
            const { decision, policy, interpretation } = options;
            const decided = decision === undefined ? undefined : oneOf(decisions, decision, 'decision');
            const listed = await listPairs(acting.db, { decision: decided, policy, interpretation });
            const rows = listed.pairs.map((p) => {
              const why = [
                ...(p.decidedBy === null ? [] : [p.decidedBy]),
                ...(p.note ? [p.note] : []),
                ...p.reasons,
              ].join('；');
              const names = [p.policy, (p.stub ? '*' : '') + p.policyTitle.slice(0, 20)];
              const reading = [p.interpretation, p.interpretationTitle.slice(0, 20)];
              const full = options.reasons ? why : why.slice(0, 40);
              return [...names, ...reading, p.decision, p.form, p.stage, p.score.toFixed(2), full];
            });
            const head = ['policy', '', 'interpretation', '', 'decision', 'form', 'stage', 'score', 'by, or why'];
            return { object: listed, text: () => table(head, rows, 'no pairs') };
          }),
        ),
    );
  for (const [verb, { what, done, decision, act }] of Object.entries(verbs)) {
    actsAs(pair.command(`${verb} <policy> <interpretation>`).description(what))
      .option('--reason <text>', 'why; it stands in the ledger')
      .option('--json', 'one JSON object for machines')
      .addHelpText('after', `\nExample:\n  govcast pair ${verb} 01J… 01J… --reason "另一年度的文件" --as zhang-wei`)
      .action((policy: string, interpretation: string, options: { as: string; reason?: string; json?: boolean }) =>
        cli.run(options.json, () =>
          withGovcast(cli, async (govcast) => {
            const actor = actingAs(govcast, options.as, ['editor', 'section-head', 'leader'], `${verb} a pair`);
            await act(govcast, actor, { policy, interpretation }, options.reason ?? null);
            return {
              object: { policy, interpretation, decision },
              text: () => `${done}: ${policy} and ${interpretation}`,
            };
          }),
        ),
      );
  }
};
