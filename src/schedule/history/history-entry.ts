/** One publication of the past as a person tells it: on the command line, in a table or in a JSON file. Pure. */
import { z } from 'zod';
import { parseBeijing } from '../../calendar/beijing-time.ts';
import { AskedWrongly } from '../../errors.ts';
import { readCsv } from '../columns/read-csv.ts';

export interface HistoryEntry {
  /** Public time, ms UTC. */
  at: number;
  url: string | null;
  /** Empty where a link stands for it. */
  title: string;
  act: 'publish' | 'massSend' | 'message';
  /** Null where nobody says. */
  mark: 'original' | 'repost' | null;
  /** For errors: a file and line, or the option. */
  place: string;
}

/** Heads of a table as people write them. */
const heads: Readonly<Record<string, keyof z.input<typeof told>>> = {
  at: 'at',
  时间: 'at',
  发布时间: 'at',
  url: 'url',
  链接: 'url',
  网址: 'url',
  title: 'title',
  标题: 'title',
  act: 'act',
  方式: 'act',
  mark: 'mark',
  原创: 'mark',
  原创或转载: 'mark',
};

const acts = {
  publish: 'publish',
  massSend: 'massSend',
  message: 'message',
  发布: 'publish',
  群发: 'massSend',
} as const;
const marks = { original: 'original', repost: 'repost', 原创: 'original', 转载: 'repost', 是: 'original' } as const;

const told = z.strictObject({
  at: z.string(),
  url: z.string().default(''),
  title: z.string().default(''),
  act: z.string().default(''),
  mark: z.string().default(''),
});

/**
 * The entries of a file: a table (CSV in UTF-8 or GB18030) with a head line, or a JSON list of `{at, url, title, act, mark}`.
 * @throws AskedWrongly naming file and line
 */
export function readHistoryFile(file: string, bytes: Uint8Array, now: number): HistoryEntry[] {
  const rows = file.toLowerCase().endsWith('.json') ? jsonRows(file, bytes) : tableRows(file, bytes);
  if (rows.length === 0) throw wrong(file, 'there is no entry in it', 'Write one publication a line below the heads.');
  return rows.map(({ place, row }) => historyEntry(row, place, now));
}

/** @throws AskedWrongly naming the place when a field cannot be understood, or nothing names the publication */
export function historyEntry(row: unknown, place: string, now: number): HistoryEntry {
  const read = told.safeParse(row);
  if (!read.success) {
    const said = read.error.issues.map((issue) => `${issue.path.join('.') || 'entry'}: ${issue.message}`).join('; ');
    throw wrong(place, said, 'Give at, and url or title; act and mark may be left out.');
  }
  const { title } = read.data;
  const url = read.data.url.trim() === '' ? null : read.data.url.trim();
  const at = parseBeijing(read.data.at.replace(/\//g, '-'));
  if (at === null) throw wrong(place, `${read.data.at} is not a moment`, 'Write it as 2026-11-05 09:30, Beijing time.');
  if (at > now) throw wrong(place, `${read.data.at} is still to come`, 'Enter only what is public already.');
  if (url === null && title.trim() === '') {
    throw wrong(place, 'neither a link nor a title', 'Give the link of the article, or its title where it has none.');
  }
  if (url !== null && !(/^https?:\/\//i.test(url) && URL.canParse(url))) {
    throw wrong(place, `${url} is no web address`, 'Copy the link of the article: it begins with http:// or https://.');
  }
  const act = read.data.act === '' ? 'publish' : wordOf(acts, read.data.act);
  if (act === null) throw wrong(place, `${read.data.act} is no act`, `Write ${Object.keys(acts).join(', ')}.`);
  const mark = read.data.mark === '' ? null : wordOf(marks, read.data.mark);
  if (mark === null && read.data.mark !== '') {
    throw wrong(place, `${read.data.mark} is neither original nor repost`, 'Write original or repost, 原创 or 转载.');
  }
  return { at, url, title: title.trim(), act, mark, place };
}

function wordOf<T extends string>(words: Readonly<Record<string, T>>, text: string): T | null {
  return words[text.trim()] ?? null;
}

function tableRows(file: string, bytes: Uint8Array): { place: string; row: Record<string, string> }[] {
  const [head, ...lines] = readCsv(bytes);
  const names = (head?.cells ?? []).map((cell) => heads[cell] ?? null);
  if (!names.includes('at')) {
    const remedy = 'The first line names the columns: 时间,链接,标题,方式,原创 (or at,url,title,act,mark).';
    throw wrong(`${file}:${head?.line ?? 1}`, 'no column of times', remedy);
  }
  return lines.map(({ line, cells }) => {
    const named = names.flatMap((name, i) => (name === null ? [] : [[name, cells[i] ?? '']]));
    return { place: `${file}:${line}`, row: Object.fromEntries(named) };
  });
}

function jsonRows(file: string, bytes: Uint8Array): { place: string; row: unknown }[] {
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '');
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (cause) {
    throw wrong(file, `it is not JSON: ${cause instanceof Error ? cause.message : cause}`, 'Correct the file.');
  }
  if (!Array.isArray(list)) throw wrong(file, 'it holds no list', 'Write a list of {at, url, title, act, mark}.');
  return list.map((row: unknown, i) => ({ place: `${file} entry ${i + 1}`, row }));
}

function wrong(place: string, what: string, remedy: string): AskedWrongly {
  return new AskedWrongly({ code: 'history-entry', message: `${place}: ${what}`, place, remedy });
}
