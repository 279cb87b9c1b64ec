import { beijingDay, beijingTime } from './beijing-time.ts';

/** A Beijing day as staff read it: 11月25日, with the year where it is another one than that of `now`. */
export function dayWords(day: string, now: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return day.slice(0, 4) === beijingDay(now).slice(0, 4) ? `${month}月${date}日` : `${year}年${month}月${date}日`;
}

/** A moment as staff read it: 11月25日 09:00, Beijing. */
export function momentWords(at: number, now: number): string {
  return `${dayWords(beijingDay(at), now)} ${beijingTime(at)}`;
}
