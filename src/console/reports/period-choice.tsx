import { useId } from 'react';
import words from '../../../content/wording/console/reports.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { dayOf } from '../look/time-words.ts';
import styles from './reports.module.css';

/** Days YYYY-MM-DD, both inclusive, Beijing time. */
export interface Period {
  from: string;
  to: string;
}

/** The quarter that `now` (ms UTC) lies in; `back` quarters earlier when given. */
export function thisQuarter(now: number, back = 0): Period {
  const [year = 0, month = 1] = dayOf(now).split('-').map(Number);
  const first = new Date(Date.UTC(year, Math.floor((month - 1) / 3) * 3 - back * 3, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 3, 0));
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}

function year(now: number): Period {
  const of = dayOf(now).slice(0, 4);
  return { from: `${of}-01-01`, to: `${of}-12-31` };
}

/** The usual spans, and any other by two days. */
export function PeriodChoice({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const { now: clock } = useFrame();
  const id = useId();
  const now = clock();
  const usual: [string, Period][] = [
    [words.thisQuarter, thisQuarter(now)],
    [words.lastQuarter, thisQuarter(now, 1)],
    [words.thisYear, year(now)],
  ];
  return (
    <fieldset className={styles.period}>
      <legend className="hidden-words">{words.period}</legend>
      {usual.map(([name, of]) => (
        <button
          type="button"
          key={name}
          className={styles.span}
          aria-pressed={of.from === period.from && of.to === period.to}
          onClick={() => onChange(of)}
        >
          {name}
        </button>
      ))}
      <label htmlFor={`${id}from`}>{words.from}</label>
      <input
        id={`${id}from`}
        type="date"
        value={period.from}
        max={period.to}
        onChange={({ target }) => target.value && onChange({ ...period, from: target.value })}
      />
      <label htmlFor={`${id}to`}>{words.to}</label>
      <input
        id={`${id}to`}
        type="date"
        value={period.to}
        min={period.from}
        onChange={({ target }) => target.value && onChange({ ...period, to: target.value })}
      />
    </fieldset>
  );
}
