/** Arguments that several commands take. */
import { parseBeijing } from '../calendar/beijing-time.ts';
import { AskedWrongly } from '../errors.ts';

/** The id in `post:ID`, `delivery:ID` or the bare id. */
export function idOf(kind: string, text: string): string {
  return text.startsWith(`${kind}:`) ? text.slice(kind.length + 1) : text;
}

/** A moment, Beijing time unless it says otherwise, ms UTC. @throws AskedWrongly */
export function momentOf(text: string): number {
  const at = parseBeijing(text);
  if (at !== null) return at;
  throw new AskedWrongly({
    code: 'moment',
    message: `${text} is not a moment`,
    remedy: 'Write it as "2026-11-25 09:00", Beijing time.',
  });
}

/** A day as YYYY-MM-DD, Beijing. @throws AskedWrongly */
export function dayOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && parseBeijing(text) !== null) return text;
  const remedy = 'Write it as 2026-11-25, Beijing time.';
  throw new AskedWrongly({ code: 'day', message: `${text} is not a day`, remedy });
}

/** One of a list of words. @throws AskedWrongly naming them */
export function oneOf<T extends string>(known: readonly T[], text: string, what: string): T {
  const found = known.find((each) => each === text);
  if (found !== undefined) return found;
  throw new AskedWrongly({ code: 'argument', message: `${text} is no ${what}`, remedy: `Use ${known.join(', ')}.` });
}

/** A whole number from 1. @throws AskedWrongly */
export function wholeNumber(text: string, what: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new AskedWrongly({ code: 'argument', message: `${text} is no ${what}`, remedy: 'Use a whole number from 1.' });
}

/** A year as 2026. @throws AskedWrongly */
export function yearOf(text: string): number {
  if (/^20\d\d$/.test(text)) return Number(text);
  throw new AskedWrongly({ code: 'year', message: `${text} is no year`, remedy: 'Write it as 2026.' });
}
