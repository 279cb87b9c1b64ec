/** One delivery: what was tried, what is asked, and the answer of a person. */
import { z } from 'zod';
import type { Person } from '../../config/people.ts';
import { answerWithProof, mayAnswer } from '../../delivery/answer-with-proof.ts';
import { deliveryStory } from '../../delivery/delivery-story.ts';
import { confirmDelivery } from '../../delivery/hand-off/confirm-delivery.ts';
import { mayTake } from '../../delivery/hand-off/take-hand-off.ts';
import { letGoOn } from '../../delivery/let-go-on.ts';
import { requireDelivery } from '../../delivery/show-delivery.ts';
import type { Govcast } from '../../govcast.ts';
import { linkAccount } from '../../link-account.ts';
import { personName } from '../../today/names.ts';
import { type ApiRoute, route } from '../api/route.ts';

const story = z.object({
  delivery: z.string(),
  post: z.string(),
  title: z.string(),
  channel: z.string(),
  channelName: z.string(),
  act: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  dueAt: z.number(),
  /** A confirmation on the phone is taken until then; null for what waits for none. */
  until: z.number().nullable(),
  steps: z.array(z.object({ name: z.string(), state: z.string() })),
  attempts: z.array(
    z.object({
      step: z.string(),
      state: z.string(),
      at: z.number(),
      calls: z.number(),
      error: z.string().nullable(),
    }),
  ),
  events: z.array(z.object({ at: z.number(), act: z.string(), person: z.string() })),
  question: z
    .object({
      kind: z.string(),
      seen: z.string(),
      openedAt: z.number(),
      remedy: z.string(),
      cause: z.object({ title: z.string(), cause: z.string(), next: z.string() }).nullable(),
    })
    .nullable(),
  handOff: z.object({ takenBy: z.string(), takenAt: z.number(), isVoid: z.boolean() }).nullable(),
  /** Whether a person may take it and publish it by hand. */
  byHand: z.boolean(),
  publications: z.array(
    z.object({ position: z.number(), title: z.string(), url: z.string().nullable(), publicAt: z.number() }),
  ),
  /** Whether its articles have links; without, the word of a person stands for them. */
  hasLinks: z.boolean(),
  /** Who answers for the account, to be called; the number in full for those who have to. */
  owner: z.object({ name: z.string(), mobile: z.string().nullable() }).nullable(),
  mayAnswer: z.boolean(),
});

/** `went-out` closes it with the links that prove it; `repeat` and `move` send it again; `leave` gives it up. */
const answer = z.discriminatedUnion('is', [
  z.object({ is: z.literal('went-out'), links: z.array(z.url()).max(8), note: z.string().max(500).default('') }),
  z.object({ is: z.literal('repeat'), note: z.string().max(500).default('') }),
  z.object({ is: z.literal('move'), at: z.number(), note: z.string().max(500).default('') }),
  z.object({ is: z.literal('leave'), note: z.string().max(500) }),
]);

export function deliveryRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, config, work } = govcast;
  const channelOf = (channel: string) => linkAccount(govcast, channel);
  return [
    route({
      method: 'GET',
      path: '/deliveries/:id',
      summary: 'A delivery with its steps, attempts and events, what it asks and what came of it',
      admits: 'everyone',
      params: z.object({ id: z.string() }),
      answer: story,
      handle: async ({ params, caller: { person } }) => {
        const told = await deliveryStory(acting.db, work.questions, params.id);
        const account = config.channels.find(({ id }) => id === told.channel);
        const owner = config.people.people.find(({ id }) => id === account?.owner);
        const events = told.events.map((each) => ({ ...each, person: who(config, each.person) }));
        const takenBy = told.handOff && { ...told.handOff, takenBy: who(config, told.handOff.takenBy) };
        return {
          ...{ ...told, events, handOff: takenBy, channelName: account?.name ?? told.channel },
          hasLinks: account !== undefined && work.channel(told.channel).descriptor.hasLinks && told.act !== 'draft',
          owner: owner ? { name: owner.name, mobile: mobileFor(person, owner) } : null,
          byHand: told.byHand && person.roles.some((role) => mayTake.includes(role)),
          mayAnswer: person.roles.some((role) => mayAnswer.includes(role)),
        };
      },
    }),
    route({
      method: 'POST',
      path: '/deliveries/:id/answer',
      summary: 'Answers what a delivery asks: it went out, send it again, at another time, or leave it',
      admits: [...new Set([...mayAnswer, ...mayTake])],
      params: z.object({ id: z.string() }),
      body: answer,
      // `stopped`: the account takes nothing yet; what was answered waits until somebody lets it go on.
      answer: z.object({ id: z.string(), state: z.string(), stopped: z.boolean() }),
      handle: async ({ params: { id }, body, caller: { actor } }) => {
        const { channel } = await requireDelivery(acting.db, id);
        if (body.is === 'went-out') {
          const { state } = await confirmDelivery(work, channelOf, id, { links: body.links, note: body.note }, actor);
          return { id, state, stopped: false };
        }
        const state = await answerWithProof(work, channelOf, id, body, actor);
        const stopped = body.is === 'leave' ? false : await letGoOn(work, channel, body.is, actor);
        return { id, state, stopped };
      },
    }),
  ];
}

/** A private number is for those who have to call, and for himself; others see its ends. */
function mobileFor(reader: Person, { id, mobile }: Person): string | null {
  if (mobile === undefined) return null;
  const calls = reader.id === id || reader.roles.some((role) => mayAnswer.includes(role));
  return calls ? mobile : `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
}

/** A person as staff read it; what the machine did itself is told as the system's. */
function who(config: Govcast['config'], actor: string): string {
  const person = actor.split(/[ (@]/)[0] ?? actor;
  return person === 'govcast' ? '' : personName(config, person);
}
