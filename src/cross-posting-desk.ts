/** What cross-posting needs from the rest of the house; the loops and the command build from here. */
import { deliveryHooks } from './delivery/delivery-hooks.ts';
import { isSent, isSettled } from './delivery/is-settled.ts';
import { Refused } from './errors.ts';
import type { FurtherPages } from './posts/further-pages.ts';
import { type ProposalHouse, sourceKinds } from './proposal-desk.ts';
import { queueParts } from './queue-parts.ts';
import type { CrossPostDesk } from './schedule/cross-posting/place-cross-posts.ts';
import { crossPostedPages } from './schedule/cross-posting/take-pages.ts';
import { placePost } from './schedule/place-post.ts';

/** Which pages the rules take, for the loop that makes posts. */
export function furtherPages(govcast: ProposalHouse): () => Promise<FurtherPages | null> {
  const kinds = sourceKinds(govcast);
  const { acting, config } = govcast;
  return () => crossPostedPages(acting, config.crossPosting, (source) => kinds.get(source) ?? '');
}

/** What placing does. */
export function crossPostDesk(govcast: ProposalHouse): CrossPostDesk {
  const { acting, config, reviewing } = govcast;
  const { planning, descriptorOf } = queueParts(govcast);
  const { bundles, items } = config.settings.posts;
  return {
    reviewing,
    bundled: bundles !== 'never',
    ownSources: new Set(Object.keys(items)),
    isSettled,
    isSent,
    place: async ({ post, channel, act, latest }, actor) => {
      const { hooks } = deliveryHooks(acting, descriptorOf, actor);
      const wish = { channel: govcast.channelConfig(channel), ...(act === null ? {} : { act }) };
      const put = (bounds: { latest?: number }) =>
        placePost(acting, planning, { post, on: [{ ...wish, ...bounds }] }, actor, hooks);
      if (latest === null || latest <= acting.clock.now()) return put({});
      try {
        return await put({ latest });
      } catch (error) {
        // Nothing is free by then: late is better than never, and the concern says that it will be late.
        if (!(error instanceof Refused)) throw error;
        return put({});
      }
    },
  };
}
