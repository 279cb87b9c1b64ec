import { beijingDay, startOfDay } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import type { KeyItems, ProposalSettings } from '../../config/proposal-settings.ts';
import type { Db } from '../../store/database.ts';
import { type Season, type SeasonTurn, turnSubject } from '../seasons/season.ts';
import { dueSeasons } from '../seasons/season-day.ts';
import { seasonPosts } from '../seasons/season-post-store.ts';
import { type Candidate, refText } from './candidate.ts';
import { arrivedBundles, type ItemRow, idlePosts, newItems } from './candidate-store.ts';

export interface CandidateSources {
  db: Db;
  calendar: Calendar;
  settings: ProposalSettings;
  /** Sources of config/portals by id, with the kind of their column. */
  sources: ReadonlyMap<string, string>;
  seasons: readonly Season[];
}

const DAY_MS = 86_400_000;

/** Everything that could go out on some account now, and the seasons that are due. Each thing stands there once. */
export async function findCandidates(
  { db, calendar, settings, sources, seasons }: CandidateSources,
  now: number,
): Promise<{ candidates: Candidate[]; turns: SeasonTurn[] }> {
  const since = now - settings.maxAgeDays * DAY_MS;
  const turns = dueSeasons(calendar, seasons, beijingDay(now));
  const wanted = [...sources].flatMap(([id, kind]) =>
    settings.keyItems.some((entry) => comesFrom(entry, id, kind)) ? [id] : [],
  );
  const items = (await newItems(db, wanted, since)).flatMap((row) => keyItem(settings, sources, row));
  const all = [
    ...(await arrivedBundles(db, now - settings.arrivedDays * DAY_MS, since)),
    ...items,
    ...(await turnCandidates(db, turns)),
    ...(await idlePosts(db, since)),
  ];
  const once = new Map<string, Candidate>();
  for (const each of all) if (!once.has(refText(each.ref))) once.set(refText(each.ref), each);
  return { candidates: [...once.values()], turns };
}

/** The first entry of the settings that a page fits says what it is called and what it becomes; none leaves it out. */
export function keyItem(
  { keyItems }: Pick<ProposalSettings, 'keyItems'>,
  sources: ReadonlyMap<string, string>,
  { id, title, source, publishedAt, post }: ItemRow,
): Candidate[] {
  const entry = keyItems.find(
    (each) =>
      comesFrom(each, source, sources.get(source) ?? '') &&
      (each.words?.some((word) => title.includes(word)) ?? true) &&
      !each.exclude.some((word) => title.includes(word)),
  );
  if (!entry) return [];
  const { label, kind, job = null } = entry;
  return [
    { ref: { subjectKind: 'item', subjectId: id }, sort: 'item', title, post, kind, job, label, at: publishedAt },
  ];
}

function comesFrom({ sources, kinds }: KeyItems, source: string, columnKind: string): boolean {
  const known: readonly string[] | undefined = kinds;
  return (sources?.includes(source) ?? true) && (known?.includes(columnKind) ?? true);
}

async function turnCandidates(db: Db, turns: readonly SeasonTurn[]): Promise<Candidate[]> {
  const posts = await seasonPosts(
    db,
    turns.map((turn) => turnSubject(turn).subjectId),
  );
  return turns.map((turn) => {
    const ref = turnSubject(turn);
    const post = posts.get(ref.subjectId);
    const { name } = turn.season;
    return {
      ...{ ref, sort: 'season' as const, title: post?.title ?? name, label: name },
      post: post ? { id: post.id, state: post.state } : null,
      ...{ kind: post?.kind ?? 'other', job: post?.job ?? null },
      at: startOfDay(turn.on),
      season: turn,
    };
  });
}
