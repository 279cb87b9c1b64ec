import { CallPerson } from '../errors.ts';
import { type NoticeText, noticeHash } from '../notify/notice.ts';
import type { Composed } from '../posts/post.ts';
import type { Db } from '../store/database.ts';
import type { Subject } from './work.ts';

/** Internal notices as subjects of deliveries: one approves itself (decisions 3), by the hash of its frozen text. */
export const noticeSubject: Subject = {
  approvedHash: async (tx, id) => {
    const row = await tx.selectFrom('notice').select('hash').where('id', '=', id).forShare().executeTakeFirst();
    return row?.hash ?? null;
  },
  content: async (db, id, hash): Promise<Composed> => {
    const row = await db.selectFrom('notice').select('body').where('id', '=', id).executeTakeFirst();
    const text: NoticeText | null = row ? JSON.parse(row.body) : null;
    if (text === null || noticeHash(text) !== hash) {
      throw new CallPerson({
        code: 'notice-missing',
        message: `notice ${id} has no text with the hash its delivery carries`,
        place: `notice:${id}`,
        remedy: 'Close the delivery (govcast delivery answer … leave); what still stands is told again.',
      });
    }
    return {
      kind: 'notice',
      job: null,
      marking: null,
      audience: 'internal',
      publicUntil: '',
      source: null,
      articles: [],
      forms: { 'wecom-robot': text.text },
    };
  },
};

/** Ways whose robot has a notice that is not through yet: the next one waits, and then says everything at once. */
export async function stuckRobots(db: Db, channels: readonly string[]): Promise<ReadonlySet<string>> {
  const stuck = new Set<string>();
  for (const channel of new Set(channels)) {
    const last = await db
      .selectFrom('notice')
      .select('id')
      .where('way', '=', `robot:${channel}`)
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!last) continue;
    const open = await db
      .selectFrom('delivery')
      .select('id')
      .where('subjectKind', '=', 'notice')
      .where('subjectId', '=', last.id)
      .where('state', 'not in', ['published', 'dropped'])
      .executeTakeFirst();
    if (open) stuck.add(`robot:${channel}`);
  }
  return stuck;
}
