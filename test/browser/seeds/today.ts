/** The desk of today.png: Monday 23 November 2026, 09:12. Everything in it is invented. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planDelivery } from '../../../src/delivery/plan-delivery.ts';
import type { Govcast } from '../../../src/govcast.ts';
import type { DeliveryState } from '../../../src/store/tables/delivery.ts';
import type { ReviewState } from '../../../src/store/tables/posts.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { composedPost } from '../../review/composed.ts';

/** The desk's configuration with the clock of the picture (two weeks), and 周科长 answering for the accounts of the list. */
export function todayConfig(): string {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-today-'));
  cpSync('test/fixtures/desk', folder, { recursive: true });
  const channels = readFileSync(join(folder, 'channels.yaml'), 'utf8');
  writeFileSync(
    join(folder, 'channels.yaml'),
    channels.replaceAll(/owner: (zhao-min|feng-jie|sun-lei)/g, 'owner: zhou'),
  );
  const rule = { id: 'V-2', kind: 'within', days: 14, unit: 'day', counts: { reposts: true } };
  const binds = { kinds: ['wechat-subscription', 'wechat-service'] };
  const rules = [{ name: '国办 2 周', source: '国办秘函〔2019〕19号', rule, binds }];
  writeFileSync(join(folder, 'cadence.yaml'), JSON.stringify({ rules }));
  const withParent = { id: 'with-document', kind: 'withParent', hardDays: 3 };
  const column = {
    number: 15,
    path: ['政务公开', '政策解读栏目'],
    owner: '办公室',
    sections: ['office'],
    source: 'shili/zcjd',
  };
  const columns = {
    limits: [{ name: '与政策文件同时发布', source: '更新时限表', rule: withParent }],
    columns: [{ ...column, limit: '与政策文件同时发布', rule: 'with-document' }],
  };
  writeFileSync(join(folder, 'columns.yaml'), JSON.stringify(columns));
  return folder;
}

interface Seeded {
  channel: string;
  at: string;
  title: string;
  post?: ReviewState;
  delivery?: DeliveryState;
  reason?: string | null;
  act?: 'publish' | 'massSend';
}

const places: Seeded[] = [
  { channel: 'sub', at: '11-23 08:30', title: '低温天气施工安全提醒', delivery: 'published', reason: 'fact' },
  { channel: 'service', at: '11-23 08:40', title: '公租房年审提醒', delivery: 'asking', reason: 'refused' },
  { channel: 'hotline', at: '11-23 09:00', title: '供暖报修指南', delivery: 'accepted', reason: 'confirmation' },
  { channel: 'sub', at: '11-23 10:00', title: '加装电梯补助办法', post: 'in-review', act: 'publish' },
  { channel: 'quality', at: '11-23 10:00', title: '加装电梯补助办法', post: 'in-review', act: 'publish' },
  { channel: 'property', at: '11-23 14:30', title: '物业费收支公示怎么看', delivery: 'planned' },
  { channel: 'sub', at: '11-24 10:00', title: '装修垃圾清运', delivery: 'planned' },
  { channel: 'sub', at: '11-25 10:00', title: '河路改造围挡', delivery: 'planned' },
  { channel: 'property', at: '11-26 10:00', title: '冬季消防通道', delivery: 'planned' },
  { channel: 'sub', at: '12-03 10:00', title: '宪法宣传周', delivery: 'planned' },
];

/** Day of the last update of each account; its clock ends fourteen days later. */
const lastUpdates = { property: '11-15', hotline: '11-18', service: '11-11', archive: '11-07', quality: '11-21' };

/** @returns ids of posts by their titles, and of what tests act on */
export async function seedToday(govcast: Govcast): Promise<Map<string, string>> {
  const posts = new Map<string, string>();
  for (const place of places) await seedPlace(govcast, posts, place);
  await addPost(govcast, posts, '冬季查档预约指南', 'approved');
  await addPost(govcast, posts, '公租房选房安排', 'approved');
  await refuse(govcast, posts, '冬季查档预约指南', ['service', 'property']);
  await refuse(govcast, posts, '公租房选房安排', ['archive', 'property']);
  for (const [channel, on] of Object.entries(lastUpdates)) await seedUpdate(govcast, channel, momentOf(`${on} 10:00`));
  await seedRepost(govcast);
  await seedRequests(govcast);
  await seedOwed(govcast);
  return posts;
}

