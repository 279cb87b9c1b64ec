import type { CSSProperties } from 'react';
import words from '../../../content/wording/console/calendar.yaml';
import { say } from '../look/say.ts';
import type { DayLook, Mark } from './day-look.ts';
import { weekdayOf } from './days.ts';
import styles from './lanes.module.css';

/** The heads of the day columns, with what is off, made up, quiet or not announced. */
export function DayHeads({ days, style }: { days: readonly DayLook[]; style: CSSProperties }) {
  return (
    <div className={styles.heads} style={style}>
      <span className={styles.corner}>{words.lanes.head}</span>
      {days.map(({ day, isOff, isToday, marks }, i) => {
        const date = Number(day.slice(8));
        const isFirst = date === 1 && i > 0;
        return (
          <span key={day} className={styles.head} data-off={isOff} data-today={isToday}>
            <span>{say(words.weekday, { day: weekday(day) })}</span>
            <b>{isFirst ? `${Number(day.slice(5, 7))}/${date}` : date}</b>
            {marks.length > 0 ? (
              <span className={styles.tags}>
                {marks.map(({ mark, says }) => (
                  <span key={mark} className={styles.tag} data-mark={mark} title={says}>
                    {markWords[mark]}
                    <span className="hidden-words">{says}</span>
                  </span>
                ))}
              </span>
            ) : null}
          </span>
        );
      })}
    </div>
  );
}

export const markWords: Readonly<Record<Mark, string>> = {
  off: words.months.off,
  work: words.months.work,
  quiet: words.months.quiet,
  open: words.months.provisional,
};

export function weekday(day: string): string {
  const names: Record<string, string> = words.weekdays;
  return names[String(weekdayOf(day))] ?? '';
}
