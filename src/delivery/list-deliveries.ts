import { isoBeijing } from '../calendar/beijing-time.ts';
import { publicationsOf } from '../channels/publication-store.ts';
import type { Db } from '../store/database.ts';
import { getAttempts, getSteps, openQuestion } from './delivery-store.ts';
import { waitingTexts } from './state.ts';
import { ON_TIME_MS } from './timing.ts';

/** One line of `govcast queue list`. */
export interface ListedDelivery {
  id: string;
  post: string;
  title: string;
  channel: string;
  act: string;
  state: string;
  reason: string | null;
  /** When it is or was due, ISO 8601 +08:00. */
  at: string;
  attempts: number;
  /** Whether the act was begun in time; null while it is not begun. A time that a person gave counts. */
  timing: 'on-time' | 'late' | null;
  /** What the platform gave: draft, publish and message ids, by step. */
  platform: Record<string, string>;
  url: string | null;
  /** What a person has to know and do, null while nothing is wrong. */
  error: { code: string; remedy: string } | null;
}

/** Deliveries by due time, the newest last; `open` leaves out what is final. */
export async function listDeliveries(
  db: Db,
  filter: { open?: boolean; post?: string; limit?: number } = {},
): Promise<{ deliveries: ListedDelivery[] }> {
  const rows = await db
    .selectFrom('delivery')
    .leftJoin('post', 'post.id', 'delivery.subjectId')
    .selectAll('delivery')
    .select('post.title')
    .$if(filter.open === true, (q) => q.where('delivery.state', 'not in', ['published', 'dropped']))
    .$if(filter.post !== undefined, (q) => q.where('delivery.subjectId', '=', filter.post ?? ''))
    .orderBy('delivery.dueAt', 'desc')
    .orderBy('delivery.id', 'desc')
    .limit(filter.limit ?? 500)
    .execute();
  const deliveries: ListedDelivery[] = [];
  for (const row of rows.reverse()) {
    const attempts = await getAttempts(db, row.id);
    const steps = await getSteps(db, row.id);
    const names = new Map(steps.map((s) => [s.position, s.name]));
    const begun = attempts.filter((a) => a.position === steps.at(-1)?.position).at(-1)?.begunAt;
    const named = attempts.filter((a) => a.externalId !== null);
    const question = row.state === 'asking' ? await openQuestion(db, row.id) : undefined;
    deliveries.push({
      id: row.id,
      post: row.subjectId,
      title: row.title ?? '',
      channel: row.channel,
      act: row.act,
      state: row.state,
      reason: row.reason,
      at: isoBeijing(row.dueAt),
      attempts: attempts.length,
      timing: begun === undefined ? null : begun > row.dueAt + ON_TIME_MS ? 'late' : 'on-time',
      platform: Object.fromEntries(named.map((a) => [names.get(a.position) ?? '', a.externalId ?? ''])),
      url: (await publicationsOf(db, row.id))[0]?.url ?? null,
      error: question ? { code: question.seen, remedy: question.remedy } : waiting(row.reason),
    });
  }
  return { deliveries };
}

function waiting(reason: string | null): ListedDelivery['error'] {
  const remedy = reason === null ? undefined : waitingTexts[reason];
  return reason === null || remedy === undefined ? null : { code: reason, remedy };
}
