/** The shapes of what the calendar answers. Moments are ms UTC, days YYYY-MM-DD in Beijing. */
import { z } from 'zod';
import { itemStates, itemWords } from '../../delivery/lanes/lane-item.ts';
import { clockStates } from '../../schedule/cadence/clock-reading.ts';

export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD');
export const act = z.enum(['draft', 'publish', 'massSend', 'message']);
const text = z.string().nullable();
const moment = z.number().nullable();

const item = z.object({
  id: z.string(),
  post: text,
  channel: z.string(),
  act,
  at: z.number(),
  title: z.string(),
  delivery: text,
  state: z.enum(itemStates),
  word: z.enum(itemWords),
  pinned: z.boolean(),
  movable: z.boolean(),
});

const quota = z.object({ act, per: z.enum(['day', 'month']), limit: z.number(), used: moment });

const lane = z.object({
  channel: z.string(),
  name: z.string(),
  kind: z.string(),
  level: z.enum(clockStates).nullable(),
  dueAt: moment,
  left: z.number().nullable(),
  unit: z.enum(['day', 'working-day']).nullable(),
  rule: text,
  provisional: z.boolean(),
  covered: z.boolean(),
  quota: quota.nullable(),
  paused: text,
});

const note = z.object({
  kind: z.enum(['due', 'breached', 'failed', 'no-place', 'moved']),
  channel: z.string(),
  post: text,
  title: text,
  delivery: text,
  at: moment,
  reason: text,
  nextPossibleAt: moment,
});

const marks = z.array(
  z.object({ on: day, mark: z.enum(['holiday', 'made-up']), name: z.string(), provisional: z.boolean() }),
);

const stop = z.object({
  id: z.string(),
  kind: z.enum(['mourning', 'incident', 'exam', 'other']),
  reason: z.string(),
  channels: z.array(z.string()).readonly().nullable(),
  fromAt: z.number(),
  toAt: moment,
});

export const lanesAnswer = z.object({
  now: z.number(),
  from: day,
  to: day,
  marks,
  unannounced: z.array(z.number()),
  stops: z.array(stop),
  lanes: z.array(lane),
  /** So many lanes, from the first on, come with their items; those of the others by `/calendar/items`. */
  withItems: z.number(),
  items: z.array(item),
  notes: z.array(note),
});

export const itemsAnswer = z.object({ items: z.array(item) });

export const monthAnswer = z.object({
  now: z.number(),
  from: day,
  to: day,
  marks,
  unannounced: z.array(z.number()),
  stops: z.array(stop),
  channels: z.array(z.object({ channel: z.string(), name: z.string() })),
  days: z.array(z.object({ on: day, count: z.number(), items: z.array(item) })),
});

export const proposalsAnswer = z.object({
  proposals: z.array(
    z.object({
      id: z.string(),
      channel: z.string(),
      title: z.string(),
      post: text,
      at: z.number(),
      act,
      reason: z.string(),
    }),
  ),
});

export const placeAnswer = item.omit({ post: true }).extend({
  post: z.string(),
  announced: z.boolean(),
  reason: z.string(),
  lost: z.boolean(),
  nextPossibleAt: moment,
  earliestAt: moment,
  latestAt: moment,
  /** Name of the person. */
  placedBy: z.string(),
  placedAt: z.number(),
  waits: text,
  question: z.object({ kind: z.string(), remedy: z.string() }).nullable(),
  url: text,
});

const touched = z.array(
  z.object({
    post: z.string(),
    title: z.string(),
    channel: z.string(),
    was: z.number(),
    at: moment,
    reason: z.string(),
  }),
);

export const triedAnswer = z.object({
  verdict: z.enum(['fits', 'differs', 'refused']),
  wantedAt: z.number(),
  at: moment,
  act,
  was: z.object({ at: z.number(), act, pinned: z.boolean() }).nullable(),
  code: text,
  reason: z.string(),
  taken: z.object({ title: z.string(), at: z.number() }).nullable(),
  warning: text,
  moves: touched,
  losses: touched,
  signatures: z.enum(['draft', 'in-review', 'approved', 'returned', 'withdrawn']),
  nextPossibleAt: moment,
  mark: text,
});

export const place = z.object({ post: z.string(), channel: z.string(), act, at: z.number(), pinned: z.boolean() });

export const movedAnswer = z.object({
  place: place.extend({ announced: z.boolean(), reason: z.string() }),
  warning: text,
  moves: touched,
  losses: touched,
  /** What to move, in this order, to have it as it was. */
  back: z.array(place),
});

export const placedAnswer = z.object({
  /** False when findings block: nothing was placed. */
  ok: z.boolean(),
  post: z.string(),
  places: z.array(place),
  blocking: z.number(),
});

export const addableAnswer = z.object({
  posts: z.array(
    z.object({
      post: z.string(),
      title: z.string(),
      state: z.enum(['draft', 'in-review', 'approved', 'returned', 'withdrawn']),
      updatedAt: z.number(),
    }),
  ),
});
