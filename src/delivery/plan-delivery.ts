import { sql } from 'kysely';
import { whyByHand } from '../channels/by-hand.ts';
import type { ChannelDescriptor } from '../channels/channel.ts';
import { channelState } from '../channels/channel-state-store.ts';
import { FixContent, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import type { DeliveryTable } from '../store/tables/delivery.ts';

export interface DeliveryPlan {
  subjectKind: DeliveryTable['subjectKind'];
  subjectId: string;
  channel: string;
  act: DeliveryTable['act'];
  /** The approved content hash; it never changes, an edited text gets a delivery of its own. */
  hash: string;
  /** When it shall go out, ms UTC. */
  dueAt: number;
  /** 1; a wanted second publication is 2, set by a person. */
  occasion?: number;
  priority?: number;
}

/**
 * Makes a delivery with its steps (row 1), in the transaction of whoever decides it.
 * @returns its id
 * @throws Refused while another delivery of the same subject on this channel is not dropped: two texts cannot both leave
 * @throws FixContent when the kind of account cannot do the act
 */
export async function planDelivery(
  tx: Tx,
  acting: Acting,
  descriptor: ChannelDescriptor,
  plan: DeliveryPlan,
  actor: Actor,
): Promise<string> {
  const steps = descriptor.acts[plan.act];
  if (!steps) {
    throw new FixContent({
      code: 'delivery-act',
      message: `a channel of kind ${descriptor.kind} cannot ${plan.act}`,
      place: plan.channel,
      remedy: `Choose one of: ${Object.keys(descriptor.acts).join(', ')}.`,
    });
  }
  const id = acting.newId();
  const now = acting.clock.now();
  const byHand = whyByHand(descriptor, await channelState(tx, plan.channel), plan.act) !== null;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('delivery')
    .values({
      id,
      subjectKind: plan.subjectKind,
      subjectId: plan.subjectId,
      channel: plan.channel,
      occasion: plan.occasion ?? 1,
      act: plan.act,
      hash: plan.hash,
      state: 'planned',
      reason: null,
      fence: 0,
      worker: null,
      // People need the time before a post is due: they are asked at once.
      workAt: byHand ? now : plan.dueAt,
      stopWanted: 0,
      dueAt: plan.dueAt,
      priority: plan.priority ?? 5,
      createdAt: now,
      finishedAt: null,
    })
    .onConflict((oc) =>
      oc
        .columns(['subjectKind', 'subjectId', 'channel', 'occasion'])
        .where('state', '<>', sql.lit('dropped'))
        .doNothing(),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw alreadyDelivered(plan);
  await tx
    .insertInto('step')
    .values(
      steps.map((step, position) => ({
        delivery: id,
        position,
        name: step.name,
        effect: step.effect,
        visible: step.visible ? 1 : 0,
        state: 'waiting' as const,
        answer: null,
      })),
    )
    .execute();
  await acting.record(tx, {
    at: now,
    actor,
    act: 'delivery.planned',
    object: `delivery:${id}`,
    after: { ...plan, state: 'planned' },
  });
  return id;
}

function alreadyDelivered(plan: DeliveryPlan): Refused {
  return new Refused({
    code: 'delivery-exists',
    message: `${plan.subjectKind} ${plan.subjectId} already has a delivery on ${plan.channel} that is not dropped`,
    place: plan.channel,
    remedy: 'Close the earlier delivery first, or ask for a second publication on purpose (occasion 2).',
  });
}
