import { queuePost } from '../../delivery/queue-post.ts';
import type { Govcast } from '../../govcast.ts';
import { queueParts } from '../../queue-parts.ts';
import { channelClocks } from '../../schedule/channel-clocks.ts';
import { clockedChannels } from '../../schedule/clocked-channels.ts';
import { by, peopleWith, type Staff, trying, whoIsThere } from './staff.ts';

const DAY = 86_400_000;
/** Levels at which somebody does something about a clock. */
const urgent = new Set(['yellow', 'orange', 'red', 'breached']);

/** For a clock that nears its end with nothing planned, the newest approved post that the account has not had. */
export async function tendClocks(staff: Staff, govcast: Govcast): Promise<void> {
  const { acting, calendar, config, clock } = govcast;
  const editor = whoIsThere(staff, govcast, peopleWith(govcast, ['editor', 'section-head']));
  if (editor === undefined) return;
  for (const channel of await clockedChannels(acting.db, config.channels)) {
    const { tightest, plannedAt } = await channelClocks(acting.db, calendar, config.cadence, channel, clock.now());
    if (!tightest || !urgent.has(tightest.state) || plannedAt !== null) continue;
    const post = await newestFor(govcast, channel.id);
    const what = `${editor}: the clock ${tightest.rule} of ${channel.id} is ${tightest.state}`;
    if (!post) {
      staff.log.say(`${what}, and there is nothing to send`);
      continue;
    }
    const wish = { post: post.id, channel: govcast.channelConfig(channel.id) };
    await trying(staff, what, async () => {
      await queuePost(queueParts(govcast), wish, by(govcast, editor));
      staff.log.say(`${what}; queues “${post.title}”`);
    });
  }
}

async function newestFor(
  { acting, clock }: Govcast,
  channel: string,
): Promise<{ id: string; title: string } | undefined> {
  return acting.db
    .selectFrom('post')
    .select(['post.id', 'post.title'])
    .where('post.state', '=', 'approved')
    .where('post.createdAt', '>', clock.now() - 30 * DAY)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('placement')
            .select('id')
            .whereRef('placement.post', '=', 'post.id')
            .where('channel', '=', channel),
        ),
      ),
    )
    .orderBy('post.createdAt', 'desc')
    .orderBy('post.id', 'desc')
    .executeTakeFirst();
}