async function seedPlace(govcast: Govcast, posts: Map<string, string>, place: Seeded): Promise<void> {
  const { acting } = govcast;
  const { channel, at: text, title, post: state = 'approved', delivery, reason = null, act = 'massSend' } = place;
  const at = momentOf(text);
  const post = posts.get(title) ?? (await addPost(govcast, posts, title, state));
  const told = { reason: '首个可用时段', createdBy: 'lin', createdAt: momentOf('11-20 09:00'), cancelledAt: null };
  const row = { id: acting.newId(), post, channel, act, at, pinned: 0, announcedAt: null };
  await acting.db
    .insertInto('placement')
    .values({ ...row, ...told })
    .execute();
  if (delivery === undefined) return;
  const plan = { subjectKind: 'post' as const, subjectId: post, channel, act, hash: `hash-${title}`, dueAt: at };
  const { descriptor } = govcast.work.channel(channel);
  const actor = { person: 'govcast', via: 'worker' as const };
  const id = await inTransaction(acting.db, (tx) => planDelivery(tx, acting, descriptor, plan, actor));
  const workAt = delivery === 'planned' ? at : null;
  await acting.db.updateTable('delivery').set({ state: delivery, reason, workAt }).where('id', '=', id).execute();
  posts.set(`delivery ${title}`, id);
  if (delivery === 'published') await seedUpdate(govcast, channel, at, id, title);
  if (delivery === 'accepted') await attempt(govcast, id, momentOf('11-23 08:59'), 'answered');
  if (delivery === 'asking') {
    await attempt(govcast, id, at, 'failed');
    await ask(govcast, id, at);
  }
}

async function addPost(
  { acting }: Govcast,
  posts: Map<string, string>,
  title: string,
  state: ReviewState,
): Promise<string> {
  const [id, at] = [acting.newId(), momentOf('11-20 09:00')];
  const isBundle = title === '加装电梯补助办法';
  const author = title === '公租房年审提醒' || title === '供暖报修指南' ? 'zhou' : 'lin';
  const subject = isBundle ? { subjectKind: 'bundle' as const } : { subjectKind: 'file' as const };
  const contentHash = `hash-${title}`;
  await acting.db
    .insertInto('post')
    .values({
      ...{ id, title, kind: 'notice', ...subject, subjectId: isBundle ? 'bundle-lift' : `${title}.md`, author, state },
      ...{ revision: 1, contentHash, approvedHash: state === 'approved' ? contentHash : null, job: null, unit: null },
      ...{ createdAt: at, updatedAt: at },
    })
    .execute();
  const composed = JSON.stringify(composedPost({ title }));
  await acting.db
    .insertInto('postRevision')
    .values({ post: id, revision: 1, contentHash, body: composed, createdAt: at, createdBy: author })
    .execute();
  if (state === 'in-review') {
    const opened = { openedBy: author, openedAt: momentOf('11-23 08:40'), closedAt: null };
    await acting.db
      .insertInto('review')
      .values({ id: acting.newId(), post: id, contentHash, workflow: 'default', state: 'open', ...opened })
      .execute();
  }
  posts.set(title, id);
  return id;
}

async function attempt({ acting }: Govcast, delivery: string, at: number, state: 'answered' | 'failed'): Promise<void> {
  const calls = { calls: 1, begunAt: at, lastBegunAt: at, lostAt: null, looks: 0, polls: 0 };
  const said = { key: null, externalId: state === 'answered' ? '90001' : null, answer: null };
  const errorCode = state === 'failed' ? 'wechat-40164' : null;
  await acting.db
    .insertInto('attempt')
    .values({
      id: acting.newId(),
      delivery,
      position: 3,
      number: 1,
      state,
      fence: 1,
      requestHash: 'r',
      ...calls,
      ...said,
      errorCode,
    })
    .execute();
}

async function ask({ acting }: Govcast, delivery: string, at: number): Promise<void> {
  const remedy =
    '微信不认本机的 IP。203.0.113.25 不在白名单。请管理员在微信开发设置的“IP 白名单”加上它，再点“再试”；不会重复发送。平台没有接受。请按说明处理后选“再试”，或选“不发了”。稿件和签名都还在。';
  const open = { answer: null, answeredBy: null, answeredAt: null, note: null };
  await acting.db
    .insertInto('question')
    .values({ id: acting.newId(), delivery, kind: 'refused', seen: 'wechat-40164', remedy, openedAt: at, ...open })
    .execute();
}

async function seedUpdate(
  { acting }: Govcast,
  channel: string,
  at: number,
  delivery: string | null = null,
  title = '旧闻',
) {
  const row = {
    id: acting.newId(),
    channel,
    delivery,
    act: 'publish' as const,
    externalId: acting.newId(),
    position: 1,
  };
  const seen = { publicAt: at, seenAt: at, original: 1, repost: 0, linkOk: 1, goneAt: null, removedBy: null };
  await acting.db
    .insertInto('publication')
    .values({ ...row, title, url: null, ...seen })
    .execute();
}

async function refuse(
  { acting }: Govcast,
  posts: Map<string, string>,
  title: string,
  channels: string[],
): Promise<void> {
  for (const channel of channels) {
    const about = { subjectKind: 'post' as const, subjectId: posts.get(title) ?? '', channel };
    const said = {
      decision: 'refused' as const,
      reason: '与本账号无关',
      post: null,
      person: 'lin',
      at: momentOf('11-20 10:00'),
    };
    await acting.db
      .insertInto('proposalDecision')
      .values({ ...about, ...said })
      .execute();
  }
}

