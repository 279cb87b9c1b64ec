/** What a person changes of a time that stands on the plan. */
import type { Command } from 'commander';
import { isoBeijing } from '../calendar/beijing-time.ts';
import { moveQueued } from '../delivery/move-queued.ts';
import { queueParts } from '../queue-parts.ts';
import { announcePost } from '../schedule/announce-post.ts';
import type { Placement } from '../schedule/placement-store.ts';
import type { Move } from '../schedule/placing/choose-places.ts';
import { unpinPlacement } from '../schedule/unpin-placement.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf, momentOf } from './arguments.ts';
import type { Cli } from './cli.ts';
import { withGovcast } from './with-govcast.ts';

interface Options {
  channel: string;
  at: string;
  as: string;
  json?: boolean;
}

/** `govcast queue move | unpin | announce`. */
export function addQueueMoves(queue: Command, cli: Cli): void {
  actsAs(
    queue
      .command('move <what>')
      .description('gives post:ID another time on a channel and pins it there; an approved post’s delivery moves along')
      .requiredOption('--channel <name>', 'id of the account, or main')
      .requiredOption('--at <moment>', 'the new time, "2026-11-25 09:00" in Beijing'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExample:\n  govcast queue move post:01J… --channel main --at "2026-11-25 09:00" --as zhang-wei',
    )
    .action((what: string, { channel: name, at, as, json }: Options) =>
      cli.run(json, () =>
        withGovcast(cli, async (govcast) => {
          const moving = { post: idOf('post', what), channel: govcast.channelConfig(name).id, at: momentOf(at) };
          const moved = await moveQueued(queueParts(govcast), moving, actingPerson(govcast, as));
          const { placement, warning } = moved;
          const moves = moved.moves.map(shownMove);
          const losses = moved.losses.map(({ standing: { post, channel }, code, obstacle }) => ({
            ...{ post, channel, code, obstacle },
          }));
          const lines = [
            placeText(placement),
            ...moves.map((m) => `post:${m.post} on ${m.channel} moved from ${m.was} to ${m.at}: ${m.reason}`),
            ...losses.map((l) => `post:${l.post} has no place on ${l.channel} any more: ${l.obstacle}`),
          ];
          const object = { ok: true, placement: shownPlace(placement), warning, moves, losses };
          return { object, text: () => lines.join('\n') };
        }),
      ),
    );
  actsAs(
    queue
      .command('unpin <what>')
      .description('takes the pin off post:ID on a channel: the planner may move it again, unless it is announced')
      .requiredOption('--channel <name>', 'id of the account, or main'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast queue unpin post:01J… --channel main --as zhang-wei')
    .action((what: string, { channel: name, as, json }: Omit<Options, 'at'>) =>
      cli.run(json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, config, channelConfig } = govcast;
          const place = { post: idOf('post', what), channel: channelConfig(name).id };
          const unpinned = await unpinPlacement(acting, config.people, place, actingPerson(govcast, as));
          return { object: { ok: true, placement: shownPlace(unpinned) }, text: () => placeText(unpinned) };
        }),
      ),
    );
  actsAs(
    queue
      .command('announce <what>')
      .description(
        'says that the times of post:ID have been told to others: only an urgent post moves them from now on',
      )
      .option('--channel <name>', 'id of the account, or main; default all of its channels'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast queue announce post:01J… --as zhang-wei')
    .action((what: string, { channel: name, as, json }: { channel?: string; as: string; json?: boolean }) =>
      cli.run(json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, config, channelConfig } = govcast;
          const post = { post: idOf('post', what), channel: name === undefined ? null : channelConfig(name).id };
          const places = await announcePost(acting, config.people, post, actingPerson(govcast, as));
          const object = { ok: true, placements: places.map(shownPlace) };
          return { object, text: () => places.map(placeText).join('\n') };
        }),
      ),
    );
}

function shownPlace({ post, channel, act, at, reason, pinned, announcedAt }: Placement) {
  const announced = announcedAt !== null;
  return { post, channel, act, at: isoBeijing(at), reason, pinned: pinned === 1, announced };
}

function shownMove({ standing: { post, channel, at: was }, at, reason }: Move) {
  return { post, channel, was: isoBeijing(was), at: isoBeijing(at), reason };
}

function placeText(place: Placement): string {
  const { post, channel, act, at, reason, pinned, announced } = shownPlace(place);
  const marks = [...(pinned ? ['pinned'] : []), ...(announced ? ['announced'] : [])].join(', ');
  return `post:${post} on ${channel} (${act}) at ${at}${marks === '' ? '' : `, ${marks}`}: ${reason}`;
}
