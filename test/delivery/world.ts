import { readErrorWording } from '../../src/channels/error-remedy.ts';
import { testClock } from '../../src/clock.ts';
import type { PersonAnswer } from '../../src/delivery/answer-question.ts';
import { answerQuestion } from '../../src/delivery/answer-question.ts';
import { getDelivery } from '../../src/delivery/delivery-store.ts';
import { planDelivery } from '../../src/delivery/plan-delivery.ts';
import { postSubject } from '../../src/delivery/post-subject.ts';
import { readQuestionWording } from '../../src/delivery/question-wording.ts';
import { receiveEvent } from '../../src/delivery/receive-event.ts';
import { reconcileDeliveries } from '../../src/delivery/reconcile-delivery.ts';
import { transitions, workingStates } from '../../src/delivery/state.ts';
import type { AccountRules, DeliveryWork } from '../../src/delivery/work.ts';
import type { Db } from '../../src/store/database.ts';
import type { DeliveryState, EffectKind } from '../../src/store/tables/delivery.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openTestStore, testActing } from '../store/test-store.ts';
import { type CrashPoint, fakeChannel, published } from './fake-channel.ts';
import { startFakePlatform } from './fake-platform.ts';

export const START = Date.parse('2026-11-20T09:00:00+08:00');
const HOUR = 3_600_000;
const person = { person: 'zhou', via: 'cli' as const };

/** One post, one channel of a kind, one platform, a clock moved by hand: the world of the protocol's table. */
export async function openWorld(kind: EffectKind, rules: Partial<AccountRules> = {}) {
  const store = await openTestStore();
  const platform = await startFakePlatform();
  const clock = testClock(START);
  const acting = testActing(store.db, clock);
  let crashed: () => void = () => {};
  const crash = { at: null as CrashPoint, hit: () => crashed() };
  const channel = fakeChannel(kind, platform, crash);
  const account: AccountRules = {
    latenessMs: 72 * HOUR,
    gapMs: 0,
    onDoubt: 'ask',
    absence: 'trust',
    quotas: {},
    ...rules,
  };
  const errors: string[] = [];
  const error = (message: string, fields?: Record<string, unknown>) =>
    errors.push(`${message} ${JSON.stringify(fields)}`);
  const questions = readQuestionWording('content', readErrorWording('content'));
  const work: DeliveryWork = {
    ...acting,
    questions,
    people: { sections: [], people: [] },
    channel: () => channel,
    account: () => account,
    subjects: { post: postSubject },
    asset: async () => ({ bytes: Buffer.alloc(0), mediaType: 'image/png' }),
    settings: {
      leaseMs: 120_000,
      callLimitMs: 400,
      preCallLimitMs: 5000,
      uploadLimitMs: 400,
      settleMs: 180_000,
      keyRepeatWithinMs: 20 * HOUR,
    },
    worker: 'worker-1',
    random: () => 0.5,
    log: { debug() {}, info() {}, warn() {}, error },
  };

  /** One tick of a worker; one that reaches its crash point never comes back. */
  const tick = async (by: DeliveryWork = work) => {
    const dead = new Promise<void>((resolve) => {
      crashed = resolve;
    });
    await Promise.race([reconcileDeliveries(by, () => false), dead]);
    crash.at = null;
  };

  const nextWorkAt = async () => {
    const row = await store.db
      .selectFrom('delivery')
      .select((eb) => eb.fn.min('workAt').as('at'))
      .where('state', 'in', workingStates)
      .executeTakeFirst();
    return row?.at === null || row?.at === undefined ? null : Number(row.at);
  };

  return {
    ...store,
    platform,
    errors,
    clock,
    acting,
    work,
    crash,
    tick,
    addPost: (id: string) => addApprovedPost(acting, id),
    plan: (post: string, dueAt = START) =>
      inTransaction(store.db, (tx) =>
        planDelivery(
          tx,
          acting,
          channel.descriptor,
          { subjectKind: 'post', subjectId: post, channel: 'fake', act: 'publish', hash: `hash-${post}`, dueAt },
          person,
        ),
      ),
    /** Runs the loops on the test clock until nothing is due within `hours`. */
    runOn: async (hours = 48) => {
      const end = clock.now() + hours * HOUR;
      for (let turns = 0; turns < 200; turns += 1) {
        await tick();
        const at = await nextWorkAt();
        if (at === null || at > end) return;
        clock.moveTo(Math.max(at, clock.now()));
      }
      throw new Error(`the delivery never came to rest: ${errors.join('; ').slice(0, 500)}`);
    },
    state: async (id: string) => {
      const row = await getDelivery(store.db, id);
      return row?.reason ? `${row.state}(${row.reason})` : row?.state;
    },
    answer: (id: string, answer: PersonAnswer) =>
      answerQuestion({ ...acting, subjects: { post: postSubject } }, id, answer, person),
    withdraw: (post: string) =>
      store.db.updateTable('post').set({ approvedHash: null }).where('id', '=', post).execute(),
    event: (job: string, outcome: 'published' | 'failed') =>
      inTransaction(store.db, (tx) =>
        receiveEvent(tx, work, 'fake', {
          kind: 'PUBLISHJOBFINISH',
          externalId: job,
          outcome:
            outcome === 'published'
              ? { is: 'published', externalId: job, published: published(job) }
              : { is: 'failed', code: '4', detail: 'review' },
        }),
      ),
    end: async () => {
      await platform.stop();
      const moves = await movesOf(store.db);
      await store.close();
      for (const [from, to] of moves) {
        if (from !== to && !transitions[from].includes(to)) throw new Error(`${from} never becomes ${to}`);
      }
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Every change of a delivery's state that the ledger holds. */
async function movesOf(db: Db): Promise<[DeliveryState, DeliveryState][]> {
  const lines = await db
    .selectFrom('ledgerEntry')
    .select(['before', 'after'])
    .where('object', 'like', 'delivery:%')
    .where('before', 'is not', null)
    .execute();
  return lines.map(({ before, after }) => [JSON.parse(before ?? '{}').state, JSON.parse(after ?? '{}').state]);
}

async function addApprovedPost(acting: ReturnType<typeof testActing>, id: string): Promise<void> {
  const now = acting.clock.now();
  const hash = `hash-${id}`;
  const content = { articles: [{ title: `标题 ${id}` }] };
  await acting.db
    .insertInto('post')
    .values({
      ...{ id, title: id, kind: 'news', subjectKind: 'file', subjectId: id, author: 'li', state: 'approved' },
      ...{ revision: 1, contentHash: hash, approvedHash: hash, createdAt: now, updatedAt: now },
    })
    .execute();
  await acting.db
    .insertInto('postRevision')
    .values({
      post: id,
      revision: 1,
      contentHash: hash,
      body: JSON.stringify(content),
      createdAt: now,
      createdBy: 'li',
    })
    .execute();
}
