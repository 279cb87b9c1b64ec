/**
 * A govcast worker in a process of its own, to be killed: the real process of `govcast start` with its loops driven by
 * a clock that moves together with the sandbox's. Makes one approved post with one delivery unless its database holds
 * one already, ends itself with SIGKILL at the crash point it was given, or prints how the delivery stands at the end.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { rehearse } from '../../src/cli/rehearse.ts';
import { testClock } from '../../src/clock.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { answerQuestion } from '../../src/delivery/answer-question.ts';
import { planDelivery } from '../../src/delivery/plan-delivery.ts';
import { workingStates } from '../../src/delivery/state.ts';
import type { Govcast } from '../../src/govcast.ts';
import type { Composed } from '../../src/posts/post.ts';
import { startGovcast } from '../../src/process.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import type { WorkerEnd, WorkerOrder } from './chaos-run.ts';

const MINUTE = 60_000;
const order: WorkerOrder = JSON.parse(process.argv[2] ?? '{}');
const clock = testClock(order.startAt);
let reached = false;
const say = (message: string, fields?: object) => process.stderr.write(`${message} ${JSON.stringify(fields ?? {})}\n`);
const environment = { ...readEnvironment({}), dataFolder: order.dataFolder, cluster: order.cluster };
const log = { debug() {}, info() {}, warn: say, error: say };
const parts = {
  environment,
  clock,
  log,
  sandboxUrl: order.sandboxUrl,
  worker: `chaos:${process.pid}`,
  random: () => 0.5,
};
const { govcast, working, url, stop } = await startGovcast(parts, 'all', { ticking: false, port: 0 });
if (url) await rehearse({ control }, govcast.config.channels, url);

const delivery = (await onlyDelivery(govcast)) ?? (await planOne(govcast));
if (order.crash) await dieAt(govcast, order.crash);
await runOn(order.hours);
const end = await endOf(govcast);
const repeated = end.state.startsWith('asking') && end.sent === 0 ? await repeat() : null;
process.stdout.write(`${JSON.stringify({ ...end, repeated })}\n`);
await stop();

/** A person has looked and says: it did not go out, send it again. */
async function repeat(): Promise<Omit<WorkerEnd, 'repeated'>> {
  await answerQuestion(govcast.work, delivery, { is: 'repeat' }, { person: 'zhang-wei', via: 'cli' });
  await runOn(2);
  return endOf(govcast);
}

/** Looks with the loops of deliveries and inbox, and moves both clocks on to what comes next, at most half an hour. */
async function runOn(hours: number): Promise<void> {
  const end = clock.now() + hours * 60 * MINUTE;
  for (;;) {
    await look('deliveries');
    if (order.crash?.point === 'e' && reached) die();
    await moveTo(clock.now());
    await look('inbox');
    if (clock.now() >= end) return;
    const next = await nextWorkAt(govcast);
    const soonest = next === null ? end : Math.max(next, clock.now() + 1000);
    await moveTo(Math.min(end, soonest, clock.now() + (next === null ? 6 * 60 : 30) * MINUTE));
  }
}

async function look(name: string): Promise<void> {
  await working.loops.find((loop) => loop.name === name)?.reconcile(() => false);
}

/** Moves our clock and the sandbox's together; what falls due there is pushed to us before this returns. */
async function moveTo(at: number): Promise<void> {
  clock.moveTo(Math.max(at, clock.now()));
  await control('clock', { now: clock.now() });
}

