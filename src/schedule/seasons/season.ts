/** 季节宣传日历: content/seasons/*.yaml, what comes round every year, with its text beside it. */
import { z } from 'zod';
import { idSchema } from '../../config/id.ts';

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a month and a day as MM-DD');
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** Beginning with 小寒, in the order of the solar year. */
export const solarTerms = [
  ...['小寒', '大寒', '立春', '雨水', '惊蛰', '春分', '清明', '谷雨', '立夏', '小满', '芒种', '夏至'],
  ...['小暑', '大暑', '立秋', '处暑', '白露', '秋分', '寒露', '霜降', '立冬', '小雪', '大雪', '冬至'],
] as const;

/** One way of saying on which day of a year it falls. */
const rule = z.union([
  /** The same day every year. */
  z.strictObject({ solar: monthDay }),
  /** Month and day of the lunar calendar: 12-23 is 小年. */
  z.strictObject({ lunar: monthDay }),
  /** 二十四节气. */
  z.strictObject({ term: z.enum(solarTerms) }),
  /** The nth such weekday of a month; −1 is the last. */
  z.strictObject({ weekday, month: z.int().min(1).max(12), nth: z.union([z.int().min(1).max(4), z.literal(-1)]) }),
  /** The last such weekday on or before a day: the week of 15 May begins on { weekday: sun, onOrBefore: '05-15' }. */
  z.strictObject({ weekday, onOrBefore: monthDay }),
  /** So many days before the first day off of a holiday, by its name in the calendar: 春节, 国庆节. */
  z.strictObject({ before: z.string().min(1), days: z.int().min(0).max(60) }),
]);
export type SeasonRule = z.output<typeof rule>;

const season = z.strictObject({
  id: idSchema,
  /** 供暖季 */
  name: z.string().min(1),
  on: rule,
  /** Proposed from so many days before it … */
  leadDays: z.int().min(0).max(90).default(14),
  /** … and until so many days after its first day. */
  lastsDays: z.int().min(0).max(180).default(0),
  /** Markdown file beside this one, with a head as in content/posts. */
  text: z.string().regex(/^[^/\\]+\.md$/, 'the name of a .md file in the same folder'),
  /** Accounts it is meant for; left out, every account whose clock asks. */
  channels: z.array(idSchema).min(1).optional(),
  /** A post with one of these in its title has done the season's work; such items go first meanwhile. */
  words: z.array(z.string().trim().min(1)).default([]),
  /** Years in which it is held; left out, every year. */
  years: z.array(z.int().min(2000).max(2100)).min(1).optional(),
  /** Where its day is written. */
  source: z.string().min(1).optional(),
});

export const seasonsSchema = z.strictObject({
  seasons: z
    .array(season)
    .min(1)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'every season with an id of its own'),
});

/** An entry with the file that holds its text. */
export type Season = z.output<typeof season> & { textFile: string };

/** A season in one year; days are YYYY-MM-DD in Beijing. */
export interface SeasonTurn {
  season: Season;
  year: number;
  /** Its first day. */
  on: string;
  /** The last day on which its post still fits. */
  until: string;
}

/** The season of a year as the subject of a post. */
export function turnSubject({ season, year }: Pick<SeasonTurn, 'year'> & { season: Pick<Season, 'id'> }) {
  return { subjectKind: 'season' as const, subjectId: `${season.id}:${year}` };
}
