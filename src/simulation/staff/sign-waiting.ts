import { deliverApproved } from '../../delivery/deliver-approved.ts';
import type { Govcast } from '../../govcast.ts';
import { type ShownChain, showPost } from '../../review/show-post.ts';
import { signPost } from '../../review/sign-post.ts';
import { tickGate } from '../../review/tick-gate.ts';
import { withdrawApproval } from '../../review/withdraw-approval.ts';
import { by, choiceOn, lainFor, peopleWith, type Staff, trying, whoIsThere } from './staff.ts';

const HALF_HOUR = 1_800_000;

/** Those who sign go through what waits: gates, then their step; now and then something goes back. */
export async function signWaiting(staff: Staff, govcast: Govcast): Promise<void> {
  const posts = await govcast.acting.db
    .selectFrom('post')
    .select(['id', 'title', 'contentHash'])
    .where('state', '=', 'in-review')
    .orderBy('id')
    .execute();
  for (const { id, title, contentHash } of posts) {
    const choice = choiceOn(staff, `sign ${title}`);
    const waited = lainFor(staff, `review ${id} ${contentHash}`, govcast.clock.now());
    if (waited < choice.int(0, 10) * HALF_HOUR) continue;
    const { chain } = await showPost(govcast.acting.db, govcast.reviewing, id);
    if (!chain) continue;
    const post = { id, title, seenHash: contentHash };
    if (!(await tickGates(staff, govcast, post, chain))) continue;
    await sign(staff, govcast, post, chain);
  }
}

interface SeenPost {
  id: string;
  title: string;
  seenHash: string;
}

/** @returns whether no gate is open any more */
async function tickGates(staff: Staff, govcast: Govcast, post: SeenPost, chain: ShownChain): Promise<boolean> {
  let open = 0;
  for (const gate of chain.gates.filter((g) => g.ticked === null)) {
    const person = whoIsThere(staff, govcast, gate.may);
    const tick = { post: post.id, seenHash: post.seenHash, gate: gate.id, comment: '' };
    const ticked =
      person !== undefined &&
      (await trying(staff, `${person}: ticks ${gate.id} of “${post.title}”`, () =>
        tickGate(govcast.acting, govcast.reviewing, tick, by(govcast, person)),
      ));
    if (!ticked) open += 1;
  }
  return open === 0;
}

async function sign(staff: Staff, govcast: Govcast, post: SeenPost, chain: ShownChain): Promise<void> {
  const { acting, reviewing, work } = govcast;
  const step = chain.steps.find((each) => each.id === chain.next);
  const person = step && whoIsThere(staff, govcast, step.may);
  if (!step || person === undefined) return;
  const first = chain.steps[0]?.id === step.id;
  const returns =
    first && !staff.since.has(`returned ${post.title}`) && choiceOn(staff, `return ${post.title}`).happens(0.05);
  const decision = returns ? ('return' as const) : ('approve' as const);
  const what = `${person}: ${returns ? 'returns' : `signs ${step.id} of`} “${post.title}”`;
  const signed = { post: post.id, seenHash: post.seenHash, decision, opinion: returns ? '请补充办理时限' : '同意' };
  const descriptorOf = (id: string) => work.channel(id).descriptor;
  await trying(staff, what, async () => {
    await signPost(acting, reviewing, signed, by(govcast, person), async (tx, approved) => {
      const { id, approvedHash } = approved;
      if (approvedHash) await deliverApproved(tx, acting, descriptorOf, { id, approvedHash }, by(govcast, person));
    });
    staff.log.say(what);
    if (returns) staff.since.set(`returned ${post.title}`, govcast.clock.now());
  });
}

/** Once in a while a leader takes an approval back before the post is out. */
export async function withdrawSome(staff: Staff, govcast: Govcast): Promise<void> {
  const waiting = await govcast.acting.db
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.subjectId')
    .select(['post.id', 'post.title'])
    .distinct()
    .where('delivery.state', '=', 'planned')
    .where('post.state', '=', 'approved')
    .orderBy('post.id')
    .execute();
  for (const { id, title } of waiting) {
    const person = whoIsThere(staff, govcast, peopleWith(govcast, ['leader']));
    if (person === undefined || staff.since.has(`withdrawn ${id}`)) continue;
    staff.since.set(`withdrawn ${id}`, govcast.clock.now());
    if (!choiceOn(staff, `withdraw ${title}`).happens(0.03)) continue;
    const what = `${person}: takes the approval of “${title}” back`;
    await trying(staff, what, async () => {
      await withdrawApproval(
        govcast.acting,
        govcast.reviewing,
        { post: id, reason: '数据需要核对' },
        by(govcast, person),
      );
      staff.log.say(what);
    });
  }
}
