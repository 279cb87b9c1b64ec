import words from '../../../content/wording/console/today.yaml';
import { say } from '../look/say.ts';
import { dueWords, momentWords } from '../look/time-words.ts';
import type { RulerRow } from './today-types.ts';

/** 公众号, 主账号, 门户: what stands in the frame beside the name. */
export function tagOf({ tag, isMain }: Pick<RulerRow, 'tag' | 'isMain'>): string {
  const tags: Readonly<Record<string, string>> = words.ruler.tag;
  return isMain ? words.ruler.tag.main : (tags[tag] ?? tag);
}

/** 还剩 4 天；今天 10:05 待签: the limit, and what is planned before it. */
export function limitOf(row: RulerRow, now: number): string {
  const { dueAt, historyUnknown, level, workingDaysLeft, provisional, planned } = row;
  if (level === 'paused') return words.ruler.paused;
  if (dueAt === null) return words.ruler.noDue;
  if (historyUnknown && planned.length === 0) return words.ruler.unknown;
  const ahead = planned.filter(({ state }) => state !== 'failed');
  const short = level === 'breached' || ahead.length > 0;
  const due = dueWords({ dueAt, now, workingDaysLeft, provisional, short });
  return ahead.length === 0 ? due : `${due}；${plannedOf(row, now)}`;
}

/** What is planned, in words; of many only how many. */
export function plannedOf({ planned }: Pick<RulerRow, 'planned'>, now: number): string {
  const [first] = planned;
  if (!first) return words.ruler.plannedNone;
  if (planned.length > 2) return say(words.ruler.planned, { n: planned.length });
  return say(words.ruler.next[first.state], { moment: momentWords(first.at, now) });
}
