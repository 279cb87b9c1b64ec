import type { ChannelDescriptor } from '../../channels/channel.ts';
import type { People } from '../../config/people.ts';
import type { Workflow } from '../../config/workflow.ts';
import { CallPerson } from '../../errors.ts';
import { loadRevision } from '../../posts/post-store.ts';
import { approvedReview, signaturesOf, ticksOf } from '../../review/review-store.ts';
import type { Db } from '../../store/database.ts';
import { getSteps } from '../delivery-store.ts';
import { requireDelivery } from '../show-delivery.ts';
import type { DeliveryWork } from '../work.ts';
import type { HandOff, Picture, Signed } from './hand-off.ts';
import type { HandOffRow } from './hand-off-store.ts';

/** What reading a hand-off needs besides its row. */
export interface HandOffSource {
  db: Db;
  people: People;
  workflow: Workflow;
  asset: DeliveryWork['asset'];
  /** The account, its public name and its kind. */
  account: { name: string; descriptor: ChannelDescriptor };
}

/**
 * Reads everything that a hand-off shows: the revision under the hash that was taken, never the current text, its
 * pictures, and who signed it.
 * @throws CallPerson when the revision or a picture is missing: half a hand-off is none
 */
export async function loadHandOff(
  source: HandOffSource,
  row: HandOffRow,
): Promise<{ handOff: HandOff; pictures: Map<string, Picture> }> {
  const { db, account } = source;
  const delivery = await requireDelivery(db, row.delivery);
  if (delivery.subjectKind !== 'post') throw notAPost(row.delivery);
  const content = await loadRevision(db, delivery.subjectId, row.hash);
  const pictures = new Map<string, Picture>();
  const wanted = content.articles.flatMap(({ cover, images }) => [...(cover ? [cover.sha256] : []), ...images]);
  for (const sha256 of new Set(wanted)) pictures.set(sha256, await source.asset(sha256));
  const steps = await getSteps(db, row.delivery);
  const handOff = {
    ...{ delivery: delivery.id, post: delivery.subjectId, channel: delivery.channel, account: account.name },
    ...{ kind: account.descriptor.kind, kindLabel: account.descriptor.label, act: delivery.act, dueAt: delivery.dueAt },
    ...{ hash: row.hash, content, takenBy: nameOf(source.people, row.takenBy), takenAt: row.takenAt },
    signatures: await signed(source, delivery.subjectId, row.hash),
    draftThere: steps.some((step) => step.name === 'draft' && step.state === 'done'),
  };
  return { handOff, pictures };
}

async function signed({ db, people, workflow }: HandOffSource, post: string, hash: string): Promise<Signed[]> {
  const review = await approvedReview(db, post, hash);
  if (!review) return [];
  const flow = workflow.flows.find((each) => each.id === review.workflow);
  const ticks = (await ticksOf(db, review.id)).map(({ gate, person, at }) => ({
    post: workflow.gates.find((each) => each.id === gate)?.name ?? gate,
    name: nameOf(people, person),
    at,
  }));
  const signatures = (await signaturesOf(db, review.id)).map(({ step, person, at }) => ({
    post: flow?.steps.find((each) => each.id === step)?.post ?? step,
    name: nameOf(people, person),
    at,
  }));
  return [...ticks, ...signatures];
}

function nameOf(people: People, id: string): string {
  return people.people.find((person) => person.id === id)?.name ?? id;
}

function notAPost(delivery: string): CallPerson {
  return new CallPerson({
    code: 'hand-off-kind',
    message: `delivery ${delivery} is no post: there is nothing to paste`,
    place: delivery,
    remedy: 'Answer it where it came from.',
  });
}
