import type { Act, Channel } from '../../src/channels/channel.ts';
import { openChannel } from '../../src/channels/channels.ts';
import { answerQuestion, type PersonAnswer } from '../../src/delivery/answer-question.ts';
import { getAttempts, getDelivery, getSteps, openQuestion } from '../../src/delivery/delivery-store.ts';
import { planDelivery } from '../../src/delivery/plan-delivery.ts';
import { postSubject } from '../../src/delivery/post-subject.ts';
import { readQuestionWording } from '../../src/delivery/question-wording.ts';
import { reconcileDeliveries } from '../../src/delivery/reconcile-delivery.ts';
import { workingStates } from '../../src/delivery/state.ts';
import type { DeliveryWork } from '../../src/delivery/work.ts';
import type { Composed } from '../../src/posts/post.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { assetOf, post, rehearse, wording } from '../channels/rehearsal.ts';
import { testActing } from '../store/test-store.ts';
import { startGate } from './gate.ts';

const HOUR = 3_600_000;
const person = { person: 'zhou', via: 'cli' as const };

/** Called around the making ready of a call and around the call itself. */
export interface Watch {
  beforePrepare?: (step: string) => Promise<void>;
  beforeSend?: (step: string) => Promise<void>;
  afterSend?: (step: string) => Promise<void>;
}

/** Deliveries through the real adapters to the sandbox, with a gate between them that can be closed. */
export async function openRehearsedWorld() {
  const stage = await rehearse();
  const gate = await startGate(stage.url);
  const { clock, store } = stage;
  const acting = testActing(store.db, clock);
  const watch: Watch = {};
  const alarms: string[] = [];
  const channels = new Map<string, Channel>();
  const channel = (id: string): Channel => {
    const known = channels.get(id);
    if (known) return known;
    const opened = watched(openChannel(stage.config(id), { ...stage.deps, platformUrl: () => gate.url }), watch);
    channels.set(id, opened);
    return opened;
  };
  const work: DeliveryWork = {
    ...acting,
    questions: readQuestionWording('content', wording),
    people: { sections: [], people: [] },
    channel,
    account: () => ({ latenessMs: 72 * HOUR, gapMs: 0, onDoubt: 'ask', absence: 'trust', quotas: {} }),
    subjects: { post: postSubject },
    asset: assetOf,
    settings: {
      ...{ leaseMs: 120_000, callLimitMs: 20_000, preCallLimitMs: 5000, uploadLimitMs: 60_000, settleMs: 180_000 },
      keyRepeatWithinMs: 20 * HOUR,
    },
    worker: 'worker-1',
    random: () => 0.5,
    log: { debug() {}, info() {}, warn() {}, error: (message) => alarms.push(message) },
  };
  let serial = 0;

  const addPost = async (content?: Composed): Promise<string> => {
    serial += 1;
    const id = `p${serial}`;
    const now = clock.now();
    await store.db
      .insertInto('post')
      .values({
        ...{ id, title: id, kind: 'news', subjectKind: 'file', subjectId: id, author: 'li', state: 'approved' },
        ...{ revision: 1, contentHash: `h-${id}`, approvedHash: `h-${id}`, createdAt: now, updatedAt: now },
      })
      .execute();
    const body = JSON.stringify(content ?? (await post()));
    await store.db
      .insertInto('postRevision')
      .values({ post: id, revision: 1, contentHash: `h-${id}`, body, createdAt: now, createdBy: 'li' })
      .execute();
    return id;
  };

  const nextWorkAt = async () => {
    const row = await store.db
      .selectFrom('delivery')
      .select((eb) => eb.fn.min('workAt').as('at'))
      .where('state', 'in', workingStates)
      .executeTakeFirst();
    return row?.at === null || row?.at === undefined ? null : Number(row.at);
  };
  const tick = () => reconcileDeliveries(work, () => false);

  return {
    ...stage,
    db: store.db,
    gate,
    watch,
    alarms,
    work,
    tick,
    /** A worker that dies where a watch says so: it never comes back from there. */
    tickUntil: (dead: Promise<void>) => Promise.race([tick(), dead]),
    /** A post of its own, due now. */
    plan: async (id: string, act: Act, content?: Composed): Promise<string> => {
      const subjectId = await addPost(content);
      const plan = { subjectKind: 'post' as const, subjectId, channel: id, act, hash: `h-${subjectId}` };
      const { descriptor } = channel(id);
      const dueAt = clock.now();
      return inTransaction(store.db, (tx) => planDelivery(tx, acting, descriptor, { ...plan, dueAt }, person));
    },
    /** Runs the loop on the test clock until nothing is due within `hours`. */
    runOn: async (hours = 48) => {
      const end = clock.now() + hours * HOUR;
      for (let turns = 0; turns < 100; turns += 1) {
        await tick();
        const at = await nextWorkAt();
        if (at === null || at > end) return;
        clock.moveTo(Math.max(at, clock.now()));
      }
      throw new Error(`the delivery never came to rest: ${alarms.join('; ').slice(0, 500)}`);
    },
    state: async (id: string) => {
      const row = await getDelivery(store.db, id);
      return row?.reason ? `${row.state}(${row.reason})` : row?.state;
    },
    row: async (id: string) => {
      const row = await getDelivery(store.db, id);
      if (!row) throw new Error(`no delivery ${id}`);
      return row;
    },
    attempts: async (id: string, step: string) => {
      const position = (await getSteps(store.db, id)).find((each) => each.name === step)?.position;
      return (await getAttempts(store.db, id)).filter((each) => each.position === position);
    },
    question: (id: string) => openQuestion(store.db, id),
    answer: (id: string, answer: PersonAnswer) =>
      answerQuestion({ ...acting, subjects: { post: postSubject } }, id, answer, person),
    /** What the platform counted: drafts made, jobs accepted, what the public saw. */
    effects: async (): Promise<Record<string, number>> =>
      JSON.parse(JSON.stringify((await stage.control('/counters')).effects ?? {})),
    end: async () => {
      await gate.stop();
      await stage.stop();
    },
  };
}

export type RehearsedWorld = Awaited<ReturnType<typeof openRehearsedWorld>>;

function watched(channel: Channel, watch: Watch): Channel {
  return {
    ...channel,
    prepare: async (input) => {
      await watch.beforePrepare?.(input.step);
      const ready = await channel.prepare(input);
      return {
        ...ready,
        send: async (check, signal) => {
          await watch.beforeSend?.(input.step);
          const answer = await ready.send(check, signal);
          await watch.afterSend?.(input.step);
          return answer;
        },
      };
    },
  };
}
