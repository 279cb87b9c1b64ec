import type { Command } from 'commander';
import { cancelQueued } from '../delivery/cancel-queued.ts';
import { listDeliveries } from '../delivery/list-deliveries.ts';
import { listWaiting } from '../delivery/list-waiting.ts';
import { AskedWrongly } from '../errors.ts';
import type { Govcast } from '../govcast.ts';
import { type ListedPlace, listPlaces } from '../schedule/list-plan.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf } from './arguments.ts';
import type { AddCommand, Cli } from './cli.ts';
import { addQueueAdd } from './queue-add.ts';
import { addQueueMoves } from './queue-moves.ts';
import { addQueuePlan } from './queue-plan.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast queue`: what goes out where and when. */
export const queueCommand: AddCommand = (program, cli) => {
  const queue = program.command('queue').description('what goes out on which channel and when');
  addQueueAdd(queue, cli);
  queue
    .command('list')
    .description('deliveries by due time, the newest last, and what waits for signatures')
    .option('--open', 'leaves out what is published or dropped')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast queue list --open')
    .action((options: { open?: boolean; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, clock }) => {
          const { deliveries } = await listDeliveries(acting.db, { open: options.open ?? false });
          const waiting = await listWaiting(acting.db);
          const placements = await listPlaces(acting.db, clock.now(), Number.MAX_SAFE_INTEGER);
          const whys = new Map(placements.map((p) => [`${p.post} ${p.channel}`, heldText(p)]));
          const why = ({ post, channel }: { post: string | null; channel: string }) =>
            whys.get(`${post} ${channel}`) ?? '';
          const head = ['delivery', 'title', 'channel', 'act', 'state', 'at', 'why then', 'attempts', 'link or remedy'];
          const rows = deliveries.map((d) => [
            ...[d.id, d.title.slice(0, 24), d.channel, d.act, [d.state, d.reason].filter(Boolean).join(' ')],
            ...[d.at, why(d), d.attempts, d.error?.remedy ?? d.url],
          ]);
          const unsigned = waiting.map((w) => [
            ...['unsigned', w.title.slice(0, 24), w.channel, w.act, w.state],
            ...[w.at, why(w), '', `post:${w.post}`],
          ]);
          return {
            object: { deliveries, waiting, placements },
            text: () => table(head, [...rows, ...unsigned], 'nothing is queued'),
          };
        }),
      ),
    );
  addQueuePlan(queue, cli);
  addQueueMoves(queue, cli);
  cancelCommand(queue, cli);
};

function heldText({ reason, pinned, announced }: ListedPlace): string {
  return [...(pinned ? ['pinned'] : []), ...(announced ? ['announced'] : []), reason].join(', ');
}

const outcomes = {
  stopped: 'stopped: nothing went out and nothing will',
  unplaced: 'stopped: it waited for signatures, and its place is gone',
  'too-late': 'too late to stop, it may have gone out; it will not be repeated (来不及停止，不会重发)',
  'already-final': 'it is finished already; nothing was changed',
  asking: 'it waits for your answer: govcast delivery answer',
};

function cancelCommand(queue: Command, cli: Cli): void {
  const command = queue
    .command('cancel <what>')
    .description('stops a delivery, or takes post:ID off a channel')
    .option('--channel <name>', 'with post:ID: id of the account, or main');
  actsAs(command)
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast queue cancel post:01J… --channel main --as zhang-wei')
    .action((what: string, options: { channel?: string; as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const actor = actingPerson(govcast, options.as);
          const cancelled = await cancelQueued(govcast.work, queuedAs(govcast, what, options.channel), actor);
          const ok = cancelled.outcome === 'stopped' || cancelled.outcome === 'unplaced';
          return { object: { ok, ...cancelled }, ok, text: () => outcomes[cancelled.outcome] };
        }),
      ),
    );
}

function queuedAs(govcast: Govcast, what: string, channel: string | undefined) {
  if (!what.startsWith('post:')) return { delivery: idOf('delivery', what) };
  if (channel !== undefined) return { post: idOf('post', what), channel: govcast.channelConfig(channel).id };
  throw new AskedWrongly({
    code: 'channel-missing',
    message: 'a post is taken off one channel at a time',
    remedy: 'Name it with --channel, or give the id of the delivery.',
  });
}
