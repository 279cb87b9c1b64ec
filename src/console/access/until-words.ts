import { dayWords, timeWords } from '../look/time-words.ts';

/** The moment until which a password for one login opens: 11月26日 09:12. Never 今天, because it is told to others. */
export function untilWords(until: number): string {
  return `${dayWords(until, until)} ${timeWords(until)}`;
}
