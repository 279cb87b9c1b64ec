/** From the portal to checked posts. */
import { actorOf } from '../../config/acting-person.ts';
import { loadHead } from '../../posts/post-store.ts';
import { retitlePost } from '../../posts/retitle-post.ts';
import { portalTruth } from '../../sandbox/portal/truth.ts';
import type { DemoWorld } from './demo-world.ts';
import type { Stage } from './stage.ts';

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
  const pairs = await db
    .selectFrom('pair')
    .innerJoin('item as policyItem', 'policyItem.id', 'pair.policy')
    .innerJoin('item as interpretationItem', 'interpretationItem.id', 'pair.interpretation')
    .selectAll('pair')
    .select(['policyItem.title as policyTitle', 'interpretationItem.title as interpretationTitle'])
    .select(['policyItem.url as policyUrl', 'interpretationItem.url as interpretationUrl'])
    .where('decision', '=', 'made')
    .orderBy('policy')
    .execute();
  const offered = await db.selectFrom('pair').select('policy').where('decision', '=', 'offered').execute();
  const bundles = await db.selectFrom('bundle').selectAll().orderBy('id').execute();
  const truth = new Set(portalTruth().pairs.map((p) => `${p.policy} ${p.interpretation}`));
  const right = pairs.filter((p) => truth.has(`${pathOf(p.policyUrl)} ${pathOf(p.interpretationUrl)}`));
  return {
    ok: bundles.length > 0 && right.length > 0 && right.length === pairs.length,
    count: bundles.length,
    ids: bundles.map((b) => b.id),
    pairs: pairs.map((p) => ({
      policy: p.policy,
      policyTitle: p.policyTitle,
      interpretation: p.interpretation,
      interpretationTitle: p.interpretationTitle,
      score: p.score,
      form: p.form,
      stage: p.stage,
    })),
    offered: offered.length,
    truth: { belongTogether: truth.size, made: right.length, wrong: pairs.length - right.length },
    due: bundles.map((b) => ({ bundle: b.id, title: b.title, dueOn: b.dueOn, provisional: b.provisional === 1 })),
  };
}

export async function composeStage(world: DemoWorld): Promise<Stage> {
  await world.look('posts');
  const posts = await world.govcast.acting.db.selectFrom('post').selectAll().orderBy('id').execute();
  const ofBundles = posts.filter((p) => p.subjectKind === 'bundle');
  return {
    ok: ofBundles.length > 0,
    count: posts.length,
    ids: posts.map((p) => p.id),
    bundles: ofBundles.length,
    posts: posts.map((p) => ({ post: p.id, title: p.title, kind: p.kind, of: p.subjectKind })),
  };
}

export async function checkStage(world: DemoWorld): Promise<Stage> {
  const { acting, reviewing } = world.govcast;
  const titles = await takeTitles(world);
  const posts = await acting.db.selectFrom('post').select(['id', 'title']).orderBy('id').execute();
  const findings: { post: string; title: string; check: string; severity: string; rule: string; message: string }[] =
    [];
  const clean: string[] = [];
  for (const { id, title } of posts) {
    const head = await loadHead(acting.db, id);
    if (!head) continue;
    const found = reviewing.check(head.findings, head.composed);
    findings.push(
      ...found.map(({ check, severity, rule, message }) => ({ post: id, title, check, severity, rule, message })),
    );
    if (!found.some((f) => f.severity === 'blocking')) clean.push(id);
  }
  const blocked = findings.some((f) => f.check === 'marking' && f.severity === 'blocking');
  return {
    ok: clean.length > 0 && blocked,
    count: posts.length,
    ids: clean,
    blocked: posts.length - clean.length,
    titles,
    findings,
  };
}

/** The editor takes the shorter titles that the findings propose: a person does, never the machine. */
async function takeTitles(world: DemoWorld): Promise<{ post: string; from: string; to: string }[]> {
  const { acting, composing, config, reviewing } = world.govcast;
  const editor = actorOf(config, 'li-na', 'cli');
  const taken: { post: string; from: string; to: string }[] = [];
  for (const { id } of await acting.db.selectFrom('post').select('id').orderBy('id').execute()) {
    const head = await loadHead(acting.db, id);
    const proposed = head?.findings.some((f) => f.check === 'title-length' && f.suggestion !== null);
    if (!head || !proposed) continue;
    const wish = { post: id, seenHash: head.post.contentHash, titles: 'proposals' as const };
    const { titles } = await retitlePost(acting, reviewing.people, composing, wish, editor);
    taken.push(...titles.map(({ from, to }) => ({ post: id, from, to })));
  }
  return taken;
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
