/** What people do with a post in review. Each holds for the very text that was seen. */
import type { Command } from 'commander';
import { deliverApproved } from '../delivery/deliver-approved.ts';
import { voidHandOffs } from '../delivery/hand-off/void-hand-offs.ts';
import { exceptFinding } from '../review/except-finding.ts';
import { headHash, showPost } from '../review/show-post.ts';
import { signPost } from '../review/sign-post.ts';
import { submitPost } from '../review/submit-post.ts';
import { tickGate } from '../review/tick-gate.ts';
import { withdrawApproval } from '../review/withdraw-approval.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf } from './arguments.ts';
import type { Cli } from './cli.ts';
import type { Doing, PostAct, PostOptions } from './post-act.ts';
import { awayActs } from './post-away-acts.ts';
import { releaseActs } from './post-release-acts.ts';
import { chainText } from './post-text.ts';
import { textActs } from './post-text-acts.ts';
import { withGovcast } from './with-govcast.ts';

const acts: readonly PostAct[] = [
  {
    usage: 'submit <id>',
    description: 'puts a draft before its signers',
    example: 'post submit 01J… --as li-na',
    act: async ({ govcast: { acting, reviewing }, post, seenHash, actor }) => {
      const { review, flow } = await submitPost(acting, reviewing, { post, seenHash }, actor);
      return { review, flow: flow.id };
    },
  },
  {
    usage: 'tick <id> <gate>',
    description: 'ticks one gate of the flow',
    example: 'post tick 01J… secrecy --comment 不涉密 --as qian-feng',
    options: (command) => command.option('--comment <text>', 'kept with the tick', ''),
    act: async ({ govcast: { acting, reviewing }, post, seenHash, actor, options, rest: [gate = ''] }) => {
      const tick = { post, seenHash, gate, comment: options.comment ?? '' };
      return { gate, openGates: await tickGate(acting, reviewing, tick, actor) };
    },
  },
  {
    usage: 'sign <id>',
    description: 'gives the next signature; the last one approves the post and makes its deliveries',
    example: 'post sign 01J… --opinion 同意 --as zhang-wei',
    options: (command) => command.option('--opinion <text>', 'as on the approval form', '同意'),
    act: (doing) => decide(doing, 'approve'),
  },
  {
    usage: 'return <id>',
    description: 'sends a post back to its drafter',
    example: 'post return 01J… --opinion 依据未列全 --as zhang-wei',
    options: (command) => command.requiredOption('--opinion <text>', 'what is wrong'),
    act: (doing) => decide(doing, 'return'),
  },
  {
    usage: 'except <id> <check> <excerpt>',
    description: 'lets one finding pass in this very text, under a reason code of workflow.yaml',
    example: 'post except 01J… personal-data 13800000000 --reason official-duty --as zhang-wei',
    options: (command) => command.requiredOption('--reason <code>', 'exceptionReasons of config/workflow.yaml'),
    act: async ({ govcast, post, seenHash, actor, options, rest: [check = '', excerpt = ''] }) => {
      const exception = { post, seenHash, check, excerpt, reasonCode: options.reason ?? '' };
      await exceptFinding(govcast.acting, govcast.reviewing, exception, actor);
      return { check, reason: exception.reasonCode };
    },
  },
  {
    usage: 'withdraw <id>',
    description: 'takes an approval back, so that nothing more of the post begins',
    example: 'post withdraw 01J… --reason 数据有误 --as wang-jianguo',
    options: (command) => command.requiredOption('--reason <text>', 'for the ledger'),
    act: async ({ govcast: { acting, reviewing, work }, post, actor, options }) => {
      const reason = options.reason ?? '';
      await withdrawApproval(acting, reviewing, { post, reason }, actor);
      const gone = await voidHandOffs(work, post);
      const voidHandOff = gone.flatMap(({ delivery, takenBy }) => (takenBy ? [`${delivery} (${takenBy})`] : []));
      return { reason, voidHandOff };
    },
  },
];

export function addPostActs(post: Command, cli: Cli): void {
  for (const { usage, description, example, options, act } of [...textActs, ...acts, ...releaseActs, ...awayActs]) {
    const command = post.command(usage).description(description);
    actsAs(options?.(command) ?? command)
      .option('--seen <hash>', 'content hash of the text that was read; default the newest text')
      .option('--json', 'one JSON object for machines')
      .addHelpText('after', `\nExample:\n  govcast ${example}`)
      .action(() => {
        const given = command.opts<PostOptions>();
        return cli.run(given.json, () => run(cli, command.args, given, act));
      });
  }
}

function run(cli: Cli, [id = '', ...rest]: string[], options: PostOptions, act: PostAct['act']) {
  return withGovcast(cli, async (govcast) => {
    const post = idOf('post', id);
    const { db } = govcast.acting;
    const actor = actingPerson(govcast, options.as);
    const seenHash = options.seen ?? (await headHash(db, post));
    const done = await act({ govcast, post, seenHash, actor, options, rest });
    const { title, state, contentHash, chain } = await showPost(db, govcast.reviewing, post);
    const object = { post, title, state, contentHash, ...done, chain };
    const told = Object.entries(done).map(([name, value]) => `${name}: ${[value].flat().join(', ')}`);
    return { object, text: () => [`post:${post} ${state}`, ...told, chainText(chain)].join('\n') };
  });
}

async function decide(doing: Doing, decision: 'approve' | 'return'): Promise<object> {
  const { govcast, post, seenHash, actor, options } = doing;
  const { acting, reviewing, work } = govcast;
  const deliveries: string[] = [];
  const descriptorOf = (id: string) => work.channel(id).descriptor;
  const wish = { post, seenHash, decision, opinion: options.opinion ?? '' };
  const { step, next } = await signPost(acting, reviewing, wish, actor, async (tx, { id, approvedHash }) => {
    if (approvedHash)
      deliveries.push(...(await deliverApproved(tx, acting, descriptorOf, { id, approvedHash }, actor)));
  });
  return { step, next, deliveries };
}