async function control(name: string, body?: object): Promise<unknown> {
  const how = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${order.sandboxUrl}/_control/${name}`, how);
  if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
  return answer.json();
}

/** Wraps the step of the channel, so that the process ends itself exactly at the point. */
async function dieAt(to: Govcast, { step, point, path }: NonNullable<WorkerOrder['crash']>): Promise<void> {
  const channel = to.channels.get(order.channel);
  if (!channel) throw new Error(`no channel ${order.channel}`);
  const prepare = channel.prepare;
  channel.prepare = async (input) => {
    if (input.step !== step) {
      if (point === 'e' && reached) die(); // The answer of an earlier step is written, the next one is made ready.
      return prepare(input);
    }
    if (point === 'a') die();
    const ready = await prepare(input);
    return {
      ...ready,
      send: async (check, signal) => {
        if (point === 'b') die();
        reached = true;
        const before = await callsOf(path);
        const sent = ready.send(check, signal);
        if (point === 'c') {
          while ((await callsOf(path)) === before) await sleep(5);
          die();
        }
        const answer = await sent;
        return point === 'd' ? die() : answer;
      },
    };
  };
}

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

async function callsOf(path: string): Promise<number> {
  return (await counters()).calls[path] ?? 0;
}

/** What came of it, counted on the platform's side. */
async function counters(): Promise<{ calls: Record<string, number>; effects: Record<string, number> }> {
  return JSON.parse(JSON.stringify(await control('counters')));
}

async function onlyDelivery(from: Govcast): Promise<string | null> {
  const row = await from.acting.db.selectFrom('delivery').select('id').executeTakeFirst();
  return row?.id ?? null;
}

async function nextWorkAt(from: Govcast): Promise<number | null> {
  const row = await from.acting.db
    .selectFrom('delivery')
    .select('workAt')
    .where('state', 'in', workingStates)
    .executeTakeFirst();
  return row?.workAt ?? null;
}

/** An approved post with a cover and a picture, and its delivery, due now. */
async function planOne(to: Govcast): Promise<string> {
  const now = clock.now();
  const sha256 = await addPicture(to);
  const body = JSON.stringify(composed(sha256));
  const hash = createHash('sha256').update(body).digest('hex');
  const { acting } = to;
  await acting.db
    .insertInto('post')
    .values({
      ...{ id: 'post-1', title: '停水通知', kind: 'notice', subjectKind: 'file', subjectId: 'a.md', author: 'li-na' },
      ...{ state: 'approved', revision: 1, contentHash: hash, approvedHash: hash, createdAt: now, updatedAt: now },
    })
    .execute();
  const revision = { post: 'post-1', revision: 1, contentHash: hash, body, createdAt: now, createdBy: 'li-na' };
  await acting.db.insertInto('postRevision').values(revision).execute();
  const channel = to.work.channel(order.channel);
  const plan = { subjectKind: 'post' as const, subjectId: 'post-1', channel: order.channel, act: order.act, hash };
  return inTransaction(acting.db, (tx) =>
    planDelivery(tx, acting, channel.descriptor, { ...plan, dueAt: now }, { person: 'li-na', via: 'cli' }),
  );
}

async function addPicture({ acting }: Govcast): Promise<string> {
  const blue = { create: { width: 64, height: 64, channels: 3 as const, background: '#204080' } };
  const bytes = await sharp(blue).png().toBuffer();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const row = { sha256, mediaType: 'image/png', width: 64, height: 64, bytes, createdAt: clock.now() };
  await acting.db.insertInto('asset').values(row).execute();
  return sha256;
}

function composed(picture: string): Composed {
  return {
    ...{ kind: 'notice', job: 'publish', marking: 'public', audience: 'public', publicUntil: '长期', source: null },
    articles: [
      {
        title: '停水通知',
        author: '示例市住建局',
        digest: '周六上午检修管网',
        html: `<p>周六上午检修管网，城东停水四小时。</p><p><img src="asset:${picture}"></p>`,
        sourceUrl: 'https://zjj.shili.gov.cn/tzgg/202611/t20261120_1.html',
        cover: { sha256: picture, width: 64, height: 64 },
        images: [picture],
      },
    ],
    forms: { 'wecom-robot': '**停水通知**\n周六上午检修管网' },
  };
}

async function endOf({ acting }: Govcast): Promise<Omit<WorkerEnd, 'repeated'>> {
  const row = await acting.db.selectFrom('delivery').selectAll().executeTakeFirstOrThrow();
  const open = await acting.db.selectFrom('question').select('id').where('answeredAt', 'is', null).execute();
  const state = row.reason ? `${row.state}(${row.reason})` : row.state;
  const { effects } = await counters();
  return { state, questions: open.length, sent: effects[order.effect] ?? 0, drafts: effects.draft ?? 0 };
}
