import words from '../../../content/wording/console/today.yaml';
import { say } from '../look/say.ts';
import { limitWords } from '../look/time-words.ts';
import type { Today } from './today-types.ts';

/** 今天有 7 件事要办，最急的要在 09:29 前: how many things, and the first limit that can still be kept. */
export function titleWords({ rows, view, isCut }: Today, now: number): string {
  const n = rows.length;
  if (view === 'inspector') return n === 0 ? words.title.inspectorNone : say(words.title.inspector, { n });
  if (n === 0) return words.title.none;
  if (isCut) return say(words.title.more, { n });
  const ahead = rows.flatMap(({ dueAt }) => (dueAt !== null && dueAt > now ? [dueAt] : []));
  if (ahead.length === 0) return say(words.title.some, { n });
  return say(words.title.soon, { n, limit: limitWords(Math.min(...ahead), now).replace(/^今天 /, '') });
}
