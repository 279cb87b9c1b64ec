/** What is done to an account of ours: stopping it, letting it go on, and telling what it published without us. */
import { z } from 'zod';
import { askHistory } from '../../channels/ask-history.ts';
import { pauseChannel } from '../../channels/pause-channel.ts';
import { resumeChannel } from '../../channels/resume-channel.ts';
import type { Role } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { openPast } from '../../history-desk.ts';
import { enterHistory } from '../../schedule/history/enter-history.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { accountAsked } from './account-asked.ts';

/** Anybody who publishes may stop an account at once; letting it send again is for those who answer for it. */
const mayStop: readonly Role[] = ['editor', 'section-head', 'leader', 'desk', 'system-admin'];
const mayResume: readonly Role[] = ['section-head', 'leader', 'system-admin'];
const mayEnter: readonly Role[] = ['editor', 'section-head', 'leader'];

const of = z.object({ account: z.string() });
const reason = z.string().trim().min(2).max(500);
const done = z.object({ account: z.string() });

export function channelActRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock, work } = govcast;
  const { ours } = accountAsked(govcast);
  return [
    route({
      method: 'POST',
      path: '/matrix/:account/pause',
      summary: 'Stops every delivery of an account that is not begun',
      admits: mayStop,
      params: of,
      body: z.object({ reason }),
      answer: done,
      handle: async ({ params, body, caller }) => {
        const { id } = ours(params.account);
        await pauseChannel(acting, caller.actor, id, body.reason);
        return { account: id };
      },
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/resume',
      summary: 'Lets a paused account deliver again',
      admits: mayResume,
      params: of,
      answer: done,
      handle: async ({ params, caller }) => {
        const { id } = ours(params.account);
        await resumeChannel(acting, caller.actor, id);
        return { account: id };
      },
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/sent-by-hand',
      summary: 'Enters what somebody published by hand: it counts for clocks, and a mass send for the quota',
      admits: mayEnter,
      params: of,
      body: z.object({
        at: z.number(),
        title: z.string().trim().max(200).default(''),
        url: z
          .url({ protocol: /^https?$/ })
          .nullable()
          .default(null),
        act: z.enum(['publish', 'massSend', 'message']),
        mark: z.enum(['original', 'repost']).nullable().default(null),
      }),
      answer: z.object({ account: z.string(), added: z.number(), known: z.number(), unchecked: z.number() }),
      handle: async ({ params, body, caller }) => {
        const { id } = ours(params.account);
        if (body.url === null && body.title === '') throw nothingTold(id);
        if (body.at > clock.now()) throw notYet(id);
        const entry = { ...body, place: id };
        const open = openPast(govcast, id);
        const entered = await enterHistory(acting, work.channel(id), open, [entry], caller.actor);
        return { account: id, added: entered.added, known: entered.known, unchecked: entered.unchecked.length };
      },
    }),
    route({
      method: 'POST',
      path: '/matrix/:account/read-history',
      summary: 'Has all that an account has published read again from its platform; the worker does it',
      admits: ['editor', 'section-head', 'leader', 'system-admin'],
      params: of,
      answer: done,
      handle: async ({ params, caller }) => {
        const { id } = ours(params.account);
        await askHistory(acting, work.channel(id), caller.actor);
        return { account: id };
      },
    }),
  ];
}

function nothingTold(account: string): Refused {
  const message = 'what was sent needs a link or a title';
  return new Refused({ code: 'history-nothing', message, place: account, remedy: 'Give its link, or its title.' });
}

function notYet(account: string): Refused {
  const message = 'the time it was sent at is still to come';
  return new Refused({ code: 'history-not-yet', message, place: account, remedy: 'Give the time it was public at.' });
}
