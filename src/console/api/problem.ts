/** Whatever a call threw, in the words that people read. */
import words from '../../../content/wording/console/frame.yaml';
import type { Problem } from './client.ts';

/** The problem that the API answered; a dead network or a foreign answer reads as no answer of the server. */
export function problemOf(error: unknown): Problem {
  if (typeof error === 'object' && error !== null && 'code' in error && 'title' in error) return error as Problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { title: words.list.noAnswer, status: 0, detail, code: 'no-answer', remedy: words.list.again };
}
