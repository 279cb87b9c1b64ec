/** What is said of items and quotas. Pure. */
import words from '../../../content/wording/console/calendar.yaml';
import { say } from '../look/say.ts';
import { dayWords, timeWords } from '../look/time-words.ts';
import type { Act, Lane, LaneItem } from './answers.ts';

/** Everything that is seen of an item, in one sentence. */
export function itemLabel(
  item: Omit<LaneItem, 'word'> & { word: LaneItem['word'] | 'proposal' },
  name: string,
  now: number,
) {
  return say(words.item.label, {
    day: dayWords(item.at, now),
    time: timeWords(item.at),
    title: item.title,
    word: words.word[item.word],
    act: words.act[item.act],
    channel: name,
  });
}

/** 群发 1 次/日, 群发 本月 3/4, 不限; why nothing goes out, of a paused account. */
export function quotaWords({ quota, paused }: Pick<Lane, 'quota' | 'paused'>): string {
  if (paused !== null) return paused;
  if (quota === null) return words.lanes.free;
  const act = words.act[quota.act];
  if (quota.per === 'day') return say(words.lanes.perDay, { act, n: quota.limit });
  return say(words.lanes.perMonth, { act, used: quota.used ?? 0, n: quota.limit });
}

export function actWords(act: Act): string {
  return words.act[act];
}

/** 11月26日 14:30 */
export function whenWords(at: number, now: number): string {
  return `${dayWords(at, now)} ${timeWords(at)}`;
}
