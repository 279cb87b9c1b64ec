import { isoBeijing } from '../calendar/beijing-time.ts';
import type { People } from '../config/people.ts';
import type { Db } from '../store/database.ts';
import type { ConcernTable, NoticeLineTable } from '../store/tables/notices.ts';
import { linesOf, linesOfStanding, standingConcerns } from './concern-store.ts';
import { concernText, type Language, type NoticeWording } from './notice-wording.ts';
import { recipientsOf } from './recipients.ts';

/** One matter as `govcast notice list` answers; moments are ISO 8601 +08:00. */
export interface ListedConcern {
  id: string;
  kind: string;
  about: string;
  urgency: string;
  since: string;
  /** Null while it stands. */
  endedAt: string | null;
  acknowledgedBy: string | null;
  title: string;
  text: string;
  remedy: string | null;
  /** Whom it concerns first. */
  to: string[];
  /** Who was told by which way; `step` 0 first, then the steps of escalation, −1 of its end. */
  told: { person: string; way: string; step: number; at: string }[];
}

export interface NoticeFilter {
  /** What concerns this person or was told to this person. */
  person?: string;
  /** Also what has ended, the newest first. */
  all?: boolean;
  limit?: number;
}

/** What stands, the red ones first, then by age. */
export async function listNotices(
  db: Db,
  people: People,
  wording: NoticeWording,
  filter: NoticeFilter = {},
  language: Language = 'zh',
): Promise<{ concerns: ListedConcern[] }> {
  const limit = filter.limit ?? 500;
  const standing = await standingConcerns(db);
  const ended = filter.all ? await endedConcerns(db, limit) : [];
  const lines = [
    ...(await linesOfStanding(db)),
    ...(await linesOf(
      db,
      ended.map((row) => row.id),
    )),
  ];
  const concerns = [...standing, ...ended]
    .map((row) => listed(row, lines, people, wording, language))
    .filter(
      ({ to, told }) => filter.person === undefined || [...to, ...told.map((t) => t.person)].includes(filter.person),
    )
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, limit);
  return { concerns };
}

function endedConcerns(db: Db, limit: number): Promise<ConcernTable[]> {
  return db
    .selectFrom('concern')
    .selectAll()
    .where('endedAt', 'is not', null)
    .orderBy('endedAt', 'desc')
    .limit(limit)
    .execute();
}

function listed(
  row: ConcernTable,
  lines: readonly NoticeLineTable[],
  people: People,
  wording: NoticeWording,
  language: Language,
): ListedConcern {
  const { title, text, remedy } = concernText(wording, { kind: row.kind, fields: JSON.parse(row.fields) }, language);
  const told = lines
    .filter((line) => line.concern === row.id && line.episode === row.episode)
    .sort((a, b) => a.toldAt - b.toldAt || a.step - b.step)
    .map(({ person, way, step, toldAt }) => ({ person, way, step, at: isoBeijing(toldAt) }));
  return {
    id: row.id,
    kind: row.kind,
    about: row.about,
    urgency: row.urgency,
    since: isoBeijing(row.since),
    endedAt: row.endedAt === null ? null : isoBeijing(row.endedAt),
    acknowledgedBy: row.acknowledgedBy,
    title,
    text,
    remedy: remedy ?? null,
    to: recipientsOf(people, JSON.parse(row.recipients)),
    told,
  };
}

function rank({ urgency, endedAt }: ListedConcern): number {
  if (endedAt !== null) return 3;
  return urgency === 'red' ? 0 : urgency === 'normal' ? 1 : 2;
}
