/** All reading and plain writing of delivery, step, attempt and question rows. Decisions are made elsewhere. */
import type { Selectable } from 'kysely';
import { openBlackouts } from '../schedule/blackout/blackout-store.ts';
import type { Db, Tx } from '../store/database.ts';
import type { AttemptTable, DeliveryTable, QuestionTable, StepTable } from '../store/tables/delivery.ts';
import { isSure, workingStates } from './state.ts';
import { ON_TIME_MS } from './timing.ts';

export type DeliveryRow = Selectable<DeliveryTable>;
export type StepRow = Selectable<StepTable>;
export type AttemptRow = Selectable<AttemptTable>;
export type QuestionRow = Selectable<QuestionTable>;

/**
 * Due rows, oldest first, of one moment the urgent and then those queued first, by the partial index on work_at. Planned
 * ones wait while their channel is paused or blacked out, and while their post is held or under embargo: they must not
 * fill the batch of those that can go.
 */
export async function findDue(
  db: Db,
  now: number,
  limit: number,
): Promise<{ id: string; fence: number; workAt: number }[]> {
  return (await free(db, now))
    .select(['delivery.id', 'delivery.fence', 'delivery.workAt'])
    .where('delivery.state', 'in', workingStates)
    .where('delivery.workAt', '<=', now)
    .orderBy('delivery.workAt')
    .orderBy('delivery.priority', 'desc')
    .orderBy('delivery.id')
    .limit(limit)
    .$narrowType<{ workAt: number }>()
    .execute();
}

/** A planned delivery that is late, with what spacing it needs. */
export type LateRow = Pick<DeliveryRow, 'id' | 'fence' | 'channel' | 'dueAt' | 'reason'> & {
  state: 'planned';
  workAt: number;
};

/** Planned ones that may go and are late: due now, or waiting for their turn; by account, urgency and due time. */
export async function findLate(db: Db, now: number): Promise<LateRow[]> {
  return (await free(db, now))
    .select(['delivery.id', 'delivery.fence', 'delivery.channel', 'delivery.dueAt', 'delivery.reason'])
    .select(['delivery.state', 'delivery.workAt'])
    .where('delivery.state', '=', 'planned')
    .where('delivery.dueAt', '<', now - ON_TIME_MS)
    .where((eb) => eb.or([eb('delivery.workAt', '<=', now), eb('delivery.reason', '=', 'catch-up')]))
    .orderBy('delivery.channel')
    .orderBy('delivery.priority', 'desc')
    .orderBy('delivery.dueAt')
    .orderBy('delivery.id')
    .limit(5000)
    .$narrowType<{ workAt: number; state: 'planned' }>()
    .execute();
}

/** Deliveries that nothing keeps back: neither a pause nor a black-out, neither a hold nor an embargo of the post. */
async function free(db: Db, now: number) {
  const blackouts = await openBlackouts(db, now);
  return db
    .selectFrom('delivery')
    .leftJoin('channelState', 'channelState.channel', 'delivery.channel')
    .leftJoin('postRelease', (on) =>
      on.onRef('postRelease.post', '=', 'delivery.subjectId').on('delivery.subjectKind', '=', 'post'),
    )
    .where((eb) =>
      eb.or([
        eb('delivery.state', '<>', 'planned'),
        eb.and([
          eb('channelState.pausedAt', 'is', null),
          eb('postRelease.heldAt', 'is', null),
          eb.or([eb('postRelease.embargoUntil', 'is', null), eb('postRelease.embargoUntil', '<=', now)]),
          ...blackouts.map(({ channels, includesInternal }) => {
            if (channels !== null) return eb('delivery.channel', 'not in', channels);
            return includesInternal ? eb.lit(false) : eb('delivery.act', '=', 'message');
          }),
        ]),
      ]),
    );
}

export function getDelivery(db: Db, id: string): Promise<DeliveryRow | undefined> {
  return db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The delivery of a post on a channel that is not dropped, the newest if there are several. */
export function findLiveDelivery(db: Db, post: string, channel: string): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('delivery')
    .selectAll()
    .where('subjectKind', '=', 'post')
    .where('subjectId', '=', post)
    .where('channel', '=', channel)
    .where('state', '<>', 'dropped')
    .orderBy('occasion', 'desc')
    .executeTakeFirst();
}

/** The row under lock: event, poll, late answer and person queue up here. */
export function lockDelivery(tx: Tx, id: string): Promise<DeliveryRow> {
  return tx.selectFrom('delivery').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
}

export function getSteps(db: Db, delivery: string): Promise<StepRow[]> {
  return db.selectFrom('step').selectAll().where('delivery', '=', delivery).orderBy('position').execute();
}

export function getAttempts(db: Db, delivery: string): Promise<AttemptRow[]> {
  return db
    .selectFrom('attempt')
    .selectAll()
    .where('delivery', '=', delivery)
    .orderBy('position')
    .orderBy('number')
    .execute();
}

/**
 * Changes the delivery under its fence: a deciding write carries `fence = mine` and the state it expects.
 * @returns false when somebody else was faster; the caller lets go, silently
 */
export async function decide(
  tx: Tx,
  held: Pick<DeliveryRow, 'id' | 'fence' | 'state'>,
  change: Partial<DeliveryRow>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('delivery')
    .set(change)
    .where('id', '=', held.id)
    .where('fence', '=', held.fence)
    .where('state', '=', held.state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updateAttempt(tx: Tx, id: string, change: Partial<AttemptRow>): Promise<void> {
  await tx.updateTable('attempt').set(change).where('id', '=', id).execute();
}

/**
 * Ends a step with what later steps build on. The first answer stays: a late one must not put another draft in its
 * place, because every submit of a delivery names the same draft (protocol section 6, K3).
 */
export async function finishStep(tx: Tx, delivery: string, position: number, answer: string): Promise<void> {
  await tx
    .updateTable('step')
    .set({ state: 'done', answer })
    .where('delivery', '=', delivery)
    .where('position', '=', position)
    .where('state', '<>', 'done')
    .execute();
}

export function openQuestion(db: Db, delivery: string): Promise<QuestionRow | undefined> {
  return db
    .selectFrom('question')
    .selectAll()
    .where('delivery', '=', delivery)
    .where('answeredAt', 'is', null)
    .executeTakeFirst();
}

/** Whether nothing of this delivery can have gone out, by all attempts of its visible steps. */
export async function isDeliverySure(db: Db, delivery: string): Promise<boolean> {
  const visible = new Set((await getSteps(db, delivery)).filter((s) => s.visible === 1).map((s) => s.position));
  const attempts = await getAttempts(db, delivery);
  return isSure(attempts.map((a) => ({ state: a.state, visible: visible.has(a.position) })));
}
