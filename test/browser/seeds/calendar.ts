/** Two weeks of a desk as in calendar.png: Monday 23 November 2026, 09:12. Everything in it is invented. */

import { planDelivery } from '../../../src/delivery/plan-delivery.ts';
import type { Govcast } from '../../../src/govcast.ts';
import type { DeliveryState } from '../../../src/store/tables/delivery.ts';
import type { ReviewState } from '../../../src/store/tables/posts.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import type { ConfigFolder } from '../../config/config-folder.ts';

export const calendarNow = '2026-11-23T09:12:00+08:00';

const everyDay = { publish: ['14:30'], massSend: ['08:30', '09:30'] };
const accounts = [
  {
    id: 'sub',
    name: '示例住建发布',
    kind: 'wechat-subscription',
    role: 'main',
    defaultAct: 'massSend',
    slots: everyDay,
  },
  { id: 'notice-group', name: '@示例住建', kind: 'wecom-robot', role: 'ordinary', defaultAct: 'message', slots: null },
  { id: 'wuye', name: '示例物业', kind: 'wechat-subscription', role: 'ordinary', defaultAct: 'massSend', slots: null },
  {
    id: 'hotline',
    name: '示例12319',
    kind: 'wechat-subscription',
    role: 'ordinary',
    defaultAct: 'massSend',
    slots: null,
  },
  { id: 'service', name: '示例安居', kind: 'wechat-service', role: 'boutique', defaultAct: 'massSend', slots: null },
  {
    id: 'archive',
    name: '示例城建档案',
    kind: 'wechat-subscription',
    role: 'ordinary',
    defaultAct: 'massSend',
    slots: { publish: ['09:00'], massSend: ['09:00'] },
  },
  {
    id: 'quality',
    name: '示例质安',
    kind: 'wechat-subscription',
    role: 'ordinary',
    defaultAct: 'massSend',
    slots: null,
  },
] as const;

/** The accounts of the picture, with one clock: two weeks. */
export function calendarConfig(config: Pick<ConfigFolder, 'write'>): void {
  const channels = accounts.map(({ id, name, kind, role, defaultAct, slots }, i) => {
    const robot = kind === 'wecom-robot';
    const serial = String(i + 1).padStart(16, '0');
    return {
      ...{ id, name, kind, role, owner: 'zhang-wei', office: '示例市住房和城乡建设局', section: 'news-centre' },
      ...{ openedOn: '2019-03-18', secondAccountReason: '分工不同', sandbox: true, defaultAct },
      credentials: robot
        ? { webhookKey: { sandbox: '00000000-0000-4000-8000-000000000001' } }
        : { appId: `wx${serial}`, secret: { sandbox: `sandbox-secret-${serial}` } },
      slots: slots
        ? [
            { days: 'everyDay', times: slots.massSend, acts: ['massSend'] },
            { days: 'everyDay', times: slots.publish, acts: ['publish'] },
          ]
        : [{ days: 'everyDay', times: ['09:00', '10:00', '14:30'] }],
    };
  });
  config.write('channels.yaml', JSON.stringify({ channels }));
  const counts = { acts: ['publish', 'massSend', 'message'], reposts: true };
  const rule = { id: 'V-2', kind: 'within', days: 14, unit: 'day', counts };
  const binds = { kinds: ['wechat-subscription', 'wechat-service', 'wecom-robot'] };
  config.write(
    'cadence.yaml',
    JSON.stringify({ rules: [{ name: '国办 2 周', source: '国办秘函〔2019〕19号', rule, binds }] }),
  );
}

interface Seeded {
  channel: string;
  at: string;
  title: string;
  post?: ReviewState;
  delivery?: DeliveryState;
  reason?: string | null;
  act?: 'publish' | 'massSend' | 'message';
  why?: string;
  hold?: 'pinned' | 'told';
}

