/** Days, times and limits in the words of console.md 7, in Beijing time. All instants are ms UTC; `now` is the server's. */
const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const BEIJING = 8 * HOUR;
/** Inside this span a limit is told as hours and minutes. */
const SOON = 8 * HOUR;
const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const;

interface Parts {
  /** Days since 1970-01-01 in Beijing. */
  day: number;
  year: number;
  month: number;
  date: number;
  hour: number;
  minute: number;
}

function partsOf(at: number): Parts {
  const shown = new Date(at + BEIJING);
  return {
    day: Math.floor((at + BEIJING) / DAY),
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    date: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
}

/** The first moment of a day YYYY-MM-DD in Beijing. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

/** The day an instant lies in, YYYY-MM-DD. */
export function dayOf(at: number): string {
  return new Date(at + BEIJING).toISOString().slice(0, 10);
}

/** 11月26日; with the year only if it is not this one: 2027年1月6日. */
export function dayWords(of: number | string, now: number): string {
  const { year, month, date } = partsOf(typeof of === 'string' ? startOfDay(of) : of);
  return `${year === partsOf(now).year ? '' : `${year}年`}${month}月${date}日`;
}

/** 2026年11月23日, with the year always: the top bar and printed sheets. */
export function fullDayWords(of: number | string): string {
  const { year, month, date } = partsOf(typeof of === 'string' ? startOfDay(of) : of);
  return `${year}年${month}月${date}日`;
}

/** 星期一 */
export function weekdayWords(of: number | string): string {
  const { day } = partsOf(typeof of === 'string' ? startOfDay(of) : of);
  return weekdays[(day + 4) % 7] ?? '';
}

/** 09:30, 24 hours. */
export function timeWords(at: number): string {
  const { hour, minute } = partsOf(at);
  return `${two(hour)}:${two(minute)}`;
}

/** A day beside today as people say it, with the time: 今天 16:00, 明天 09:30, 昨天 17:52, 11月26日 14:30. */
export function momentWords(at: number, now: number): string {
  const away = partsOf(at).day - partsOf(now).day;
  const near = away === 0 ? '今天' : away === 1 ? '明天' : away === -1 ? '昨天' : null;
  return `${near ?? dayWords(at, now)} ${timeWords(at)}`;
}

/** 11月23日至27日; both months when they differ. */
export function rangeWords(from: number | string, to: number | string, now: number): string {
  const [a, b] = [from, to].map((of) => partsOf(typeof of === 'string' ? startOfDay(of) : of));
  if (!a || !b) return '';
  if (a.day === b.day) return dayWords(from, now);
  return `${dayWords(from, now)}至${a.year === b.year && a.month === b.month ? `${b.date}日` : dayWords(to, now)}`;
}

/** The planner's own words keep days as 2026-12-03 and 12-03: on the page they read 12月3日. */
export function spokenDates(text: string, now: number): string {
  return text
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => dayWords(day, now))
    .replace(/(?<![\d-])(\d{2})-(\d{2})(?= \d{2}:)/g, (_, month, date) => `${Number(month)}月${Number(date)}日`);
}

/** A span: 48 分钟, 3 小时 20 分, 2 天. Whole minutes, rounded down, at least one. */
export function spanWords(ms: number): string {
  if (ms >= DAY) return `${Math.floor(ms / DAY)} 天`;
  const minutes = Math.max(1, Math.floor(ms / MINUTE));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${minutes} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`;
}

/** What is left, in ms: from the minute that the top bar shows, so that the two add up; the last second of a day is 24:00. */
export function leftOf(dueAt: number, now: number): number {
  return dueAt + 1000 - (now - (now % MINUTE));
}

/** What a limit is, for its words. */
export interface Due {
  /** The limit; the first moment of a day and the last millisecond of one both read as 24:00. */
  dueAt: number;
  now: number;
  /** Working days after today up to and including the due day, where the limit is counted in them. */
  workingDaysLeft?: number | null | undefined;
  /** A limit in a year without a holiday notice: 暂定 2027年1月6日 24:00 前. */
  provisional?: boolean | undefined;
  /** Without the moment in brackets, where it stands beside the words anyway. */
  short?: boolean | undefined;
}

/**
 * A limit as length plus moment: 还剩 3 个工作日（11月26日 24:00 前）, 还剩 48 分钟（10:00 前）, 今天 24:00 前,
 * 超期 2 天（11月21日 24:00 止）. Days are counted after today up to and including the due day.
 */
export function dueWords({ dueAt, now, workingDaysLeft, provisional = false, short = false }: Due): string {
  const limit = limitOf(dueAt);
  const away = limit.day - partsOf(now).day;
  const moment = `${away === 0 ? '' : away === 1 ? '明天 ' : `${dayWords(limit.day * DAY, now)} `}${limit.time}`;
  if (now >= dueAt) {
    const over = away < 0 ? `超期 ${-away} 天` : `超期 ${spanWords(now - dueAt)}`;
    return short ? over : `${over}（${moment} 止）`;
  }
  if (dueAt - now < SOON && !(provisional && away > 1)) {
    const left = `还剩 ${spanWords(leftOf(dueAt, now))}`;
    return short ? left : `${left}（${moment} 前）`;
  }
  if (provisional) return `暂定 ${moment} 前`;
  if (away === 0) return `今天 ${limit.time} 前`;
  const days = typeof workingDaysLeft === 'number' ? `${workingDaysLeft} 个工作日` : `${away} 天`;
  const exact = `${dayWords(limit.day * DAY, now)} ${limit.time}`;
  return short ? `还剩 ${days}` : `还剩 ${days}（${exact} 前）`;
}

/** 11月26日 24:00 前, without the length. */
export function limitWords(dueAt: number, now: number): string {
  const limit = limitOf(dueAt);
  const away = limit.day - partsOf(now).day;
  return `${away === 0 ? '今天' : dayWords(limit.day * DAY, now)} ${limit.time} 前`;
}

/** Day and time of a limit; midnight belongs to the day that ends. `day` counts Beijing days since 1970. */
function limitOf(dueAt: number): { day: number; time: string } {
  const { day } = partsOf(dueAt);
  if ((dueAt + BEIJING) % DAY === 0) return { day: day - 1, time: '24:00' };
  if ((dueAt + BEIJING + 1000) % DAY < 1000) return { day, time: '24:00' };
  return { day, time: timeWords(dueAt) };
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
