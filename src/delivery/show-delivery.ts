import { isoBeijing } from '../calendar/beijing-time.ts';
import { publicationsOf } from '../channels/publication-store.ts';
import { Refused } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { type DeliveryRow, getAttempts, getDelivery, getSteps, openQuestion } from './delivery-store.ts';
import { findHandOff } from './hand-off/hand-off-store.ts';

/** A delivery with everything that is known of it, as `govcast delivery show` answers; moments are ISO 8601 +08:00. */
export interface ShownDelivery {
  id: string;
  post: string;
  channel: string;
  act: string;
  state: DeliveryRow['state'];
  reason: string | null;
  at: string;
  hash: string;
  steps: {
    name: string;
    effect: string;
    state: string;
    attempts: {
      number: number;
      state: string;
      begunAt: string;
      calls: number;
      externalId: string | null;
      error: string | null;
    }[];
  }[];
  question: { kind: string; seen: string; remedy: string; openedAt: string } | null;
  /** The text in a person's hands, and since when it is void; null when nobody took it. */
  handOff: { takenBy: string; takenAt: string; void: string | null } | null;
  publications: { position: number; title: string; url: string | null; publicAt: string }[];
}

/** @throws Refused when there is no such delivery */
export async function showDelivery(db: Db, id: string): Promise<ShownDelivery> {
  const delivery = await requireDelivery(db, id);
  const attempts = await getAttempts(db, id);
  const question = await openQuestion(db, id);
  const { subjectId: post, channel, act, state, reason, hash } = delivery;
  const steps = (await getSteps(db, id)).map((step) => ({
    name: step.name,
    effect: step.effect,
    state: step.state,
    attempts: attempts
      .filter((a) => a.position === step.position)
      .map((a) => ({
        number: a.number,
        state: a.state,
        begunAt: isoBeijing(a.begunAt),
        calls: a.calls,
        externalId: a.externalId,
        error: a.errorCode,
      })),
  }));
  const asked = question && {
    kind: question.kind,
    seen: question.seen,
    remedy: question.remedy,
    openedAt: isoBeijing(question.openedAt),
  };
  const publications = (await publicationsOf(db, id)).map(({ position, title, url, publicAt }) => ({
    position,
    title,
    url,
    publicAt: isoBeijing(publicAt),
  }));
  const out = await findHandOff(db, id);
  const handOff = out && {
    takenBy: out.takenBy,
    takenAt: isoBeijing(out.takenAt),
    void: out.voidAt === null ? null : isoBeijing(out.voidAt),
  };
  const at = isoBeijing(delivery.dueAt);
  return {
    id,
    post,
    channel,
    act,
    state,
    reason,
    at,
    hash,
    steps,
    question: asked ?? null,
    handOff: handOff ?? null,
    publications,
  };
}

/** @throws Refused when there is no such delivery */
export async function requireDelivery(db: Db, id: string): Promise<DeliveryRow> {
  const delivery = await getDelivery(db, id);
  if (delivery) return delivery;
  throw new Refused({
    code: 'delivery-unknown',
    message: `there is no delivery ${id}`,
    place: `delivery:${id}`,
    remedy: 'Take the id from `govcast queue list`.',
  });
}
