/** The stages of the demo, in the order in which data travels. Each does its part for real and says what it did. */
import { isoBeijing } from '../../calendar/beijing-time.ts';
import { publicationsOf } from '../../channels/publication-store.ts';
import { actorOf } from '../../config/acting-person.ts';
import { deliverApproved } from '../../delivery/deliver-approved.ts';
import { listDeliveries } from '../../delivery/list-deliveries.ts';
import { listRequests } from '../../inbox/list-requests.ts';
import { loadHead } from '../../posts/post-store.ts';
import { cadenceAnswer } from '../../process.ts';
import { signPost } from '../../review/sign-post.ts';
import { submitPost } from '../../review/submit-post.ts';
import { tickGate } from '../../review/tick-gate.ts';
import { placePost } from '../../schedule/place-post.ts';
import type { DemoWorld } from './demo-world.ts';

export interface Stage {
  ok: boolean;
  count: number;
  ids: string[];
  [more: string]: unknown;
}

/** How many posts the demo takes through review and sends; enough to show every channel. */
const SENT_POSTS = 3;
const MINUTE = 60_000;

export async function crawlStage(world: DemoWorld): Promise<Stage> {
  const { acting } = world.govcast;
  await world.look('portal');
  const items = await acting.db.selectFrom('item').select('id').orderBy('id').execute();
  const states = await acting.db.selectFrom('sourceState').selectAll().orderBy('source').execute();
  const sources = states.map((s) => ({
    source: s.source,
    listed: s.listed,
    problem: s.problem === null ? null : JSON.parse(s.problem),
  }));
  const ok = items.length >= 60 && states.every((s) => s.listed > 0);
  return { ok, count: items.length, ids: items.map((i) => i.id), sources };
}

export async function linkStage(world: DemoWorld): Promise<Stage> {
  const { db } = world.govcast.acting;
  await world.look('policy');
  const pairs = await db.selectFrom('pair').selectAll().where('decision', '=', 'made').orderBy('policy').execute();
  const offered = await db.selectFrom('pair').select('policy').where('decision', '=', 'offered').execute();
  const bundles = await db.selectFrom('bundle').selectAll().orderBy('id').execute();
  return {
    ok: bundles.length > 0 && pairs.length > 0,
    count: bundles.length,
    ids: bundles.map((b) => b.id),
    pairs: pairs.map((p) => ({
      policy: p.policy,
      interpretation: p.interpretation,
      score: p.score,
      form: p.form,
      stage: p.stage,
    })),
    offered: offered.length,
    due: bundles.map((b) => ({ bundle: b.id, title: b.title, dueOn: b.dueOn, provisional: b.provisional === 1 })),
  };
}

export async function composeStage(world: DemoWorld): Promise<Stage> {
  await world.look('posts');
  const posts = await world.govcast.acting.db.selectFrom('post').selectAll().orderBy('id').execute();
  const ofBundles = posts.filter((p) => p.subjectKind === 'bundle');
  return { ok: ofBundles.length > 0, count: posts.length, ids: posts.map((p) => p.id), bundles: ofBundles.length };
}

export async function checkStage(world: DemoWorld): Promise<Stage> {
  const { acting, reviewing } = world.govcast;
  const posts = await acting.db.selectFrom('post').select('id').orderBy('id').execute();
  const findings: { post: string; check: string; severity: string; rule: string; message: string }[] = [];
  const clean: string[] = [];
  for (const { id } of posts) {
    const head = await loadHead(acting.db, id);
    if (!head) continue;
    const found = reviewing.check(head.findings, head.composed);
    findings.push(...found.map(({ check, severity, rule, message }) => ({ post: id, check, severity, rule, message })));
    if (!found.some((f) => f.severity === 'blocking')) clean.push(id);
  }
  const blocked = findings.some((f) => f.check === 'marking' && f.severity === 'blocking');
  return {
    ok: clean.length >= SENT_POSTS && blocked,
    count: posts.length,
    ids: clean,
    blocked: posts.length - clean.length,
    findings,
  };
}

