import { isoBeijing } from '../../calendar/beijing-time.ts';
import type { Db } from '../../store/database.ts';
import { placesWithDelivery } from '../placement-store.ts';
import { type Blackout, endOf } from './blackout.ts';

/** One thing that a black-out touches, as the command lists it. */
export interface Affected {
  /** Null for a place whose signatures are missing. */
  delivery: string | null;
  post: string;
  title: string;
  channel: string;
  act: string;
  /** ISO 8601, +08:00. */
  at: string;
  state: string;
}

export interface AffectedBy {
  /** What would have gone out: deliveries and places inside, by channel and time. */
  keptBack: Affected[];
  /** What a platform has or may have taken: it cannot be stopped, only recalled. */
  underWay: Affected[];
  /** What people have been asked to publish by hand: they have to be told. */
  byHand: Affected[];
  /** Whether a list was cut: there is more than it names. */
  isCut: boolean;
}

type Covering = Pick<Blackout, 'channels' | 'includesInternal'>;

/** Staff see the first of a list; a black-out without end may touch months of places. */
const LIMIT = 2000;

/**
 * What a black-out touches: read, never remembered. One that begins later leaves what is due before it alone, and
 * nothing of it can be under way yet.
 */
export async function listAffected(db: Db, blackout: Blackout): Promise<AffectedBy> {
  const { fromAt, startedAt } = blackout;
  const atOnce = fromAt <= startedAt;
  const end = endOf(blackout);
  const until = Number.isFinite(end) ? end : Number.MAX_SAFE_INTEGER;
  const from = atOnce ? 0 : fromAt;
  const deliveries = (states: States, since: number) => deliveriesIn(db, blackout, states, since, until);
  const planned = await deliveries(['planned'], from);
  const underWay = atOnce ? await deliveries(['sending', 'doubtful', 'accepted'], 0) : [];
  const asking = await deliveries(['asking'], from);
  const places = await placesIn(db, blackout, fromAt, until);
  return {
    keptBack: [...planned, ...places].sort(byChannelAndTime),
    underWay,
    byHand: asking.filter(({ state }) => state.startsWith('asking(hand-off')),
    isCut: [planned, underWay, asking, places].some((list) => list.length === LIMIT),
  };
}

type States = ('planned' | 'sending' | 'doubtful' | 'accepted' | 'asking')[];

function byChannelAndTime(a: Affected, b: Affected): number {
  return a.channel.localeCompare(b.channel) || a.at.localeCompare(b.at) || a.post.localeCompare(b.post);
}

async function deliveriesIn(
  db: Db,
  { channels, includesInternal }: Covering,
  states: States,
  from: number,
  until: number,
): Promise<Affected[]> {
  const rows = await db
    .selectFrom('delivery')
    .leftJoin('post', 'post.id', 'delivery.subjectId')
    .select(['delivery.id', 'delivery.subjectId', 'delivery.channel', 'delivery.act', 'delivery.dueAt'])
    .select(['delivery.state', 'delivery.reason', 'post.title'])
    .where('delivery.state', 'in', states)
    .where('delivery.dueAt', '>=', from)
    .where('delivery.dueAt', '<=', until)
    .$if(channels !== null, (q) => q.where('delivery.channel', 'in', channels ?? []))
    .$if(channels === null && !includesInternal, (q) => q.where('delivery.act', '<>', 'message'))
    .orderBy('delivery.dueAt')
    .limit(LIMIT)
    .execute();
  return rows.map((row) => ({
    delivery: row.id,
    post: row.subjectId,
    title: row.title ?? '',
    channel: row.channel,
    act: row.act,
    at: isoBeijing(row.dueAt),
    state: row.reason && row.state === 'asking' ? `asking(${row.reason})` : row.state,
  }));
}

/** Places whose posts are not approved: no delivery of them is alive. */
async function placesIn(
  db: Db,
  { channels, includesInternal }: Covering,
  from: number,
  until: number,
): Promise<Affected[]> {
  const rows = await placesWithDelivery(db)
    .select(['placement.post', 'post.title', 'post.state', 'placement.channel', 'placement.act', 'placement.at'])
    .where('placement.cancelledAt', 'is', null)
    .where('placement.at', '>=', from)
    .where('placement.at', '<=', until)
    .$if(channels !== null, (q) => q.where('placement.channel', 'in', channels ?? []))
    .$if(channels === null && !includesInternal, (q) => q.where('placement.act', '<>', 'message'))
    .where('post.state', '<>', 'withdrawn')
    .where('delivery.id', 'is', null)
    .orderBy('placement.at')
    .limit(LIMIT)
    .execute();
  return rows.map(({ at, ...row }) => ({ ...row, delivery: null, at: isoBeijing(at) }));
}
