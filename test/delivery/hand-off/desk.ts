import { openChannel } from '../../../src/channels/channels.ts';
import { readErrorWording } from '../../../src/channels/error-remedy.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { planDelivery } from '../../../src/delivery/plan-delivery.ts';
import { postSubject } from '../../../src/delivery/post-subject.ts';
import { readQuestionWording } from '../../../src/delivery/question-wording.ts';
import { reconcileDeliveries } from '../../../src/delivery/reconcile-delivery.ts';
import { requireDelivery } from '../../../src/delivery/show-delivery.ts';
import type { DeliveryWork } from '../../../src/delivery/work.ts';
import { contentHash } from '../../../src/posts/content-hash.ts';
import { loadHead } from '../../../src/posts/post-store.ts';
import { savePost } from '../../../src/posts/save-post.ts';
import { addPlacement } from '../../../src/schedule/placement-store.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { article, assetOf, post as composedPost, rehearse } from '../../channels/rehearsal.ts';
import { shippedConfig } from '../../config/config-folder.ts';
import { testActing } from '../../store/test-store.ts';

export const by = (person: string) => ({ person, via: 'cli' as const });
const config = loadConfig(shippedConfig);

/** A desk with the sandbox, real channels and real people; the service account and the group go by hand. */
export async function openDesk() {
  const stage = await rehearse();
  const { clock } = stage;
  const { db } = stage.store;
  const acting = testActing(db, clock);
  const configOf = (id: string) =>
    id === 'sub' ? stage.config(id) : { ...stage.config(id), handOff: 'always' as const };
  const channels = new Map(['sub', 'service', 'notice-group'].map((id) => [id, openChannel(configOf(id), stage.deps)]));
  const channel = (id: string) => {
    const found = channels.get(id);
    if (!found) throw new Error(`no channel ${id}`);
    return found;
  };
  const work: DeliveryWork = {
    ...acting,
    questions: readQuestionWording('content', readErrorWording('content')),
    people: config.people,
    channel,
    account: () => ({ latenessMs: 72 * 3_600_000, gapMs: 0, onDoubt: 'ask', absence: 'trust', quotas: {} }),
    subjects: { post: postSubject },
    asset: assetOf,
    settings: config.settings.delivery,
    worker: 'worker-1',
    random: () => 0.5,
    log: { debug() {}, info() {}, warn() {}, error() {} },
  };
  const account = (id: string) => ({
    descriptor: channel(id).descriptor,
    name: configOf(id).name,
    rehearses: true,
    rehearsalHost: new URL(stage.url).host,
  });
  let serial = 0;

  async function approved(titles: string | string[]): Promise<string> {
    serial += 1;
    const articles = await Promise.all([titles].flat().map((title) => article({ title })));
    const composed = { ...(await composedPost()), articles, forms: { 'wecom-robot': [titles].flat().join('\n') } };
    const subject = { subjectKind: 'file' as const, subjectId: `posts/${serial}.md` };
    const saved = await savePost(acting, { ...subject, composed, findings: [], author: 'li-na' }, by('li-na'));
    await approve(saved.id, saved.contentHash);
    return saved.id;
  }

  async function approve(id: string, approvedHash: string) {
    await db.updateTable('post').set({ state: 'approved', approvedHash }).where('id', '=', id).execute();
  }

  async function deliver(post: string, dueAt = clock.now(), on = 'sub'): Promise<string> {
    const hash = (await loadHead(db, post))?.post.approvedHash ?? '';
    const act = on === 'notice-group' ? ('message' as const) : ('publish' as const);
    return inTransaction(db, async (tx) => {
      const place = { id: acting.newId(), post, channel: on, act, at: dueAt, pinned: 1, announcedAt: null };
      await addPlacement(tx, { ...place, reason: '', createdBy: 'li-na', createdAt: clock.now(), cancelledAt: null });
      const plan = { subjectKind: 'post' as const, subjectId: post, channel: on, act, hash, dueAt };
      return planDelivery(tx, acting, channel(on).descriptor, plan, by('li-na'));
    });
  }

  /** Runs the loops until nothing is due within an hour. */
  async function run(): Promise<void> {
    for (let turns = 0; turns < 40; turns += 1) {
      await reconcileDeliveries(work, () => false);
      await stage.control('/clock', { advanceMs: 0 });
      const row = await db
        .selectFrom('delivery')
        .select((eb) => eb.fn.min('workAt').as('at'))
        .where('state', 'in', ['planned', 'sending', 'doubtful', 'accepted'])
        .executeTakeFirst();
      if (row?.at === null || row?.at === undefined || Number(row.at) > clock.now() + 3_600_000) return;
      clock.moveTo(Math.max(Number(row.at), clock.now()));
    }
  }

  return {
    stage,
    clock,
    db,
    acting,
    work,
    account,
    sourceOf: async (id: string) => {
      const { channel: on } = await requireDelivery(db, id);
      const { people, workflow } = config;
      return {
        db,
        people,
        workflow,
        asset: work.asset,
        account: { name: configOf(on).name, descriptor: channel(on).descriptor },
      };
    },
    /** As if nothing had happened: one desk serves a whole file, because opening it takes a second. */
    clear: async () => {
      await stage.control('/reset', {});
      for (const table of [
        'question',
        'attempt',
        'step',
        'handOff',
        'publication',
        'quotaHold',
        'quota',
        'delivery',
        'placement',
        'upload',
        'channelState',
      ] as const) {
        await db.deleteFrom(table).execute();
      }
      await channel('sub').dropCredential?.();
      clock.moveBy(7_300_000);
    },
    reviewing: { people: config.people, workflow: config.workflow, check: () => [] },
    approved,
    deliver,
    run,
    /** An approved post on an account that goes by hand, before its people. */
    byHand: async (titles: string | string[], dueAt = clock.now(), on = 'service') => {
      const id = await deliver(await approved(titles), dueAt, on);
      await reconcileDeliveries(work, () => false);
      return id;
    },
    /** The newest post of a title gets another text. Returns its hash. */
    edit: async (title: string, approves = false) => {
      const row = await db
        .selectFrom('post')
        .selectAll()
        .where('title', '=', title)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      const head = await loadHead(db, row.id);
      if (!head) throw new Error('the post is there');
      const composed = { ...head.composed, source: '改过' };
      const { subjectKind, subjectId } = row;
      await savePost(acting, { subjectKind, subjectId, composed, findings: [], author: 'li-na' }, by('li-na'));
      if (approves) await approve(row.id, contentHash(composed));
      return contentHash(composed);
    },
    /** A colleague pastes articles into the console of the service account. Returns the pages' links. */
    pasteAll: async (titles: string[], content = '<p>正文</p>', appid = 'wx0000000000000002') => {
      const articles = titles.map((title) => ({ title, content }));
      const { urls } = await stage.control('/paste-by-hand', { account: appid, articles });
      return urls as unknown as string[];
    },
    paste: async (title: string, content = '<p>正文</p>', appid?: string) => {
      const account = appid ?? (title === '加装电梯补助办法解读' ? 'wx0000000000000001' : 'wx0000000000000002');
      const { urls } = await stage.control('/paste-by-hand', { account, articles: [{ title, content }] });
      return String((urls as unknown as string[])[0]);
    },
    takeDown: async (url: string) => {
      await stage.control('/take-down', { url });
      return url;
    },
    clearFaults: () => fetch(`${stage.url}/_control/faults`, { method: 'DELETE' }),
    ledger: (id: string) =>
      db.selectFrom('ledgerEntry').selectAll().where('object', '=', `delivery:${id}`).orderBy('seq').execute(),
    end: () => stage.stop(),
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
