import { beijingTime } from '../../calendar/beijing-time.ts';
import type { Act } from '../../channels/channel.ts';
import { queuePost } from '../../delivery/queue-post.ts';
import type { Govcast } from '../../govcast.ts';
import { queueParts } from '../../queue-parts.ts';
import { channelClocks } from '../../schedule/channel-clocks.ts';
import { clockedChannels } from '../../schedule/clocked-channels.ts';
import { by, peopleWith, type Staff, trying, whoIsThere } from './staff.ts';

const DAY = 86_400_000;
/** The rounds at which somebody looks at the clocks. */
const TENDED_AT = ['08:30', '14:00'];
/** Levels at which somebody does something about a clock. */
const urgent = new Set(['yellow', 'orange', 'red', 'breached']);

/**
 * Twice a day, for a clock that nears its end and that nothing planned will save: the newest approved post that the account has not had.
 * It is published, not mass-sent, where the account does both: mass sends of a month are few.
 */
export async function tendClocks(staff: Staff, govcast: Govcast): Promise<void> {
  const { acting, calendar, config, clock } = govcast;
  const editor = whoIsThere(staff, govcast, peopleWith(govcast, ['editor', 'section-head']));
  const hour = beijingTime(clock.now()).slice(0, 5);
  if (editor === undefined || !TENDED_AT.includes(hour)) return;
  for (const channel of await clockedChannels(acting.db, config.channels)) {
    const { clocks, plannedAt } = await channelClocks(acting.db, calendar, config.cadence, channel, clock.now());
    const near = clocks.find(({ state, dueAt, breachAt }) => {
      const planned = plannedAt !== null && dueAt !== null && (breachAt === null || breachAt > dueAt);
      return urgent.has(state) && !planned;
    });
    if (!near) continue;
    const post = await newestFor(govcast, channel.id);
    const what = `${editor}: the clock ${near.rule} of ${channel.id} is ${near.state}`;
    if (!post) {
      staff.log.say(`${what}, and there is nothing to send`);
      continue;
    }
    const account = govcast.channelConfig(channel.id);
    const acts: readonly Act[] = account.acts;
    const wish = {
      post: post.id,
      channel: account,
      act: acts.includes('publish') ? ('publish' as const) : account.defaultAct,
    };
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