const places: Seeded[] = [
  { channel: 'sub', at: '11-23 08:30', title: '低温施工安全提醒', delivery: 'published', reason: 'fact' },
  { channel: 'sub', at: '11-23 10:00', title: '加装电梯补助办法', post: 'in-review', act: 'publish', hold: 'pinned' },
  { channel: 'sub', at: '11-24 09:30', title: '装修垃圾清运', delivery: 'planned' },
  { channel: 'sub', at: '11-25 09:30', title: '河路改造围挡', delivery: 'planned' },
  { channel: 'sub', at: '11-26 09:30', title: '问答：一楼不同意', post: 'draft', hold: 'told' },
  {
    ...{ channel: 'sub', at: '12-03 09:30', title: '宪法宣传周', delivery: 'planned' },
    why: '12月2日停发（全市考试静默时段），改至 12-03 09:30',
  },
  { channel: 'notice-group', at: '11-23 10:05', title: '加装电梯补助', post: 'in-review', act: 'message' },
  { channel: 'notice-group', at: '11-24 10:00', title: '一图读懂', delivery: 'planned', act: 'message' },
  { channel: 'wuye', at: '11-23 14:30', title: '物业费怎么看', delivery: 'planned' },
  { channel: 'wuye', at: '11-26 10:00', title: '冬季消防通道', delivery: 'planned' },
  { channel: 'hotline', at: '11-23 09:00', title: '供暖报修指南', delivery: 'accepted', reason: 'confirmation' },
  { channel: 'hotline', at: '11-30 09:00', title: '11月热线通报', delivery: 'planned' },
  { channel: 'service', at: '11-23 08:40', title: '年审提醒', delivery: 'asking', reason: 'refused' },
  { channel: 'service', at: '12-02 09:00', title: '公租房选房安排', delivery: 'planned' },
];

/** Day of the last update of each account; its clock ends fourteen days later. */
const lastUpdates = {
  'notice-group': '11-13',
  wuye: '11-15',
  hotline: '11-18',
  service: '11-11',
  archive: '11-07',
  quality: '11-20',
};

/** @returns ids of posts by their titles */
export async function seedCalendar(govcast: Govcast): Promise<Map<string, string>> {
  const { acting } = govcast;
  const { db, newId } = acting;
  const posts = new Map<string, string>();
  for (const place of places) posts.set(place.title, await seedPlace(govcast, place));
  posts.set('冬季查档预约', await addPost(govcast, '冬季查档预约', 'approved'));
  for (const [channel, on] of Object.entries(lastUpdates))
    await seedUpdate(govcast, channel, momentOf(`${on} 10:00`), '旧闻');
  for (let i = 0; i < 3; i += 1) {
    const hold = { channel: 'service', quota: 'massSend/month', period: '2026-11', attempt: `attempt-${i}` };
    await db
      .insertInto('quotaHold')
      .values({ ...hold, state: 'held', at: momentOf('11-11 10:00') })
      .execute();
  }
  const stop = { startedBy: 'zhang-wei', startedAt: momentOf('11-20 10:00'), endedBy: null, endedAt: null };
  const all = { channels: null, includesInternal: 0, ...stop };
  const [day, exam] = [
    { fromAt: momentOf('12-13 00:00'), toAt: momentOf('12-13 23:59') },
    { fromAt: momentOf('12-02 09:00'), toAt: momentOf('12-02 11:00') },
  ];
  await db
    .insertInto('blackout')
    .values({ id: newId(), kind: 'mourning', reason: '国家公祭日：只发公祭内容', ...all, ...day })
    .execute();
  await db
    .insertInto('blackout')
    .values({ id: newId(), kind: 'exam', reason: '全市考试静默时段', ...all, channels: '["sub"]', ...exam })
    .execute();
  const pausing = { pausedAt: momentOf('11-20 10:00'), pausedReason: '关停备案中', pausedBy: 'zhang-wei' };
  await db.updateTable('channelState').set(pausing).where('channel', '=', 'quality').execute();
  const filed = { unit: '市政府办公室', number: null, filedOn: null, reason: '关停备案中', recordedBy: 'zhang-wei' };
  const filing = { id: newId(), account: 'quality', event: 'paused' as const, onDay: '2026-11-20', untilDay: null };
  await db
    .insertInto('accountFiling')
    .values({ ...filing, ...filed, at: momentOf('11-20 10:00') })
    .execute();
  const post = posts.get('冬季查档预约') ?? '';
  for (const season of ['heating', 'fire-month', 'frost', 'constitution-day'].map((id) => `season:${id}`)) {
    const refused = {
      subjectKind: 'season' as const,
      subjectId: `${season.slice(7)}:2026`,
      channel: 'service',
      decision: 'refused' as const,
    };
    await db
      .insertInto('proposalDecision')
      .values({ ...refused, reason: '与本账号无关', post: null, person: 'li-na', at: momentOf('11-20 10:00') })
      .execute();
  }
  const refusal = {
    subjectKind: 'post' as const,
    subjectId: post,
    decision: 'refused' as const,
    reason: '与本账号无关',
  };
  for (const { id: channel } of accounts.filter(({ id }) => id !== 'archive'))
    await db
      .insertInto('proposalDecision')
      .values({ ...refusal, channel, post: null, person: 'li-na', at: momentOf('11-20 10:00') })
      .execute();
  return posts;
}

