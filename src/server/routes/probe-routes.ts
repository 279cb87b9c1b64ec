/** Trying again what accounts may do: one at once, or all of them by the worker. */
import { z } from 'zod';
import { askProbes, canProbe } from '../../channels/ask-probes.ts';
import { probeChannel } from '../../channels/probe-channel.ts';
import { countProbeWishes } from '../../channels/probe-wish-store.ts';
import type { Role } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { accountAsked } from './account-asked.ts';

const mayProbe: readonly Role[] = ['section-head', 'leader', 'system-admin'];

export function probeRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, channelDeps, config } = govcast;
  const { ours } = accountAsked(govcast);
  return [
    route({
      method: 'POST',
      path: '/matrix/probes',
      summary: 'Has the rights of every account tried again; the worker does it, one after the other',
      admits: mayProbe,
      body: z.object({}),
      answer: z.object({ added: z.number(), left: z.number() }),
      handle: async ({ caller }) => {
        const added = await askProbes(acting, config.channels, caller.actor);
        return { added, left: await countProbeWishes(acting.db) };
      },
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/probe',
      summary: 'Tries what the account may do; what it lacks goes by hand',
      admits: mayProbe,
      params: z.object({ account: z.string() }),
      answer: z.object({
        rights: z.array(z.object({ api: z.string(), right: z.string(), code: z.string().nullable() })),
      }),
      handle: async ({ params, caller }) => {
        const account = ours(params.account);
        if (!canProbe(account)) throw byHand(account.id);
        const found = await probeChannel(acting, channelDeps, account, caller.actor);
        return { rights: found.map(({ api, right, code }) => ({ api, right, code })) };
      },
    }),
  ];
}

function byHand(account: string): Refused {
  return new Refused({
    code: 'channel-by-hand',
    message: `nothing of ${account} can be tried: it has no interface that is called`,
    place: account,
    remedy: 'Publish by hand-off and enter the link.',
  });
}
