import type { Db } from '../store/database.ts';
import type { DeliveryTable } from '../store/tables/delivery.ts';

/** The delivery of an account that comes next, or waits for a person. Moments are ms UTC. */
export interface NextDelivery {
  delivery: string;
  channel: string;
  state: DeliveryTable['state'];
  reason: string | null;
  dueAt: number;
}

const OPEN = ['planned', 'sending', 'doubtful', 'accepted', 'asking'] as const;
/** With 500 accounts some thousand are open at once. */
const MOST = 10_000;

/**
 * Of each account the open delivery that matters most: one that waits for a person, else the one that is due first. By the
 * index (state, due_at), and of open ones by account.
 * @param channels ids; null for all
 */
export async function nextDeliveries(
  db: Db,
  channels: readonly string[] | null = null,
): Promise<Map<string, NextDelivery>> {
  if (channels?.length === 0) return new Map();
  const rows = await db
    .selectFrom('delivery')
    .select(['id as delivery', 'channel', 'state', 'reason', 'dueAt'])
    .where('state', 'in', [...OPEN])
    .where('subjectKind', '<>', 'notice')
    .$if(channels !== null, (query) => query.where('channel', 'in', [...(channels ?? [])]))
    .orderBy('dueAt')
    .limit(MOST)
    .execute();
  const next = new Map<string, NextDelivery>();
  for (const row of rows) {
    const known = next.get(row.channel);
    if (!known || weightOf(row) > weightOf(known)) next.set(row.channel, row);
  }
  return next;
}

/** Accounts on which something did not go out and waits for a person. By the index (state, due_at). */
export async function failedChannels(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('delivery')
    .select(['channel', 'state', 'reason'])
    .distinct()
    .where('state', '=', 'asking')
    .where('subjectKind', '<>', 'notice')
    .execute();
  return [...new Set(rows.filter((row) => weightOf(row) === FAILED).map(({ channel }) => channel))];
}

/** Nothing matters more than what did not go out. */
const FAILED = 4;

function weightOf({ state, reason }: Pick<NextDelivery, 'state' | 'reason'>): number {
  if (state === 'asking') return reason === 'hand-off' || reason === 'blackout' ? 2 : FAILED;
  if (reason === 'confirmation') return 3;
  return state === 'doubtful' ? 1 : 0;
}
