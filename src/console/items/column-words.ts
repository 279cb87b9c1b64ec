/** How a column stands, in words. Pure. */
import words from '../../../content/wording/console/items.yaml';
import type { Level } from '../look/level-shape.tsx';
import { say } from '../look/say.ts';
import { dueWords } from '../look/time-words.ts';
import type { PortalColumn } from './item-types.ts';

type Standing = Pick<PortalColumn, 'state' | 'without' | 'realTime' | 'open' | 'dueAt' | 'left'>;

/** Level and words of a column; without a level where nothing is counted. `waits`: how much is formed and not disclosed. */
export function columnWords(
  column: Standing,
  now: number,
): { level: Level | null; says: string; waits: string | null } {
  const { state, without, realTime, open, dueAt, left } = column;
  const waits = open.length > 0 ? say(words.deadline.waits, { n: open.length }) : null;
  if (state === null) return { level: null, says: without === null ? '' : words.deadline.without[without], waits };
  if (dueAt === null) return { level: state, says: realTime ? words.deadline.nothing : words.deadline.well, waits };
  const workingDaysLeft = left?.unit === 'working-day' && left.left !== null && left.left >= 0 ? left.left : null;
  return { level: state, says: dueWords({ dueAt, now, workingDaysLeft, short: true }), waits };
}
