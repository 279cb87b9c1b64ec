import type { PersonAnswer } from '../delivery/answer-question.ts';
import { answerWithProof } from '../delivery/answer-with-proof.ts';
import { showDelivery } from '../delivery/show-delivery.ts';
import { stateLabels, waitingTexts } from '../delivery/state.ts';
import { AskedWrongly } from '../errors.ts';
import { linkAccount } from '../link-account.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf, momentOf, oneOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { addConfirm } from './confirm-delivery.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

interface AnswerOptions {
  link?: string;
  at?: string;
  note: string;
  as: string;
  json?: boolean;
}

const answers = ['went-out', 'repeat', 'move', 'leave'] as const;

/** `govcast delivery`: one delivery with its steps, and the answer to what it asks. */
export const deliveryCommand: AddCommand = (program, cli) => {
  const delivery = program.command('delivery').description('one delivery, and the answer to what it asks');
  delivery
    .command('show <id>')
    .description('steps, attempts, what was published and what is asked')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast delivery show 01J…')
    .action((id: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting }) => {
          const shown = await showDelivery(acting.db, idOf('delivery', id));
          const rows = shown.steps.flatMap((step) => [
            [step.name, step.effect, step.state, ''],
            ...step.attempts.map((a) => [`  attempt ${a.number}`, a.begunAt, a.state, a.externalId ?? a.error]),
          ]);
          const asked = shown.question
            ? [
                `asked: ${shown.question.seen} (${shown.question.kind})`,
                shown.question.remedy,
                ...commandsOf(shown.question.kind, shown.id),
              ]
            : [waitingTexts[shown.reason ?? ''] ?? []].flat();
          const taken = shown.handOff
            ? [
                `taken by ${shown.handOff.takenBy} at ${shown.handOff.takenAt}${shown.handOff.void ? `, void since ${shown.handOff.void}: do not publish it` : ''}`,
              ]
            : [];
          const out = shown.publications.map((p) => `published ${p.publicAt} ${p.title} ${p.url ?? ''}`);
          const head = `delivery ${shown.id} ${shown.state} ${stateLabels[shown.state]} ${shown.reason ?? ''}`;
          const what = `post:${shown.post} on ${shown.channel} (${shown.act}) at ${shown.at}`;
          const steps = table(['step', 'effect, or begun', 'state', 'id or error'], rows);
          return { object: shown, text: () => [head, what, steps, ...taken, ...out, ...asked].join('\n') };
        }),
      ),
    );
  addConfirm(delivery, cli);
  const answer = delivery
    .command('answer <id> <answer>')
    .description('went-out with a link that opens, repeat, move to another time, or leave; look at the account first')
    .option('--link <url>', 'with went-out: the link of the published article')
    .option('--at <moment>', 'with move: when it goes out, Beijing time')
    .option('--note <text>', 'who looked and what was seen', '');
  actsAs(answer)
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExample:\n  govcast delivery answer 01J… went-out --link https://mp.weixin.qq.com/s/… --note 李娜查看后台 --as li-na',
    )
    .action((text: string, said: string, options: AnswerOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { work } = govcast;
          const given = answerOf(oneOf(answers, said, 'answer'), options);
          const id = idOf('delivery', text);
          const actor = actingPerson(govcast, options.as);
          const state = await answerWithProof(work, (channel) => linkAccount(govcast, channel), id, given, actor);
          return { object: { id, answer: said, state }, text: () => `delivery ${id} ${state} ${stateLabels[state]}` };
        }),
      ),
    );
};

function answerOf(is: (typeof answers)[number], { link, at, note }: AnswerOptions): PersonAnswer {
  if (is === 'move') {
    if (at !== undefined) return { is, at: momentOf(at), note };
    const remedy = 'Say when with --at "2026-11-25 09:00".';
    throw new AskedWrongly({ code: 'answer-time', message: 'the answer needs a time', remedy });
  }
  if (is === 'went-out') return { is, link: link ?? null, note };
  return { is, note };
}

/** What answers a question in a terminal; the question itself says where the console does. */
function commandsOf(kind: string, id: string): string[] {
  const confirm = `govcast delivery confirm ${id} --link URL`;
  const answer = `govcast delivery answer ${id} ANSWER`;
  if (kind === 'hand-off') return [`govcast hand-off ${id}`, confirm, `govcast channel probe, then ${answer}`];
  if (kind === 'hand-off-void') return [confirm, answer];
  return kind === 'blackout' ? [answer, 'govcast blackout answer'] : [answer];
}