async function seedRepost({ acting }: Govcast): Promise<void> {
  const task = {
    id: acting.newId(),
    dayKey: 'page 2026-11-22',
    post: null,
    url: 'https://gov.example/fire',
    hours: 24,
  };
  const times = { issuedAt: momentOf('11-22 16:00'), dueAt: momentOf('11-23 16:00'), createdBy: 'zhou' };
  await acting.db
    .insertInto('repostTask')
    .values({ ...task, title: '全国消防宣传月倡议', ...times, cancelledAt: null, cancelReason: null })
    .execute();
  const accounts = ['sub', 'housing-weibo', 'hotline', 'property', 'service', 'archive'];
  for (const [i, account] of accounts.entries()) {
    const carried = i < 4;
    const done = { carriedAt: carried ? momentOf('11-22 17:00') : null, link: null, proof: null, publication: null };
    const rest = { note: null, confirmedBy: null, confirmedAt: null, problem: null, tryAt: null };
    const state = carried ? ('carried' as const) : ('waiting' as const);
    await acting.db
      .insertInto('repostDuty')
      .values({ task: task.id, account, ours: 1, state, ...done, ...rest })
      .execute();
  }
}

async function seedRequests({ acting, config }: Govcast): Promise<void> {
  const [first, second] = config.routing.kinds;
  for (const [i, kind] of [first, first, second].entries()) {
    const about = {
      kind: kind?.id ?? '',
      channel: 'hotline',
      intake: 'message',
      intakeId: `m${i}`,
      section: 'news-centre',
    };
    const due = { startOn: '2026-11-20', dueOn: '2026-11-23', nowDueOn: '2026-11-23', days: 3, unit: 'day' as const };
    await acting.db
      .insertInto('request')
      .values({
        ...{ id: acting.newId(), ...about, assignee: 'zhou', state: 'registered', sender: null, body: '电梯停运' },
        ...{ receivedAt: momentOf('11-20 09:00'), ...due, rule: 'N-20', provisional: 0, closedAt: null },
        number: `SQ-2026-118${7 + i}`,
      })
      .execute();
  }
}

async function seedOwed({ acting }: Govcast): Promise<void> {
  const at = momentOf('11-20 09:00');
  const page = { id: 'item-rule', urlKey: 'gov.example/rule', url: 'https://gov.example/rule', source: 'shili/zcwj' };
  const text = {
    secondaryKey: null,
    documentNumber: '示住建规〔2026〕3号',
    revision: 1,
    contentHash: 'h',
    issuer: null,
  };
  const times = { publishedAt: at, firstSeenAt: at, lastSeenAt: at, withdrawnAt: null };
  await acting.db
    .insertInto('item')
    .values([
      { ...page, ...text, title: '既有住宅加装电梯补助办法', ...times },
      { ...page, ...text, id: 'item-read', urlKey: 'gov.example/read', source: 'shili/zcjd', title: '解读', ...times },
    ])
    .execute();
  await acting.db
    .insertInto('itemAddress')
    .values({
      urlKey: 'gov.example/read',
      item: 'item-read',
      url: 'https://gov.example/read',
      source: 'shili/zcjd',
      seenAt: at,
      listedAs: null,
      goneAt: null,
    })
    .execute();
  const head = {
    id: 'bundle-lift',
    policy: 'item-rule',
    title: '既有住宅加装电梯补助办法',
    documentNumber: text.documentNumber,
  };
  const none = { interpreter: null, telephone: null, plan: null, waiver: null, effectiveOn: null, effectiveBy: null };
  await acting.db
    .insertInto('bundle')
    .values({
      ...{
        ...head,
        publishedOn: '2026-11-20',
        dueOn: '2026-11-25',
        provisional: 0,
        createdAt: at,
        updatedAt: at,
        ...none,
      },
      ...{ draftingSection: 'news-centre', section: 'news-centre', publishedBy: null, became: null, archivedAt: null },
    })
    .execute();
  const owed = {
    bundle: 'bundle-lift',
    level: 'must' as const,
    section: 'news-centre',
    person: 'zhou',
    fromOn: '2026-11-20',
  };
  const due = { dueOn: '2026-11-25', provisional: 0, rule: 'I-04' };
  await acting.db
    .insertInto('bundleOwed')
    .values([
      { ...owed, what: 'plan-line', ref: 'qa', subject: '简明问答', ...due },
      { ...owed, what: 'interpretation', ref: '', subject: '', person: null, section: 'office', ...due },
    ])
    .execute();
}

function momentOf(text: string): number {
  return Date.parse(`2026-${text.replace(' ', 'T')}:00+08:00`);
}
