import { isoBeijing } from '../../calendar/beijing-time.ts';
import { channelOf, deliveryIn, type Evidence, type Problem, visible } from './evidence.ts';
import type { PlannedDelivery, Replay } from './replay.ts';

/** What fell due within this time of the end may still be on its way, ms. */
const ON_ITS_WAY_MS = 3 * 3_600_000;

/**
 * What was approved and due went out, or waits for a person, its time or its quota; what govcast says is published is
 * there, and what it says did not go out is not.
 */
export function losses(evidence: Evidence, { deliveries, approved, places }: Replay): Problem[] {
  const problems: Problem[] = [];
  const lose = (check: string, about: string) => problems.push({ check, about });
  for (const delivery of deliveries.values()) {
    const out = isOut(evidence, delivery);
    const what = `${titleOf(evidence, delivery.hash)} on ${delivery.channel}, due ${isoBeijing(delivery.dueAt)}`;
    const { state, reason, byPerson } = delivery;
    if (state === 'published' && reason !== 'draft' && !out)
      lose('loss', `${what}: published by govcast, seen by nobody`);
    if (state === 'dropped' && reason === 'sure' && isMarked(evidence, delivery))
      lose('double', `${what}: said not to have gone out, and it did`);
    const stands =
      approved.get(delivery.post)?.hash === delivery.hash && places.has(`${delivery.post} ${delivery.channel}`);
    const last = ![...deliveries.values()].some(
      (d) => d.post === delivery.post && d.channel === delivery.channel && d.id > delivery.id,
    );
    if (state === 'dropped' && !byPerson && !out && stands && last) lose('loss', `${what}: dropped by nobody`);
    const isDue = delivery.dueAt < evidence.end - ON_ITS_WAY_MS;
    const isOpen = state !== 'published' && state !== 'dropped' && state !== 'asking';
    if (isOpen && isDue && !out && !evidence.waiting.has(delivery.id)) lose('loss', `${what}: still ${state}`);
  }
  for (const place of places.values()) {
    const text = approved.get(place.post);
    const due = Math.max(place.at, text?.at ?? evidence.end);
    if (!text || due >= evidence.end - ON_ITS_WAY_MS) continue;
    const has = [...deliveries.values()].some((d) => d.post === place.post && d.channel === place.channel);
    if (!has) lose('loss', `${titleOf(evidence, text.hash)} on ${place.channel}, due ${isoBeijing(due)}: no delivery`);
  }
  return problems;
}

function isOut(evidence: Evidence, { id, channel, hash }: PlannedDelivery): boolean {
  const text = evidence.texts.get(hash);
  return visible(evidence).some((effect) => {
    if (channelOf(evidence, effect.account) !== channel) return false;
    const marked = deliveryIn(effect.marker);
    if (marked !== null) return marked === id;
    return effect.kind === 'robotMessage' ? text?.messages.includes(effect.text) : text?.titles.includes(effect.text);
  });
}

/** An effect that carries the mark of this very delivery. */
function isMarked(evidence: Evidence, { id }: PlannedDelivery): boolean {
  return visible(evidence).some((effect) => deliveryIn(effect.marker) === id);
}

function titleOf({ texts }: Evidence, hash: string): string {
  return `“${texts.get(hash)?.titles[0] ?? hash}”`;
}
