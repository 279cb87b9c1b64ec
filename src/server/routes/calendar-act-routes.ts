/** What people change on the calendar; each act asks again for the role and looks at the object itself. */
import { z } from 'zod';
import { answerTake } from '../../answer-proposals.ts';
import { listAddable } from '../../delivery/lanes/list-addable.ts';
import { tryMove } from '../../delivery/lanes/try-move.ts';
import { moveQueued } from '../../delivery/move-queued.ts';
import { queuePost } from '../../delivery/queue-post.ts';
import { takeOff } from '../../delivery/take-off.ts';
import type { Govcast } from '../../govcast.ts';
import type { Actor } from '../../ledger/append.ts';
import { queueParts } from '../../queue-parts.ts';
import { announcePost } from '../../schedule/announce-post.ts';
import { noPlace } from '../../schedule/move-placement.ts';
import { type Placement, placementsOf } from '../../schedule/placement-store.ts';
import type { Loss, Move } from '../../schedule/placing/choose-places.ts';
import { unpinPlacement } from '../../schedule/unpin-placement.ts';
import { whoQueues } from '../../schedule/who-queues.ts';
import { withPictures } from '../../with-pictures.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { act, addableAnswer, movedAnswer, place, placedAnswer, triedAnswer } from './calendar-answers.ts';

const moment = z.number().int().positive();
const where = { post: z.string().min(1), channel: z.string().min(1) };

const trying = z.strictObject({
  ...where,
  /** ms UTC. */
  at: moment,
  /** This very moment, whatever it breaks; else the best one that the planner finds from there on. */
  exact: z.boolean().default(false),
});

const moving = z.strictObject({
  ...where,
  at: moment,
  act: act.optional(),
  /** False takes the pin off again at once, as it was before: for moving back. */
  pin: z.boolean().default(true),
  /** `mark` of the dry run that the person saw. */
  seen: z.string().optional(),
});

const placing = z.strictObject({
  /** Id of a post, or of a proposal: `item:…`, `bundle:…`, `season:…`. */
  what: z.string().min(1),
  channel: z.string().min(1),
  /** Fixed there; left out for the first free slot. */
  at: moment.optional(),
  act: act.optional(),
});

export function calendarActRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, channelConfig, clock, config, planning } = govcast;
  const { db } = acting;
  const admits = whoQueues;
  return [
    route({
      method: 'POST',
      path: '/calendar/try',
      summary: 'What the planner would answer to a move, with nothing written',
      admits,
      body: trying,
      answer: triedAnswer,
      handle: async ({ body }) => {
        const { defaultAct, id: channel } = channelConfig(body.channel);
        return tryMove({ db, planning }, { ...body, channel, act: defaultAct }, clock.now());
      },
    }),
    route({
      method: 'POST',
      path: '/calendar/move',
      summary: 'Gives a post another time on a channel and pins it there',
      admits,
      body: moving,
      answer: movedAnswer,
      handle: async ({ body, caller }) => {
        const { pin, act: other, seen, ...rest } = body;
        const to = { ...rest, ...(other ? { act: other } : {}), ...(seen === undefined ? {} : { seen }) };
        const before = await placeOn(govcast, body);
        const { placement, warning, moves, losses } = await moveQueued(queueParts(govcast), to, caller.actor);
        const after = pin ? placement : await unpinPlacement(acting, config.people, body, caller.actor);
        const others = moves.map(({ standing }) => ({ ...placeOf(standing), pinned: false }));
        return {
          place: { ...shown(after), announced: after.announcedAt !== null, reason: after.reason },
          ...{ warning, moves: await titled(govcast, moves), losses: await titled(govcast, losses) },
          back: [shown(before), ...others],
        };
      },
    }),
    route({
      method: 'POST',
      path: '/calendar/unpin',
      summary: 'Takes the pin off: the planner may move it again, unless it is announced',
      admits,
      body: z.strictObject(where),
      answer: place,
      handle: async ({ body, caller }) => shown(await unpinPlacement(acting, config.people, body, caller.actor)),
    }),
    route({
      method: 'POST',
      path: '/calendar/announce',
      summary: 'Says that a time has been told to others: only an urgent post moves it from now on',
      admits,
      body: z.strictObject(where),
      answer: z.object({ places: z.array(place) }),
      handle: async ({ body, caller }) => ({
        places: (await announcePost(acting, config.people, body, caller.actor)).map(shown),
      }),
    }),
    route({
      method: 'POST',
      path: '/calendar/remove',
      summary: 'Takes a post off a channel before anything of it has begun',
      admits,
      body: z.strictObject(where),
      answer: z.object({ outcome: z.string() }),
      handle: async ({ body, caller }) => ({
        outcome: await takeOff({ ...acting, people: config.people }, body, caller.actor),
      }),
    }),
    route({
      method: 'GET',
      path: '/calendar/addable',
      summary: 'Posts that could be put onto a channel, the approved ones first',
      admits,
      query: z.object({ channel: z.string().min(1), title: z.string().max(60).default('') }),
      answer: addableAnswer,
      handle: async ({ query: { channel, title } }) => {
        const asked = { channel: channelConfig(channel).id, title: title.trim(), limit: ADDABLE };
        return { posts: await listAddable(db, asked, clock.now()) };
      },
    }),
    route({
      method: 'POST',
      path: '/calendar/place',
      summary: 'Puts a post or a proposal onto a channel, at a moment or at the first free slot',
      admits,
      body: placing,
      answer: placedAnswer,
      handle: ({ body, caller }) => placed(govcast, body, caller.actor),
    }),
  ];
}

