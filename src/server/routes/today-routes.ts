/** 今日: what waits, what goes out today, the ruler, and taking what is proposed. */
import { z } from 'zod';
import { answerTake } from '../../answer-proposals.ts';
import type { Govcast } from '../../govcast.ts';
import { askingSchema, proposalsOf } from '../../today/proposals-now.ts';
import { todayDesk, todaySchema } from '../../today/today.ts';
import { withPictures } from '../../with-pictures.ts';
import { type ApiRoute, route } from '../api/route.ts';

const taken = z.object({
  post: z.string(),
  title: z.string(),
  /** Review state of the post; it stays a draft while findings block it. */
  state: z.string(),
  ok: z.boolean(),
  /** When it stands on which account, ms UTC. */
  places: z.array(z.object({ channel: z.string(), at: z.number() })),
  /** Findings that block it. */
  blocking: z.number(),
});

export function todayRoutes(govcast: Govcast): ApiRoute[] {
  const today = todayDesk(govcast);
  return [
    route({
      method: 'GET',
      path: '/today',
      summary: 'Everything that waits for the person or the office, what goes out today, proposals and the ruler',
      admits: 'everyone',
      query: z.object({ whose: z.enum(['mine', 'all']).default('mine') }),
      answer: todaySchema,
      handle: ({ query, caller }) => today(caller.person, query.whose),
    }),
    route({
      method: 'GET',
      path: '/today/proposals/:channel',
      summary: 'What could be published on an account now, best first, with the reasons',
      admits: ['editor', 'section-head', 'leader'],
      params: z.object({ channel: z.string() }),
      answer: askingSchema,
      handle: async ({ params }) => {
        const { id, name } = govcast.channelConfig(params.channel);
        const [found] = await proposalsOf(govcast, [id]);
        return found ?? { channel: id, channelName: name, proposals: [] };
      },
    }),
    route({
      method: 'POST',
      path: '/today/proposals',
      summary: 'Makes a post of a proposal, places it on the account and puts it before its signers',
      admits: ['editor', 'section-head', 'leader'],
      body: z.object({ id: z.string(), channel: z.string() }),
      answer: taken,
      handle: async ({ body: { id, channel }, caller }) => {
        const done = await withPictures(govcast, (fetchBytes) =>
          answerTake(govcast, fetchBytes, { id, channels: [channel], at: null }, caller.actor),
        );
        const { post, title, state, ok, placements, findings } = done;
        const blocking = findings.filter(({ severity }) => severity === 'blocking').length;
        const places = placements.map((each) => ({ channel: each.channel, at: Date.parse(each.at) }));
        return { post, title, state, ok, places, blocking };
      },
    }),
  ];
}
