import words from '../../../content/wording/console/calendar.yaml';
import { say } from '../look/say.ts';
import { dayWords } from '../look/time-words.ts';
import type { Lanes } from './answers.ts';
import { type DayLook, dayLooks, stopsOn } from './day-look.ts';
import { monthsOn, weekdayOf, weeksOf } from './days.ts';
import styles from './small-months.module.css';

interface Props {
  sheet: Pick<Lanes, 'marks' | 'stops' | 'unannounced' | 'from' | 'to'>;
  /** Day from which three months are shown. */
  on: string;
  today: string;
  onGo: (day: string) => void;
  now: number;
}

const order = [1, 2, 3, 4, 5, 6, 0] as const;

/** Three small months with what is off, made up, quiet and not announced; a day leads to its week. */
export function SmallMonths({ sheet, on, today, onGo, now }: Props) {
  const months = [0, 1, 2].map((n) => monthsOn(on, n).slice(0, 7));
  const quiet = months.flatMap((month) => {
    const days = weeksOf(month)
      .flat()
      .filter((day) => day !== null);
    return days.flatMap((day) => stopsOn(sheet, day).map((stop) => ({ day, reason: stop.reason })));
  });
  return (
    <aside className={styles.panel} aria-label={words.months.label}>
      <p className={styles.legend}>
        <span className={styles.offTag}>{words.months.off}</span> {words.months.offSays}
        <span className={styles.workTag}>{words.months.work}</span> {words.months.workSays}
      </p>
      {months.map((month) => (
        <SmallMonth key={month} month={month} sheet={sheet} today={today} onGo={onGo} now={now} />
      ))}
      <div className={styles.foot}>
        {quiet.slice(0, 4).map(({ day, reason }) => (
          <p key={day}>
            <span className={styles.quietTag}>{words.months.quiet}</span>
            <span>{say(words.months.quietSays, { day: dayWords(day, now), reason })}</span>
          </p>
        ))}
        {sheet.unannounced.map((year) => (
          <p key={year}>
            <span className={styles.openTag} aria-hidden="true">
              {words.months.open}
            </span>
            <span>{say(words.months.unannounced, { year })}</span>
          </p>
        ))}
      </div>
    </aside>
  );
}

function SmallMonth({ month, sheet, today, onGo, now }: Omit<Props, 'on'> & { month: string }) {
  const weeks = weeksOf(month);
  const days = weeks.flat().filter((day) => day !== null);
  const looks = new Map(dayLooks(sheet, days, today).map((look) => [look.day, look]));
  const isOpen = sheet.unannounced.includes(Number(month.slice(0, 4)));
  const [year = '', number = ''] = month.split('-');
  return (
    <section className={styles.month}>
      <h2>
        {say(words.months.title, { year, month: Number(number) })}
        {isOpen ? <span className={styles.open}>{words.months.provisional}</span> : null}
      </h2>
      <table>
        <thead>
          <tr>
            {order.map((day) => (
              <th key={day} scope="col">
                {words.weekdays[day]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day !== null)}>
              {week.map((day, i) => {
                const look = day === null ? undefined : looks.get(day);
                // biome-ignore lint/suspicious/noArrayIndexKey: places of a week stand still
                return <td key={i}>{look ? <SmallDay look={look} sheet={sheet} onGo={onGo} now={now} /> : null}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SmallDay({ look, sheet, onGo, now }: { look: DayLook } & Pick<Props, 'sheet' | 'onGo' | 'now'>) {
  const { day, isOff, isToday, isProvisional, marks } = look;
  const says = marks.map((each) => each.says).join('，');
  const [only] = marks;
  return (
    <button
      type="button"
      className={styles.day}
      data-today={isToday}
      data-off={isOff}
      data-weekend={weekdayOf(day) % 6 === 0}
      data-open={isProvisional}
      data-mark={only?.mark ?? 'none'}
      data-shown={sheet.from <= day && day <= sheet.to}
      aria-current={isToday ? 'date' : undefined}
      aria-label={`${say(words.months.go, { day: dayWords(day, now) })}${says === '' ? '' : `，${says}`}`}
      title={says === '' ? undefined : says}
      onClick={() => onGo(day)}
    >
      {Number(day.slice(8))}
      {only?.mark === 'off' ? <sup>{words.months.off}</sup> : null}
      {only?.mark === 'work' ? <sup>{words.months.work}</sup> : null}
    </button>
  );
}