async function seedPlace(
  govcast: Govcast,
  { channel, at: text, title, post: state = 'approved', delivery, reason = null, act = 'massSend', why, hold }: Seeded,
) {
  const { acting } = govcast;
  const at = momentOf(text);
  const post = await addPost(govcast, title, state);
  const place = {
    id: acting.newId(),
    post,
    channel,
    act,
    at,
    pinned: hold === 'pinned' ? 1 : 0,
    announcedAt: delivery || hold === 'told' ? momentOf('11-20 09:00') : null,
  };
  const told = {
    reason: why ?? `按时：2026-${text} 首个可用时段`,
    createdBy: 'li-na',
    createdAt: momentOf('11-20 09:00'),
  };
  await acting.db
    .insertInto('placement')
    .values({ ...place, ...told, cancelledAt: null })
    .execute();
  if (delivery === undefined) return post;
  const plan = { subjectKind: 'post' as const, subjectId: post, channel, act, hash: `hash-${title}`, dueAt: at };
  const actor = { person: 'zhang-wei', via: 'worker' as const };
  const { descriptor } = govcast.work.channel(channel);
  const id = await inTransaction(acting.db, (tx) => planDelivery(tx, acting, descriptor, plan, actor));
  const workAt = delivery === 'planned' ? at : null;
  await acting.db.updateTable('delivery').set({ state: delivery, reason, workAt }).where('id', '=', id).execute();
  if (delivery === 'published') await seedUpdate(govcast, channel, at, title, id);
  if (delivery === 'asking') {
    const asked = {
      kind: 'refused',
      seen: 'wechat-48001',
      remedy: '微信说这个账号年审已过期，不能群发。先改为“发布”，或请管理员续认证后再试；不会重复发送。',
    };
    const open = { answer: null, answeredBy: null, answeredAt: null, note: null };
    await acting.db
      .insertInto('question')
      .values({ id: acting.newId(), delivery: id, ...asked, openedAt: at, ...open })
      .execute();
  }
  return post;
}

async function addPost({ acting }: Govcast, title: string, state: ReviewState): Promise<string> {
  const [id, at] = [acting.newId(), momentOf('11-20 09:00')];
  const about = {
    id,
    title,
    kind: 'notice',
    subjectKind: 'file' as const,
    subjectId: `${title}.md`,
    author: 'li-na',
    state,
    revision: 1,
  };
  const text = {
    contentHash: `hash-${title}`,
    approvedHash: state === 'approved' ? `hash-${title}` : null,
    job: null,
    unit: null,
  };
  await acting.db
    .insertInto('post')
    .values({ ...about, ...text, createdAt: at, updatedAt: at })
    .execute();
  const body = { kind: 'notice', job: null, marking: 'public', audience: 'public', publicUntil: '', source: null };
  const composed = JSON.stringify({ ...body, articles: [], forms: {} });
  const revision = {
    post: id,
    revision: 1,
    contentHash: `hash-${title}`,
    body: composed,
    createdAt: at,
    createdBy: 'li-na',
  };
  await acting.db.insertInto('postRevision').values(revision).execute();
  return id;
}

async function seedUpdate(
  { acting }: Govcast,
  channel: string,
  at: number,
  title: string,
  delivery: string | null = null,
) {
  const act = channel === 'notice-group' ? ('message' as const) : ('massSend' as const);
  const seen = {
    id: acting.newId(),
    channel,
    delivery,
    act,
    externalId: acting.newId(),
    position: 1,
    title,
    url: `https://example.org/${channel}`,
  };
  const rest = { publicAt: at, seenAt: at, original: 1, repost: 0, linkOk: 1, goneAt: null, removedBy: null };
  await acting.db
    .insertInto('publication')
    .values({ ...seen, ...rest })
    .execute();
}

/** `11-25 09:30` of that year, in Beijing. */
export function momentOf(text: string): number {
  return Date.parse(`2026-${text.replace(' ', 'T')}:00+08:00`);
}
