/** The ruler 时限尺 (console.md 1): clocks on one axis of days. Pure drawing; what it says stands beside it in words. */
import type { ReactNode } from 'react';
import type { Level } from './level-shape.tsx';
import { LevelShape } from './level-shape.tsx';
import styles from './ruler.module.css';
import { dayOf, startOfDay } from './time-words.ts';

export interface RulerDay {
  /** YYYY-MM-DD, Beijing. */
  on: string;
  off: boolean;
}

/** What one clock draws. Moments are ms UTC. */
export interface RulerClock {
  level: Level;
  lastUpdateAt: number | null;
  dueAt: number | null;
  provisional: boolean;
  planned: readonly { at: number; state: 'signed' | 'unsigned' | 'confirm' | 'failed' }[];
}

export interface RulerLine extends RulerClock {
  id: string;
  /** Name, kind and rule, at the left. */
  label: ReactNode;
  /** Level, limit and act, at the right. */
  says: ReactNode;
}

const DAY_MS = 86_400_000;

/** The day numbers of the axis with today marked, and a line for each clock. A screen reader is given the table twin. */
export function Ruler({ days, now, lines }: { days: readonly RulerDay[]; now: number; lines: readonly RulerLine[] }) {
  const today = dayOf(now);
  return (
    <div className={styles.ruler}>
      <div className={styles.row} aria-hidden="true">
        <span />
        <div className={styles.head}>
          {days.map(({ on, off }) => (
            <span key={on} className={`${off ? styles.offDay : ''} ${on === today ? styles.today : ''}`}>
              {on.endsWith('-01') ? `${Number(on.slice(5, 7))}月` : Number(on.slice(8))}
            </span>
          ))}
        </div>
        <span />
      </div>
      {lines.map((line) => (
        <div key={line.id} className={styles.row}>
          <div className={styles.label}>{line.label}</div>
          <ClockLine days={days} now={now} clock={line} />
          <div className={styles.says}>{line.says}</div>
        </div>
      ))}
    </div>
  );
}

/** One clock, one line high: the form of the ruler in a row's detail, on a bundle and on the phone. */
export function ClockLine({ days, now, clock }: { days: readonly RulerDay[]; now: number; clock: RulerClock }) {
  const axis = axisOf(days);
  const { level, lastUpdateAt, dueAt, provisional, planned } = clock;
  const here = axis.middle(now);
  const due = dueAt === null ? null : axis.end(dueAt);
  const last = lastUpdateAt === null ? null : axis.middle(lastUpdateAt);
  const isOver = level === 'breached' && due !== null;
  const until = isOver ? Math.min(due, here) : here;
  return (
    <div className={styles.axis} aria-hidden="true">
      {days.map(({ on, off }, i) =>
        off ? <i key={on} className={styles.off} style={{ left: axis.percent(i), width: axis.percent(1) }} /> : null,
      )}
      <i className={styles.past} style={axis.span(last ?? 0, until)} />
      {due !== null ? (
        <i
          className={`${styles.bar} ${isOver ? styles.over : ''} ${provisional ? styles.provisional : ''}`}
          data-level={level}
          style={isOver ? axis.span(until, here) : axis.span(here, due)}
        />
      ) : null}
      <i className={styles.now} style={{ left: axis.percent(here) }} />
      {last !== null && last >= 0 ? <i className={styles.last} style={{ left: axis.percent(last) }} /> : null}
      {due !== null && due >= 0 && due <= days.length ? (
        <i className={styles.limit} data-level={level} style={{ left: axis.percent(due) }}>
          <LevelShape level={level} size={13} />
        </i>
      ) : null}
      {marksOf(planned, axis.middle, days.length).map(({ at, failed }) => (
        <i key={at} className={`${styles.plan} ${failed ? styles.failed : ''}`} style={{ left: axis.percent(at) }} />
      ))}
    </div>
  );
}

/** One diamond a day; the day on which something failed is filled. */
function marksOf(planned: RulerClock['planned'], middle: (at: number) => number, end: number) {
  const marks = new Map<number, boolean>();
  for (const { at, state } of planned) {
    const place = middle(at);
    if (place >= 0 && place <= end) marks.set(place, (marks.get(place) ?? false) || state === 'failed');
  }
  return [...marks].map(([at, failed]) => ({ at, failed }));
}

/** Places on the axis in days from its left end: the middle of a day, and the end of the day in which a limit lies. */
function axisOf(days: readonly RulerDay[]) {
  const start = startOfDay(days[0]?.on ?? '1970-01-01');
  const n = Math.max(1, days.length);
  const dayAt = (at: number) => Math.floor((at - start) / DAY_MS);
  const percent = (place: number) => `${(100 * place) / n}%`;
  const within = (place: number) => Math.max(0, Math.min(n, place));
  return {
    percent,
    middle: (at: number) => dayAt(at) + 0.5,
    end: (at: number) => dayAt(at - 1) + 1,
    span: (from: number, to: number) => ({
      left: percent(within(from)),
      width: percent(Math.max(0, within(to) - within(from))),
    }),
  };
}
