/** The ledger read from its first line: what was approved, where it had its place, and which call began under what. */
import { type Line, momentIn } from './evidence.ts';

export interface Begun {
  seq: number;
  at: number;
  delivery: string;
  post: string;
  channel: string;
  hash: string;
  step: string;
  /** The hash that was approved at that moment; null when none was. */
  approved: string | null;
  /** When the post was to go out there, as it stood at that moment, ms UTC. */
  placedAt: number | null;
}

export interface PlannedDelivery {
  id: string;
  post: string;
  channel: string;
  hash: string;
  dueAt: number;
  /** Where it stands after its last line. */
  state: string;
  /** Whether a person gave it this state. */
  byPerson: boolean;
  reason: string | null;
}

export interface Replay {
  begun: Begun[];
  deliveries: ReadonlyMap<string, PlannedDelivery>;
  /** By post: the hash that is approved at the end, and since when. */
  approved: ReadonlyMap<string, { hash: string; at: number }>;
  /** By post and channel: places that stand at the end. */
  places: ReadonlyMap<string, { post: string; channel: string; at: number; act: string }>;
}

export function replay(lines: readonly Line[]): Replay {
  const approved = new Map<string, { hash: string; at: number }>();
  const places = new Map<string, { post: string; channel: string; at: number; act: string }>();
  const deliveries = new Map<string, PlannedDelivery>();
  const begun: Begun[] = [];
  for (const line of lines) {
    const { after, id, act } = line;
    if (line.kind === 'post') {
      if (act === 'post.approve') approved.set(id, { hash: String(after.contentHash), at: line.at });
      if (act === 'post.withdraw' || act === 'post.revise' || act === 'post.return') approved.delete(id);
      const key = `${id} ${String(after.channel)}`;
      if (act === 'placement.add' || act === 'placement.move') {
        const before = places.get(key);
        const at = momentIn(after, 'at') ?? before?.at ?? line.at;
        places.set(key, { post: id, channel: String(after.channel), at, act: String(after.act ?? before?.act ?? '') });
      }
      if (act === 'placement.cancel') places.delete(`${id} ${String(line.before.channel)}`);
    }
    if (line.kind !== 'delivery') continue;
    const known = deliveries.get(id);
    if (act === 'delivery.planned' && typeof after.subjectId === 'string') {
      const plan = { post: after.subjectId, channel: String(after.channel), hash: String(after.hash) };
      const dueAt = momentIn(after, 'dueAt') ?? line.at;
      deliveries.set(id, { id, ...plan, dueAt, state: 'planned', byPerson: false, reason: null });
    } else if (known && typeof after.state === 'string') {
      const reason = typeof after.reason === 'string' ? after.reason : null;
      deliveries.set(id, { ...known, state: after.state, byPerson: line.actor !== 'govcast', reason });
    }
    if (act !== 'delivery.begin' || !known) continue;
    const { post, channel } = known;
    const place = places.get(`${post} ${channel}`);
    begun.push({
      ...{
        seq: line.seq,
        at: line.at,
        delivery: id,
        post,
        channel,
        hash: String(after.hash),
        step: String(after.step),
      },
      approved: approved.get(post)?.hash ?? null,
      placedAt: place?.at ?? null,
    });
  }
  return { begun, deliveries, approved, places };
}
