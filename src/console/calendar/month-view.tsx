import words from '../../../content/wording/console/calendar.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { dayWords } from '../look/time-words.ts';
import type { LaneItem, Month } from './answers.ts';
import { markWords, weekday } from './day-heads.tsx';
import type { DayLook } from './day-look.ts';
import { itemLabel } from './item-words.ts';
import lanesStyles from './lanes.module.css';
import styles from './month-view.module.css';
import { StateMark } from './state-mark.tsx';

interface Props {
  month: Month;
  days: readonly DayLook[];
  /** YYYY-MM; days of other months are quiet. */
  shown: string;
  nameOf: (channel: string) => string;
  onOpen: (item: LaneItem) => void;
  onDay: (day: string) => void;
}

/** A month: titles only, at most three a day, and how many more there are. */
export function MonthView({ month, days, shown, nameOf, onOpen, onDay }: Props) {
  const { now } = useFrame();
  const byDay = new Map(month.days.map((each) => [each.on, each]));
  const weeks = Array.from({ length: days.length / 7 }, (_, i) => days.slice(i * 7, i * 7 + 7));
  return (
    <table className={styles.month}>
      <thead>
        <tr>
          {days.slice(0, 7).map(({ day }) => (
            <th key={day} scope="col">
              {say(words.weekday, { day: weekday(day) })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map(({ day, isOff, isToday, marks }) => {
              const { items = [], count = 0 } = byDay.get(day) ?? {};
              return (
                <td key={day} data-off={isOff} data-today={isToday} data-other={!day.startsWith(shown)}>
                  <div className={styles.head}>
                    <button
                      type="button"
                      className="printed"
                      onClick={() => onDay(day)}
                      aria-label={say(words.month.label, { day: dayWords(day, now()), n: count })}
                    >
                      {Number(day.slice(8)) === 1 ? dayWords(day, now()) : Number(day.slice(8))}
                    </button>
                    {marks.map(({ mark, says }) => (
                      <span key={mark} className={lanesStyles.tag} data-mark={mark} title={says}>
                        {markWords[mark]}
                      </span>
                    ))}
                  </div>
                  {items.map((item) => (
                    <button
                      key={item.id}
                      type="button"
                      className={`${styles.title} printed`}
                      data-state={item.state}
                      aria-label={itemLabel(item, nameOf(item.channel), now())}
                      onClick={() => onOpen(item)}
                    >
                      <StateMark state={item.state} /> {item.title}
                    </button>
                  ))}
                  {count > items.length ? (
                    <button type="button" className={`${styles.more} printed`} onClick={() => onDay(day)}>
                      {say(words.month.more, { n: count - items.length })}
                    </button>
                  ) : null}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
