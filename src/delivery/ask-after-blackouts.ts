import { type Blackout, blackoutKinds, blackoutState, endOf, keptBack } from '../schedule/blackout/blackout.ts';
import { blackoutsBetween } from '../schedule/blackout/blackout-store.ts';
import { inTransaction } from '../store/transaction.ts';
import { lockDelivery } from './delivery-store.ts';
import { askPerson } from './move-delivery.ts';
import type { DeliveryWork } from './work.ts';

const BATCH = 2000;

/**
 * Puts every delivery that a black-out kept back to a person, once it is over: send, move or drop. It stays planned while
 * another black-out is open over it. What a person answers gives it a due moment outside, so that nobody is asked twice;
 * what is approved later with a time inside is asked like the rest. Calling it again asks nothing new.
 * @returns how many were put to a person
 */
export async function askAfterBlackouts(work: DeliveryWork): Promise<number> {
  const now = work.clock.now();
  const since = await earliestPlanned(work, now);
  if (since === null) return 0;
  const blackouts = await blackoutsBetween(work.db, since, now);
  const open = blackouts.filter((each) => blackoutState(each, now) === 'open');
  let asked = 0;
  for (const over of blackouts.filter((each) => blackoutState(each, now) === 'over')) {
    for (const id of await keptBackBy(work, over, open)) if (await ask(work, id)) asked += 1;
  }
  return asked;
}

async function earliestPlanned(work: DeliveryWork, now: number): Promise<number | null> {
  const row = await work.db
    .selectFrom('delivery')
    .select('dueAt')
    .where('state', '=', 'planned')
    .where('dueAt', '<=', now)
    .orderBy('dueAt')
    .limit(1)
    .executeTakeFirst();
  return row?.dueAt ?? null;
}

/** By the index on state and due time. What is asked leaves the list; what another black-out still covers is left out. */
async function keptBackBy(work: DeliveryWork, over: Blackout, open: readonly Blackout[]): Promise<string[]> {
  const { channels, includesInternal } = over;
  const rows = await work.db
    .selectFrom('delivery')
    .select('id')
    .where('state', '=', 'planned')
    .where('dueAt', '<=', endOf(over))
    .$if(channels !== null, (q) => q.where('channel', 'in', channels ?? []))
    .$if(channels === null && !includesInternal, (q) => q.where('act', '<>', 'message'))
    .where((eb) =>
      eb.and(
        open.map((each) => {
          if (each.channels !== null) return eb('channel', 'not in', each.channels);
          return each.includesInternal ? eb.lit(false) : eb('act', '=', 'message');
        }),
      ),
    )
    .orderBy('dueAt')
    .limit(BATCH)
    .execute();
  return rows.map(({ id }) => id);
}

/** Everything is asked again under the lock of the row: somebody may have cancelled or moved it. */
function ask(work: DeliveryWork, id: string): Promise<boolean> {
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, id);
    if (delivery.state !== 'planned') return false;
    const now = work.clock.now();
    const kept = keptBack(await blackoutsBetween(tx, delivery.dueAt, now), delivery, now);
    if (kept?.is !== 'over') return false;
    const fields = { reason: kept.by.reason, kind: blackoutKinds[kept.by.kind] };
    await askPerson(tx, work, delivery, 'blackout', `blackout:${kept.by.id}`, '', fields);
    return true;
  });
}
