/** Which accounts lines of the ledger are about, so that only their clocks are worked out again. */
import type { Db } from '../store/database.ts';
import type { BearingLine } from './ledger-tail.ts';

export interface Touched {
  channels: ReadonlySet<string>;
  /** Whether the life of an account may have changed: opened, paused, closed, its history known. */
  life: boolean;
  /** Whether a column of the portal may have been touched. */
  columns: boolean;
}

/** Of so many accounts the clocks are worked out one by one; with more, all of them are. */
const MOST = 60;
const ofColumns = new Set(['bundle', 'column', 'document', 'item', 'pair', 'policy']);

/** @returns null when it may be any: the configuration changed, or too many */
export async function touchedBy(db: Db, lines: readonly BearingLine[]): Promise<Touched | null> {
  const channels = new Set<string>();
  const objects: Record<'post' | 'delivery' | 'publication', Set<string>> = {
    post: new Set(),
    delivery: new Set(),
    publication: new Set(),
  };
  let [life, columns] = [false, false];
  for (const { act, object } of lines) {
    const domain = act.slice(0, act.indexOf('.'));
    const [kind, id] = [object.slice(0, object.indexOf(':')), object.slice(object.indexOf(':') + 1)];
    if (ofColumns.has(domain)) columns = true;
    else if (domain === 'cadence' && kind === 'column') columns = true;
    else if (domain === 'cadence' || (domain === 'channel' && kind === 'channel')) channels.add(id);
    else if (kind === 'post' || kind === 'delivery' || kind === 'publication') objects[kind].add(id);
    else return null;
    if (domain === 'channel') life = true;
  }
  for (const found of await Promise.all([placesOf(db, objects.post), sentBy(db, objects)])) {
    for (const { channel } of found) channels.add(channel);
  }
  return channels.size > MOST ? null : { channels, life, columns };
}

/** Cancelled places too: what was taken off an account touches its clocks. Each half has its index. */
async function placesOf(db: Db, posts: ReadonlySet<string>): Promise<{ channel: string }[]> {
  if (posts.size === 0) return [];
  const places = db
    .selectFrom('placement')
    .select('channel')
    .where('post', 'in', [...posts]);
  return places
    .where('cancelledAt', 'is', null)
    .union(places.where('cancelledAt', 'is not', null))
    .execute();
}

async function sentBy(
  db: Db,
  { delivery, publication }: Record<'delivery' | 'publication', ReadonlySet<string>>,
): Promise<{ channel: string }[]> {
  const ids = (of: ReadonlySet<string>) => (of.size === 0 ? [''] : [...of]);
  const delivered = db.selectFrom('delivery').select('channel').where('id', 'in', ids(delivery));
  return delivered.union(db.selectFrom('publication').select('channel').where('id', 'in', ids(publication))).execute();
}
