import type { People } from '../config/people.ts';
import type { Db } from '../store/database.ts';
import type { Concern } from './concern.ts';
import { failedNotices } from './notice-store.ts';
import { filled, type NoticeWording } from './notice-wording.ts';

/** A failure that nobody mended in this time is no news any more, ms. */
const NEWS_MS = 7 * 24 * 3_600_000;
const MOST = 200;

/** Notices that did not arrive: one matter a person, however many there are, for the system administrators. */
export async function notifyConcerns(db: Db, people: People, wording: NoticeWording, now: number): Promise<Concern[]> {
  const failed = (await failedNotices(db, MOST)).filter((n) => now - n.createdAt < NEWS_MS);
  const byPerson = new Map(failed.map((notice) => [notice.person ?? notice.way, notice]));
  return [...byPerson].map(([whom, { createdAt, errorCode, answer }]) => {
    const text = wording.frames.mail[errorCode ?? '']?.zh;
    const code = /\b[45]\d\d\b/.exec(answer ?? '')?.[0] ?? '';
    return {
      key: `notify.failed:${whom}`,
      kind: 'notify.failed',
      about: `person:${whom}`,
      since: createdAt,
      urgency: 'normal',
      to: [{ role: 'system-admin' }],
      fields: {
        who: people.people.find((p) => p.id === whom)?.name ?? whom,
        cause: filled(text?.cause ?? errorCode ?? '', { code }),
        next: text?.next ?? '',
      },
    };
  });
}
