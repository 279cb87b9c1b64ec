import { beijingDay, isoBeijing } from '../calendar/beijing-time.ts';
import type { CrossPosting } from '../config/cross-posting.ts';
import type { Concern } from '../notify/concern.ts';
import type { Db } from '../store/database.ts';
import { lateCrossPosts } from './cross-posting/placed-store.ts';

const LOOKED_BACK_MS = 60 * 86_400_000;

/** What a cross-posting rule wanted out by now and the account does not show. To the drafter and the account's owner. */
export async function crossPostConcerns(
  db: Db,
  { rules }: CrossPosting,
  accounts: readonly { id: string; name: string; owner: string }[],
  now: number,
): Promise<Concern[]> {
  const late = await lateCrossPosts(db, now, now - LOOKED_BACK_MS);
  return late.flatMap(({ rule, item, channel, post, author, dueAt, title }) => {
    const account = accounts.find(({ id }) => id === channel);
    if (!account || dueAt === null) return [];
    const name = rules.find(({ id }) => id === rule)?.name ?? rule;
    const due = isoBeijing(dueAt).slice(5, 16).replace('T', ' ');
    return [
      {
        key: `cross-post:${rule}:${item}:${channel}:${beijingDay(dueAt)}`,
        kind: 'cross-posting.late',
        about: post === null ? `item:${item}` : `post:${post}`,
        since: dueAt,
        urgency: 'normal' as const,
        to: [...new Set([author, account.owner])].map((person) => ({ person })),
        fields: { title, channel: account.name, rule: name, due, post: post === null ? '' : `post:${post}` },
      },
    ];
  });
}