/** Puts clean posts onto channels: a bundle published, one sent to all, one drafted, and the group told of the first. */
export async function planStage(world: DemoWorld, clean: string[]): Promise<Stage> {
  const { acting, calendar, channelConfig, clock } = world.govcast;
  const chosen = await chosenPosts(world, clean);
  const [first, second, third] = chosen;
  const wishes = [
    { post: first, channel: 'main', act: 'publish' as const },
    { post: second, channel: 'service', act: 'massSend' as const },
    { post: third, channel: 'main', act: 'draft' as const },
    { post: first, channel: 'notice-group', act: 'message' as const },
  ];
  const actor = actorOf(world.govcast.config, 'li-na', 'cli');
  const placements = [];
  for (const { post, channel, act } of wishes) {
    if (post === undefined) continue;
    const wish = { post, channel: channelConfig(channel), act, earliest: clock.now() };
    placements.push(await placePost(acting, calendar, wish, actor));
  }
  const shown = placements.map((p) => ({
    post: p.post,
    channel: p.channel,
    act: p.act,
    at: isoBeijing(p.at),
    reason: p.reason,
  }));
  return {
    ok: placements.length === wishes.length,
    count: placements.length,
    ids: placements.map((p) => p.id),
    posts: chosen,
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

/** A citizen writes a message and a comment; both become requests with a due date. */
export async function inboxStage(world: DemoWorld): Promise<Stage> {
  const { acting, calendar, clock } = world.govcast;
  const text = '请问老旧小区加装电梯的补贴怎么申请？';
  await world.sandbox.control('messages', {
    account: 'wx0000000000000001',
    fields: { MsgType: 'text', Content: text },
  });
  const published = await world.sandbox.control('published');
  const mass = sentByMass(published);
  if (mass)
    await world.sandbox.control('comments', {
      account: 'wx0000000000000002',
      msgDataId: mass,
      index: 0,
      content: '供暖不热向谁投诉？',
      openid: 'o-citizen-1',
    });
  await world.moveTo(clock.now() + 5 * MINUTE);
  await world.look('inbox', 'comments');
  const { requests } = await listRequests(acting.db, calendar, clock.now());
  const ways = await acting.db.selectFrom('request').select('intake').distinct().execute();
  return {
    ok: requests.length >= 2 && ways.length === 2,
    count: requests.length,
    ids: requests.map((r) => r.id),
    requests: requests.map((r) => ({
      id: r.id,
      kind: r.kind,
      channel: r.channel,
      section: r.section,
      dueAt: r.dueAt,
      provisional: r.provisional,
    })),
  };
}

export async function cadenceStage(world: DemoWorld): Promise<Stage> {
  await world.look('cadence');
  const { clocks } = await cadenceAnswer(world.govcast);
  const updated = clocks.filter((c) => c.lastUpdateAt !== null);
  return {
    ok: updated.length > 0,
    count: clocks.length,
    ids: [...new Set(clocks.map((c) => String(c.channel)))],
    clocks,
  };
}

/** Bundle posts first: they are what the project is about. */
async function chosenPosts(world: DemoWorld, clean: string[]): Promise<string[]> {
  const posts = await world.govcast.acting.db
    .selectFrom('post')
    .select(['id', 'subjectKind'])
    .where('id', 'in', clean)
    .orderBy('id')
    .execute();
  const rank = (kind: string) => ['bundle', 'item', 'file'].indexOf(kind);
  return posts
    .sort((a, b) => rank(a.subjectKind) - rank(b.subjectKind))
    .slice(0, SENT_POSTS)
    .map((p) => p.id);
}

function sentByMass(answer: unknown): string | null {
  const list =
    typeof answer === 'object' && answer !== null && 'published' in answer && Array.isArray(answer.published)
      ? answer.published
      : [];
  const mass = list.find((p) => p.via === 'mass');
  return mass ? String(mass.msgDataId) : null;
}
