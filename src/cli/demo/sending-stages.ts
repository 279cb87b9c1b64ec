/** From a clean post to what the public sees. */
import { isoBeijing } from '../../calendar/beijing-time.ts';
import { publicationsOf } from '../../channels/publication-store.ts';
import { actorOf } from '../../config/acting-person.ts';
import { deliverApproved } from '../../delivery/deliver-approved.ts';
import { deliveryHooks } from '../../delivery/delivery-hooks.ts';
import { listDeliveries } from '../../delivery/list-deliveries.ts';
import { loadHead } from '../../posts/post-store.ts';
import { signPost } from '../../review/sign-post.ts';
import { submitPost } from '../../review/submit-post.ts';
import { tickGate } from '../../review/tick-gate.ts';
import { placePost } from '../../schedule/place-post.ts';
import type { DemoWorld } from './demo-world.ts';
import type { Stage } from './stage.ts';

/** How many posts the demo takes through review and sends; enough to show every channel. */
const SENT_POSTS = 3;
const MINUTE = 60_000;

/** Puts clean posts onto channels: a bundle published, one sent to all, one drafted, and the group told of the first. */
export async function planStage(world: DemoWorld, clean: string[]): Promise<Stage> {
  const { acting, channelConfig, planning, work } = world.govcast;
  const chosen = await chosenPosts(world, clean);
  const titles = new Map(chosen.map((post) => [post.id, post.title]));
  const [first, second, third] = chosen.map((post) => post.id);
  const wishes = [
    { post: first, channel: 'main', act: 'publish' as const },
    { post: second, channel: 'service', act: 'massSend' as const },
    { post: third, channel: 'main', act: 'draft' as const },
    { post: first, channel: 'notice-group', act: 'message' as const },
  ];
  const actor = actorOf(world.govcast.config, 'li-na', 'cli');
  const { hooks } = deliveryHooks(acting, (id) => work.channel(id).descriptor, actor);
  const placements = [];
  for (const { post, channel, act } of wishes) {
    if (post === undefined) continue;
    const on = [{ channel: channelConfig(channel), act }];
    placements.push(...(await placePost(acting, planning, { post, on }, actor, hooks)));
  }
  const shown = placements.map((p) => ({
    post: p.post,
    title: titles.get(p.post) ?? '',
    channel: p.channel,
    act: p.act,
    at: isoBeijing(p.at),
    reason: p.reason,
  }));
  return {
    ok: placements.length === wishes.length,
    count: placements.length,
    ids: placements.map((p) => p.id),
    posts: chosen.map((post) => post.id),
    placements: shown,
  };
}

/** Three people of people.yaml: the drafter submits, section head and leader sign, the secrecy officer ticks his gate. */
export async function reviewStage(world: DemoWorld, posts: string[]): Promise<Stage> {
  const { acting, config, reviewing, work } = world.govcast;
  const by = (person: string) => actorOf(config, person, 'cli');
  const signatures: { post: string; step: string; person: string }[] = [];
  for (const post of posts) {
    const head = await loadHead(acting.db, post);
    if (!head) continue;
    const seenHash = head.post.contentHash;
    await submitPost(acting, reviewing, { post, seenHash }, by('li-na'));
    for (const gate of ['political', 'legal', 'policy', 'wording']) {
      await tickGate(acting, reviewing, { post, seenHash, gate, comment: '' }, by('zhang-wei'));
    }
    await tickGate(acting, reviewing, { post, seenHash, gate: 'secrecy', comment: '不涉密' }, by('qian-feng'));
    for (const person of ['zhang-wei', 'wang-jianguo']) {
      const decision = { post, seenHash, decision: 'approve' as const, opinion: '同意' };
      const signed = await signPost(acting, reviewing, decision, by(person), async (tx, approved) => {
        const descriptorOf = (id: string) => work.channel(id).descriptor;
        await deliverApproved(tx, acting, descriptorOf, { id: approved.id, approvedHash: seenHash }, by(person));
      });
      signatures.push({ post, step: signed.step, person });
    }
  }
  const people = [...new Set(['li-na', ...signatures.map((s) => s.person)])];
  return {
    ok: people.length === 3 && signatures.length === posts.length * 2,
    count: posts.length,
    ids: posts,
    people,
    signatures,
  };
}

/** Runs the loops from due moment to due moment until every delivery is final. */
export async function deliverStage(world: DemoWorld): Promise<Stage> {
  const { db } = world.govcast.acting;
  for (let turns = 0; turns < 60; turns += 1) {
    await world.look('deliveries', 'inbox');
    const open = await db
      .selectFrom('delivery')
      .select('workAt')
      .where('state', 'not in', ['published', 'dropped', 'asking'])
      .orderBy('workAt')
      .execute();
    const next = open[0];
    if (!next) break;
    await world.moveTo(Math.max(world.clock.now() + 1000, Math.min(next.workAt ?? 0, world.clock.now() + 30 * MINUTE)));
  }
  const { deliveries } = await listDeliveries(db);
  const sent = deliveries.map((d) => ({
    delivery: d.id,
    title: d.title,
    channel: d.channel,
    act: d.act,
    state: d.state,
    reason: d.reason,
    platformId: Object.values(d.platform).at(-1) ?? null,
    url: d.url,
  }));
  return {
    ok: sent.length > 0 && sent.every((s) => s.state === 'published'),
    count: sent.length,
    ids: sent.map((s) => s.delivery),
    sent,
  };
}

/** The finish events came encrypted and were applied, and every link that the public sees opens. */
export async function confirmStage(world: DemoWorld, deliveries: string[]): Promise<Stage> {
  const { db } = world.govcast.acting;
  const events = await db.selectFrom('event').selectAll().where('appliedAt', 'is not', null).execute();
  const opened: { url: string; status: number }[] = [];
  for (const delivery of deliveries) {
    for (const { url } of await publicationsOf(db, delivery)) {
      if (url !== null) opened.push({ url, status: (await fetch(url)).status });
    }
  }
  const ok = events.length >= 2 && opened.length > 0 && opened.every((o) => o.status === 200);
  return { ok, count: events.length, ids: events.map((e) => e.externalId), opened };
}

/** Bundle posts first: they are what the project is about. */
async function chosenPosts(world: DemoWorld, clean: string[]): Promise<{ id: string; title: string }[]> {
  const posts = await world.govcast.acting.db
    .selectFrom('post')
    .select(['id', 'title', 'subjectKind'])
    .where('id', 'in', clean)
    .orderBy('id')
    .execute();
  const rank = (kind: string) => ['bundle', 'item', 'file'].indexOf(kind);
  return posts.sort((a, b) => rank(a.subjectKind) - rank(b.subjectKind)).slice(0, SENT_POSTS);
}
