/** Fields of a post's head that say when it shall go out, beside which others, and how much it matters (planner A.3). */
import { z } from 'zod';
import { parseBeijing } from '../calendar/beijing-time.ts';

const says = (expected: string, remedy: string) => ({ error: expected, params: { remedy } });
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A bare day as an end takes in its last minute to the last millisecond. */
const WHOLE_DAY_MS = 86_400_000 - 1;

/** ms UTC, or null; figures and colon may be full-width. A bare day begins at 00:00, or ends with its last millisecond. */
export function windowMoment(text: string, end: 'from' | 'until'): number | null {
  const plain = text.normalize('NFKC').trim();
  const at = parseBeijing(plain);
  return at !== null && end === 'until' && DAY.test(plain) ? at + WHOLE_DAY_MS : at;
}

const moment = (end: 'from' | 'until') =>
  z
    .string()
    .refine(
      (text) => windowMoment(text, end) !== null,
      says('a day, or a day and a time in Beijing', 'Write it as 2026-11-25 or 2026-11-25 09:00.'),
    )
    .transform((text) => windowMoment(text, end) ?? 0);

const name = z.string().trim().min(1);

export const timeFields = {
  /** Not before this moment, ms UTC. */
  earliest: moment('from').optional(),
  /** Not after this moment, ms UTC; a bare day takes in its last minute. */
  latest: moment('until').optional(),
  priority: z.int().min(1).max(10).optional(),
  urgent: z.preprocess((v) => (v === '是' ? true : v === '否' ? false : v), z.boolean()).optional(),
  /** Posts by id, or by the path of their file. */
  after: z.preprocess((v) => (typeof v === 'string' ? [v] : v), z.array(name).min(1)).optional(),
  same_day_as: name.optional(),
  within_hours: z.number().min(0).max(720).optional(),
};

/** The fields by their names, for reading them one by one. */
export type TimeField = keyof typeof timeFields;
