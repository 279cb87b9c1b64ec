/** What goes out today, one line a post and moment, with its true state. Pure. */
import { z } from 'zod';
import type { DayDelivery } from '../delivery/deliveries-of-day.ts';
import { channelName, type TodayHouse } from './names.ts';

/**
 * In the order of what needs somebody least: of several accounts the last one names the line. `open` is published with a
 * link that was opened, `unseen` published with a link nobody has opened yet; accepted is never told as published.
 */
const states = [
  'dropped',
  'recalled',
  'gone',
  'open',
  'unseen',
  'delivered',
  'drafted',
  'ready',
  'later',
  'sending',
  'accepted',
  'by-hand',
  'unsigned',
  'stopped',
  'confirm',
  'doubt',
  'failed',
] as const;
export type LineState = (typeof states)[number];

export const lineSchema = z.object({
  id: z.string(),
  at: z.number(),
  post: z.string(),
  title: z.string(),
  isBundle: z.boolean(),
  state: z.enum(states),
  /** Why it waits, as the delivery has it or what keeps it back says: paused, quota, held, embargo, blackout. */
  reason: z.string().nullable(),
  /** How many accounts, and the name of the one that names the line. */
  channels: z.number(),
  channelName: z.string(),
  act: z.enum(['draft', 'publish', 'massSend', 'message']),
  /** Signatures that are missing; null while it was not handed in, or when none is. */
  signaturesLeft: z.number().nullable(),
  /** Until when a confirmation is taken, ms UTC. */
  until: z.number().nullable(),
  /** The delivery to open; null where there is none yet. */
  delivery: z.string().nullable(),
});
export type Line = z.infer<typeof lineSchema>;

/** What is known beside the deliveries themselves. */
export interface Beside {
  /** Missing signatures by post. */
  signaturesLeft: ReadonlyMap<string, number>;
  /** End of a confirmation by delivery, ms UTC. */
  until: ReadonlyMap<string, number>;
}

/** More lines than this nobody reads beside a list; the calendar has them all. */
const MOST = 60;

/** The day's first lines, and how many there are: one for a post at a moment, whatever the number of its accounts. */
export function timeline(
  { config }: Pick<TodayHouse, 'config'>,
  day: readonly DayDelivery[],
  beside: Beside,
): { count: number; lines: Line[] } {
  const groups = new Map<string, DayDelivery[]>();
  for (const each of day) {
    const key = `${each.post}@${each.at}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  const order = new Map(config.channels.map(({ id }, i) => [id, i]));
  const shown = [...groups].slice(0, MOST);
  const lines = shown.flatMap(([id, group]) => lineOf({ config }, id, inOrder(group, order), beside));
  return { count: groups.size, lines };
}

/** What asks most for people first, then by the order of channels.yaml. */
function inOrder(group: readonly DayDelivery[], order: ReadonlyMap<string, number>): DayDelivery[] {
  const placeOf = ({ channel }: DayDelivery) => order.get(channel) ?? -1;
  return group.toSorted(
    (a, b) => states.indexOf(lineState(b)) - states.indexOf(lineState(a)) || placeOf(a) - placeOf(b),
  );
}

function lineOf(
  { config }: Pick<TodayHouse, 'config'>,
  id: string,
  [first, ...others]: readonly DayDelivery[],
  beside: Beside,
): Line[] {
  if (!first) return [];
  const { at, post, title, subjectKind, reason, channel, act, delivery } = first;
  return [
    {
      ...{ id, at, post, title, isBundle: subjectKind === 'bundle', state: lineState(first), reason, act, delivery },
      ...{ channels: others.length + 1, channelName: channelName(config, channel) },
      signaturesLeft: beside.signaturesLeft.get(post) ?? null,
      until: delivery === null ? null : (beside.until.get(delivery) ?? null),
    },
  ];
}

/** What staff may say of one delivery. */
export function lineState(each: Pick<DayDelivery, 'state' | 'reason' | 'act' | 'linkOk' | 'removedBy'>): LineState {
  const { state, reason, act, linkOk, removedBy } = each;
  if (state === 'published') {
    if (removedBy !== null) return removedBy === 'us' ? 'recalled' : 'gone';
    if (act === 'draft') return 'drafted';
    if (act === 'message') return 'delivered';
    return linkOk === 1 || reason === 'word' ? 'open' : 'unseen';
  }
  if (reason === 'confirmation') return 'confirm';
  if (state === 'asking') return reason === 'hand-off' ? 'by-hand' : reason === 'blackout' ? 'stopped' : 'failed';
  if (state === 'planned') return reason === null ? 'ready' : 'later';
  return state === 'doubtful' ? 'doubt' : state;
}
