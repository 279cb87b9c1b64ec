/** Pausing everything, and what becomes of what was kept back. */
import { z } from 'zod';
import { beijingDay, endOfDay } from '../../calendar/beijing-time.ts';
import { answerBlackout, type BlackoutAnswer, keptByBlackout } from '../../delivery/answer-blackout.ts';
import { mayAnswer } from '../../delivery/answer-with-proof.ts';
import { askAfterBlackouts } from '../../delivery/ask-after-blackouts.ts';
import type { Govcast } from '../../govcast.ts';
import { type Blackout, blackoutState } from '../../schedule/blackout/blackout.ts';
import { endBlackout, mayEnd, requireBlackout } from '../../schedule/blackout/end-blackout.ts';
import { type Affected, listAffected } from '../../schedule/blackout/list-affected.ts';
import { mayStart, startBlackout } from '../../schedule/blackout/start-blackout.ts';
import { channelName, personName } from '../../today/names.ts';
import { type ApiRoute, route } from '../api/route.ts';

const touched = z.object({
  delivery: z.string().nullable(),
  post: z.string(),
  title: z.string(),
  channelName: z.string(),
  at: z.number(),
});
type Touched = z.infer<typeof touched>;

const affected = z.object({
  /** What stops today; what a platform has taken cannot be stopped; what people were asked to publish by hand. */
  keptBack: z.array(touched),
  underWay: z.array(touched),
  byHand: z.array(touched),
  counts: z.object({ keptBack: z.number(), underWay: z.number(), byHand: z.number() }),
});

const blackout = z.object({
  id: z.string(),
  state: z.enum(['planned', 'open', 'over']),
  reason: z.string(),
  startedBy: z.string(),
  startedAt: z.number(),
  /** Public names of accounts; null for all. */
  channels: z.array(z.string()).nullable(),
  /** Those whose time has come or comes today while it is open; once it is over, those that ask. */
  waiting: z.array(touched),
});

/** A list of a dialog names so many; the count is exact. */
const NAMED = 20;

export function blackoutRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock, config, work } = govcast;
  const desk = { ...acting, people: config.people };
  return [
    route({
      method: 'GET',
      path: '/blackouts/preview',
      summary: 'What pausing everything would stop today, and what it could not',
      admits: mayStart,
      answer: affected,
      handle: async () => affectedOf(govcast, await listAffected(acting.db, imagined(clock.now()))),
    }),
    route({
      method: 'GET',
      path: '/blackouts/:id',
      summary: 'A black-out with what it keeps back, or what asks after it',
      admits: 'everyone',
      params: z.object({ id: z.string() }),
      answer: blackout,
      handle: async ({ params: { id } }) => shown(govcast, await requireBlackout(acting.db, id)),
    }),
    route({
      method: 'POST',
      path: '/blackouts',
      summary: 'Pauses every account, or those that are named, at once',
      admits: mayStart,
      body: z.object({ reason: z.string().max(200), channels: z.array(z.string()).min(1).optional() }),
      answer: z.object({ id: z.string(), counts: affected.shape.counts }),
      handle: async ({ body: { reason, channels }, caller }) => {
        const named = channels?.map((name) => govcast.channelConfig(name).id) ?? null;
        const wish = { kind: 'other' as const, reason, channels: named, includesInternal: false };
        const known = config.channels.map(({ id }) => id);
        const started = await startBlackout(desk, known, { ...wish, fromAt: null, toAt: null }, caller.actor);
        return { id: started.blackout.id, counts: affectedOf(govcast, started).counts };
      },
    }),
    route({
      method: 'POST',
      path: '/blackouts/:id/end',
      summary: 'Lets things go out again; what was kept back is put to a person one by one',
      admits: mayEnd,
      params: z.object({ id: z.string() }),
      answer: blackout,
      handle: async ({ params: { id }, caller }) => {
        const ended = await endBlackout(desk, id, caller.actor);
        await askAfterBlackouts(work);
        return shown(govcast, ended);
      },
    }),
    route({
      method: 'POST',
      path: '/blackouts/:id/answer',
      summary: 'What becomes of deliveries that a black-out kept back: they go, at another time, or not at all',
      admits: mayAnswer,
      params: z.object({ id: z.string() }),
      body: z.discriminatedUnion('is', [
        z.object({ is: z.literal('send'), deliveries: z.array(z.string()).min(1) }),
        z.object({ is: z.literal('move'), at: z.number(), deliveries: z.array(z.string()).min(1) }),
        z.object({ is: z.literal('drop'), note: z.string().max(500), deliveries: z.array(z.string()).min(1) }),
      ]),
      answer: z.object({ answered: z.number(), refused: z.array(z.string()), open: z.number() }),
      handle: async ({ params: { id }, body, caller }) => {
        const { deliveries, ...answer } = body;
        const given: BlackoutAnswer = answer;
        const done = await answerBlackout(work, id, deliveries, given, caller.actor);
        const refused = done.refused.map(({ delivery }) => delivery);
        return { answered: done.answered.length, refused, open: done.open };
      },
    }),
  ];
}

/** Everything, from now on to the end of today: what a person asks before pausing. */
function imagined(now: number): Blackout {
  const times = { fromAt: now, toAt: endOfDay(beijingDay(now)), startedAt: now, endedAt: null };
  const rest = { id: '', kind: 'other' as const, reason: '', channels: null, includesInternal: false };
  return { ...rest, ...times, startedBy: '', endedBy: null };
}

function affectedOf(govcast: Govcast, of: { keptBack: Affected[]; underWay: Affected[]; byHand: Affected[] }) {
  const until = endOfDay(beijingDay(govcast.clock.now()));
  const today = of.keptBack.filter(({ at }) => Date.parse(at) <= until);
  const named = (list: Affected[]) => byTime(list.map((each) => touch(govcast, each))).slice(0, NAMED);
  return {
    ...{ keptBack: named(today), underWay: named(of.underWay), byHand: named(of.byHand) },
    counts: { keptBack: today.length, underWay: of.underWay.length, byHand: of.byHand.length },
  };
}

async function shown(govcast: Govcast, of: Blackout): Promise<z.infer<typeof blackout>> {
  const { acting, clock, config } = govcast;
  const now = clock.now();
  const state = blackoutState(of, now);
  return {
    ...{ id: of.id, state, reason: of.reason, startedAt: of.startedAt, startedBy: personName(config, of.startedBy) },
    channels: of.channels?.map((id) => channelName(config, id)) ?? null,
    waiting:
      state === 'over'
        ? (await keptByBlackout(acting.db, of.id)).map(({ id, subjectId, title, channel, dueAt }) => ({
            ...{ delivery: id, post: subjectId, title, channelName: channelName(config, channel), at: dueAt },
          }))
        : affectedOf(govcast, await listAffected(acting.db, of)).keptBack,
  };
}

function touch({ config }: Govcast, { delivery, post, title, channel, at }: Affected): Touched {
  return { delivery, post, title, channelName: channelName(config, channel), at: Date.parse(at) };
}

function byTime(list: Touched[]): Touched[] {
  return list.sort((a, b) => a.at - b.at);
}
