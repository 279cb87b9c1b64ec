/** An office with many accounts, each with one draft that stands on Tuesday 24 November 2026 at noon. Everything is invented. */
import type { Govcast } from '../../../src/govcast.ts';
import type { ConfigFolder } from '../../config/config-folder.ts';

const noon = Date.parse('2026-11-24T12:00:00+08:00');

export const laneId = (i: number) => `a${String(i).padStart(3, '0')}`;

export function manyLanesConfig({ write }: Pick<ConfigFolder, 'write'>, accounts: number): void {
  const channels = Array.from({ length: accounts }, (_, i) => {
    const serial = String(i + 1).padStart(16, '0');
    return {
      ...{ id: laneId(i), name: `账号${i}`, kind: 'wechat-subscription', role: i === 0 ? 'main' : 'ordinary' },
      ...{ owner: 'zhang-wei', office: '示例市住房和城乡建设局', section: 'news-centre', openedOn: '2026-11-20' },
      ...{ secondAccountReason: '分工不同', sandbox: true },
      credentials: { appId: `wx${serial}`, secret: { sandbox: `sandbox-secret-${serial}` } },
    };
  });
  write('channels.yaml', JSON.stringify({ channels }));
  write('cross-posting.yaml', 'rules: []\n');
}

/** 稿件0 on the first account, and so on; that of the last account has lost its place. */
export async function seedManyLanes({ acting: { db } }: Govcast, accounts: number): Promise<void> {
  for (let i = 0; i < accounts; i += 1) {
    const post = {
      ...{ id: `p${i}`, title: `稿件${i}`, kind: 'news', subjectKind: 'console' as const, subjectId: `c${i}` },
      ...{ author: 'li-na', state: 'draft' as const, revision: 1, contentHash: 'h', approvedHash: null, job: null },
      ...{ unit: null, createdAt: noon, updatedAt: noon },
    };
    const place = {
      ...{ id: `l${i}`, post: post.id, channel: laneId(i), act: 'publish' as const, at: noon, pinned: 0 },
      ...{ announcedAt: null, reason: '按时：首个可用时段', createdBy: 'li-na', createdAt: noon, cancelledAt: null },
    };
    const lost = { obstacle: '当日次数已用完', obstacleCode: 'quota', obstacleAt: noon };
    const article = {
      ...{ title: post.title, author: '示例市住房和城乡建设局', digest: post.title, html: `<p>${post.title}</p>` },
      ...{ sourceUrl: null, cover: null, images: [] },
    };
    const body = {
      ...{ kind: 'news', job: null, marking: null, audience: 'public', publicUntil: '长期', source: null },
      ...{ articles: [article], forms: {} },
    };
    const text = { post: post.id, revision: 1, contentHash: 'h', createdAt: noon, createdBy: 'li-na' };
    await db.insertInto('post').values(post).execute();
    await db
      .insertInto('postRevision')
      .values({ ...text, body: JSON.stringify(body) })
      .execute();
    await db
      .insertInto('placement')
      .values({ ...place, ...(i === accounts - 1 ? lost : {}) })
      .execute();
  }
}
