/** What repost tasks need, out of the configuration and the parts that stand to the right of the schedule. */

import { plainLink } from './channels/article-link.ts';
import { matrixAccounts } from './channels/matrix.ts';
import { openLink } from './delivery/open-link.ts';
import { publishedPost } from './delivery/published-post.ts';
import { queueEverywhere } from './delivery/queue-everywhere.ts';
import type { Govcast } from './govcast.ts';
import { loadHead } from './posts/post-store.ts';
import { queueParts } from './queue-parts.ts';
import { cannotTake } from './schedule/reposts/cannot-take.ts';
import type { RepostDesk } from './schedule/reposts/repost-desk.ts';

const MINUTE_MS = 60_000;

/** The desk of `govcast repost`, its routes and its loop. */
export function repostDesk(govcast: Govcast): RepostDesk {
  const { acting, clock, config, sandboxUrl } = govcast;
  return {
    ...acting,
    log: govcast.log,
    people: config.people,
    matrix: matrixAccounts(config.channels, config.outside),
    settings: config.settings.matrix.repost,
    publishedOn: publishedPost,
    plainLink,
    openLink: (link, { rehearses, ...expected }) => {
      const rehearsalHost = rehearses && sandboxUrl !== null ? new URL(sandboxUrl).host : null;
      return openLink(clock, link, { ...expected, rehearsalHost });
    },
    place: async (post, id, before, actor) => {
      const channel = govcast.channelConfig(id);
      const head = await loadHead(acting.db, post);
      const obstacle = head && cannotTake(head.composed, channel);
      if (obstacle) return obstacle;
      const parts = queueParts(govcast);
      const wish = { channel, latest: before - MINUTE_MS };
      const { ok, findings } = await queueEverywhere(parts, post, [wish], actor);
      if (ok) return null;
      const blocking = findings.filter((f) => f.severity === 'blocking').map((f) => f.message);
      return {
        code: 'repost-blocked',
        message: `findings block the post: ${blocking.join('; ')}`,
        remedy: `Mend them: govcast post show ${post}. Then it is placed by itself.`,
      };
    },
  };
}
