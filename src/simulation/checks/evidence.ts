/** What the checks are made from: what the public saw, and the record of who did what. */
import { z } from 'zod';
import { parseBeijing } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import type { CadenceBinding } from '../../config/cadence.ts';
import type { ChannelConfig } from '../../config/channels.ts';
import type { Db } from '../../store/database.ts';
import { accountOf, type Effect, type PublicArticle } from '../simulated-platform.ts';

/** One line of the ledger with its JSON read. */
export interface Line {
  seq: number;
  at: number;
  actor: string;
  act: string;
  /** Kind and id. */
  kind: string;
  id: string;
  before: Readonly<Record<string, unknown>>;
  after: Readonly<Record<string, unknown>>;
}

/** A text as it was approved under its hash: what the public may see of it. */
export interface Text {
  post: string;
  titles: string[];
  /** Its messages for groups. */
  messages: string[];
}

export interface Evidence {
  calendar: Calendar;
  /** First and last day of the run, YYYY-MM-DD, and its last moment, ms UTC. */
  first: string;
  last: string;
  end: number;
  channels: readonly ChannelConfig[];
  rules: readonly CadenceBinding[];
  effects: readonly Effect[];
  published: readonly PublicArticle[];
  lines: readonly Line[];
  /** By content hash. */
  texts: ReadonlyMap<string, Text>;
  /** Deliveries that wait for their time after the end, for a quota, or for a person. */
  waiting: ReadonlySet<string>;
  /** Spans in which the process or the platforms were down or nobody was at work, ms UTC. */
  outages: readonly { from: number; to: number }[];
  isAtWork: (at: number) => boolean;
}

/** What a check found wrong; `about` is the line of the log that matters. */
export interface Problem {
  check: string;
  about: string;
}

const json = z.record(z.string(), z.unknown());
const text = z.object({
  articles: z.array(z.object({ title: z.string() })),
  forms: z.record(z.string(), z.string()).default({}),
});

export async function readLines(db: Db): Promise<Line[]> {
  const rows = await db.selectFrom('ledgerEntry').selectAll().orderBy('seq').execute();
  return rows.map(({ seq, at, actor, act, object, before, after }) => {
    const [kind = '', ...id] = object.split(':');
    return { seq, at, actor, act, kind, id: id.join(':'), before: objectIn(before), after: objectIn(after) };
  });
}

export async function readTexts(db: Db): Promise<Map<string, Text>> {
  const rows = await db.selectFrom('postRevision').select(['post', 'contentHash', 'body']).execute();
  return new Map(
    rows.map(({ post, contentHash, body }) => {
      const { articles, forms } = text.parse(JSON.parse(body));
      return [contentHash, { post, titles: articles.map((a) => a.title), messages: Object.values(forms) }];
    }),
  );
}

/** A moment in a line of the ledger, ms UTC. */
export function momentIn(after: Line['after'], field: string): number | null {
  const value = after[field];
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? parseBeijing(value) : null;
}

export function channelOf({ channels }: Pick<Evidence, 'channels'>, account: string): string {
  return channels.find((channel) => accountOf(channel) === account)?.id ?? account;
}

/** The effects that the public or a group saw. */
export function visible({ effects }: Pick<Evidence, 'effects'>): Effect[] {
  return effects.filter(({ kind }) => kind === 'published' || kind === 'massSent' || kind === 'robotMessage');
}

/** The delivery that an effect carries as its mark; null where somebody else did it or the form carries none. */
export function deliveryIn(marker: string): string | null {
  return /#gc-(\w+)$/.exec(marker)?.[1] ?? null;
}

function objectIn(text: string | null): Record<string, unknown> {
  return text === null ? {} : json.parse(JSON.parse(text));
}
