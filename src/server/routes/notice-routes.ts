/** The bell: what this person was told, and taking it. */
import { z } from 'zod';
import type { Govcast } from '../../govcast.ts';
import { answerAck, answerNotices } from '../../notice-acts.ts';
import { type ApiRoute, route } from '../api/route.ts';

const notice = z.object({
  id: z.string(),
  kind: z.string(),
  /** Object as in the ledger: `channel:sub`. */
  about: z.string(),
  urgency: z.enum(['red', 'normal', 'digest']),
  /** ms UTC. */
  since: z.number(),
  title: z.string(),
  text: z.string(),
  remedy: z.string().nullable(),
  /** Whoever took it; null while nobody has. */
  takenBy: z.string().nullable(),
  isMine: z.boolean(),
  /** Only who was told may take it. */
  mayTake: z.boolean(),
});

/** More than this nobody reads behind a bell. */
const MOST = 50;

export function noticeRoutes(govcast: Govcast): ApiRoute[] {
  const nameOf = (id: string) => govcast.config.people.people.find((p) => p.id === id)?.name ?? id;
  return [
    route({
      method: 'GET',
      path: '/notices',
      summary: 'What stands and concerns this person, the red ones first',
      admits: 'everyone',
      answer: z.object({ notices: z.array(notice), untaken: z.number() }),
      handle: async ({ caller: { person } }) => {
        const { concerns } = await answerNotices(govcast, { person: person.id, limit: MOST });
        const notices = concerns.map(({ told, to: _to, acknowledgedBy, endedAt: _endedAt, since, ...each }) => ({
          ...each,
          urgency: each.urgency === 'red' || each.urgency === 'digest' ? each.urgency : ('normal' as const),
          since: Date.parse(since),
          takenBy: acknowledgedBy === null ? null : nameOf(acknowledgedBy),
          isMine: acknowledgedBy === person.id,
          mayTake: told.some((line) => line.person === person.id),
        }));
        return { notices, untaken: notices.filter(({ takenBy, mayTake }) => takenBy === null && mayTake).length };
      },
    }),
    route({
      method: 'POST',
      path: '/notices/:id/take',
      summary: 'A person who was told takes a matter: nobody else is told of it any more',
      admits: 'everyone',
      params: z.object({ id: z.string() }),
      answer: z.object({ id: z.string(), isNew: z.boolean() }),
      handle: async ({ params, caller }) => {
        const { concern, isNew } = await answerAck(govcast, params.id, caller.actor);
        return { id: concern, isNew };
      },
    }),
  ];
}