const ADDABLE = 30;

async function placed(govcast: Govcast, { what, channel, at, act: by }: z.output<typeof placing>, actor: Actor) {
  const account = govcast.channelConfig(channel);
  if (!what.includes(':') || what.startsWith('post:')) {
    const post = what.replace(/^post:/, '');
    const wish = { channel: account, ...(at === undefined ? {} : { pinnedAt: at }), ...(by ? { act: by } : {}) };
    const { ok, placement, findings } = await queuePost(queueParts(govcast), { post, ...wish }, actor);
    const blocking = findings.filter(({ severity }) => severity === 'blocking').length;
    return { ok, post, places: placement ? [shown(placement)] : [], blocking };
  }
  const taking = { id: what, channels: [account.id], at: at ?? null };
  const { ok, post, findings } = await withPictures(govcast, (fetchBytes) =>
    answerTake(govcast, fetchBytes, taking, actor),
  );
  const there = (await placementsOf(govcast.acting.db, post)).filter((each) => each.channel === account.id);
  const blocking = findings.filter(({ severity }) => severity === 'blocking').length;
  return { ok, post, places: there.map(shown), blocking };
}

function shown({ post, channel, act: by, at, pinned }: Placement) {
  return { post, channel, act: by, at, pinned: pinned === 1 };
}

function placeOf({ post, channel, act: by, at }: Move['standing']) {
  return { post, channel, act: by, at };
}

/** @throws Refused when the post has no place there */
async function placeOn({ acting }: Govcast, { post, channel }: { post: string; channel: string }): Promise<Placement> {
  const found = (await placementsOf(acting.db, post)).find((each) => each.channel === channel);
  if (!found) throw noPlace(post, channel);
  return found;
}

async function titled({ acting }: Govcast, changed: readonly (Move | Loss)[]) {
  const posts = changed.map(({ standing }) => standing.post);
  const rows =
    posts.length === 0
      ? []
      : await acting.db.selectFrom('post').select(['id', 'title']).where('id', 'in', posts).execute();
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  return changed.map((each) => {
    const { post, channel, at: was } = each.standing;
    const to = 'at' in each ? { at: each.at, reason: each.reason } : { at: null, reason: each.obstacle };
    return { post, title: titles.get(post) ?? '', channel, was, ...to };
  });
}
