/** Trying again what accounts may do: one at once, or all of them by the worker. */
import { z } from 'zod';
import { askProbes } from '../../channels/ask-probes.ts';
import { countProbeWishes } from '../../channels/probe-wish-store.ts';
import type { Govcast } from '../../govcast.ts';
import { type ApiRoute, route } from '../api/route.ts';

export function probeRoutes({ acting, config }: Govcast): ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: '/matrix/probes',
      summary: 'Has the rights of every account tried again; the worker does it, one after the other',
      admits: ['section-head', 'leader', 'system-admin'],
      body: z.object({}),
      answer: z.object({ added: z.number(), left: z.number() }),
      handle: async ({ caller }) => {
        const added = await askProbes(acting, config.channels, caller.actor);
        return { added, left: await countProbeWishes(acting.db) };
      },
    }),
  ];
}
