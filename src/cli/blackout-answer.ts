import type { Command } from 'commander';
import { answerBlackout, type BlackoutAnswer } from '../delivery/answer-blackout.ts';
import { AskedWrongly } from '../errors.ts';
import type { Govcast } from '../govcast.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf, momentOf } from './arguments.ts';
import type { Cli } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

interface AnswerOptions {
  send?: boolean;
  nextSlot?: boolean;
  move?: string;
  drop?: boolean;
  note: string;
  all?: boolean;
  as: string;
  json?: boolean;
}

/** `govcast blackout answer`: what becomes of what was kept back, many at once. */
export function addBlackoutAnswer(blackout: Command, cli: Cli): void {
  const answer = blackout
    .command('answer <id> [deliveries...]')
    .description('says what becomes of what it kept back: of the deliveries that are named, or of all')
    .option('--send', 'now, one after the other on each account')
    .option('--next-slot', 'with --send: at the first free slots of each account')
    .option('--move <moment>', 'from this moment on, Beijing time')
    .option('--drop', 'not at all; needs --note')
    .option('--note <text>', 'with --drop: why', '')
    .option('--all', 'every delivery that still asks');
  actsAs(answer)
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast blackout answer 01J… --send --next-slot --all --as zhang-wei')
    .action((id: string, deliveries: string[], options: AnswerOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const given = answerOf(govcast, options);
          const only = chosen(deliveries, options.all === true);
          const actor = actingPerson(govcast, options.as);
          const done = await answerBlackout(govcast.work, idOf('blackout', id), only, given, actor);
          const rows = [
            ...done.answered.map((a) => [a.delivery, a.channel, a.state, a.at ?? '']),
            ...done.refused.map((r) => [r.delivery, '', 'refused', `${r.error.message} ${r.error.remedy}`]),
          ];
          return {
            ok: done.refused.length === 0,
            object: { ok: done.refused.length === 0, ...done },
            text: () =>
              [table(['delivery', 'channel', 'state', 'at'], rows, 'nothing asks'), `${done.open} still ask`].join(
                '\n',
              ),
          };
        }),
      ),
    );
}

function answerOf({ planning }: Govcast, { send, nextSlot: slots, move, drop, note }: AnswerOptions): BlackoutAnswer {
  const given = [send, move, drop].filter((each) => each !== undefined);
  if (given.length !== 1) throw oneAnswer('Give one of --send, --move MOMENT and --drop.');
  if (move !== undefined) return { is: 'move', at: momentOf(move) };
  if (drop) return { is: 'drop', note };
  return slots ? { is: 'send', slotsOf: planning } : { is: 'send' };
}

function chosen(deliveries: readonly string[], all: boolean): string[] | null {
  if (all === deliveries.length > 0) throw oneAnswer('Name deliveries, or give --all.');
  return all ? null : deliveries.map((each) => idOf('delivery', each));
}

function oneAnswer(remedy: string): AskedWrongly {
  return new AskedWrongly({ code: 'usage', message: 'it is not clear what is answered', remedy });
}
