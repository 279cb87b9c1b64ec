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
  const byConcern = new Map<string, NoticeLineTable[]>();
  for (const line of lines) byConcern.set(line.concern, [...(byConcern.get(line.concern) ?? []), line]);
  const concerns = [...standing, ...ended]
    .map((row) => withPeople(row, byConcern.get(row.id) ?? [], people))
    .filter(({ to, told }) => {
      return filter.person === undefined || to.includes(filter.person) || told.some((t) => t.person === filter.person);
    })
    .sort((a, b) => rank(a.row) - rank(b.row))
    .slice(0, limit)
    .map((each) => listed(each, wording, language));
  return { concerns };
}

interface WithPeople {
  row: ConcernTable;
  to: string[];
  told: NoticeLineTable[];
}

function withPeople(row: ConcernTable, lines: readonly NoticeLineTable[], people: People): WithPeople {
  const told = lines.filter(({ episode }) => episode === row.episode);
  return { row, told, to: recipientsOf(people, JSON.parse(row.recipients)) };
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

function listed({ row, to, told }: WithPeople, wording: NoticeWording, language: Language): ListedConcern {
  const { title, text, remedy } = concernText(wording, { kind: row.kind, fields: JSON.parse(row.fields) }, language);
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
    to,
    told: told
      .toSorted((a, b) => a.toldAt - b.toldAt || a.step - b.step)
      .map(({ person, way, step, toldAt }) => ({ person, way, step, at: isoBeijing(toldAt) })),
  };
}

function rank({ urgency, endedAt }: ConcernTable): number {
  if (endedAt !== null) return 3;
  return urgency === 'red' ? 0 : urgency === 'normal' ? 1 : 2;
}
