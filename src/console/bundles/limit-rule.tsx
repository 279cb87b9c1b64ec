/** The limit drawn from day 0: the days that count stand apart evenly, those that do not are named between them. */
import type { CSSProperties } from 'react';
import words from '../../../content/wording/console/bundles.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { LevelShape } from '../look/level-shape.tsx';
import { say } from '../look/say.ts';
import { dayOf, dayWords, startOfDay } from '../look/time-words.ts';
import type { BundlePage } from './bundle-types.ts';
import styles from './limit-rule.module.css';

const DAY_MS = 86_400_000;

export function LimitRule({ bundle: { days, clock } }: { bundle: BundlePage }) {
  const { now } = useFrame();
  const today = dayOf(now());
  const counted = days.filter(({ n }) => n !== null);
  const last = counted.length - 1;
  // How much of the rule lies behind us: up to the last counted day that has begun.
  const passed = Math.max(0, counted.filter(({ on }) => on <= today).length - 1);
  return (
    <ol className={styles.rule} aria-label={words.rule.table} style={{ '--n': counted.length } as CSSProperties}>
      {counted.map(({ on, n }, i) => {
        const off = days.filter((day) => day.n === null && day.on > on && day.on < (counted[i + 1]?.on ?? ''));
        const isEnd = i === last;
        const level = isEnd ? (clock?.level ?? 'green') : null;
        const look =
          on === today ? styles.today : isEnd ? styles[level ?? 'green'] : on < today ? styles.past : styles.ahead;
        return (
          <li key={on} className={`${styles.day} ${i < passed ? styles.done : ''} ${isEnd ? styles.last : ''} ${look}`}>
            <span className={styles.mark}>
              {level ? <LevelShape level={level} size={14} /> : <span className={styles.dot} />}
            </span>
            <span className={styles.on}>{dayWords(on, now())}</span>
            <span className={styles.small}>
              {weekday(on)}
              {n === 0 ? '' : ` · ${say(words.rule.nth, { n: n ?? 0 })}`}
            </span>
            <span className={styles.small}>
              {n === 0 ? words.rule.published : null}
              {on === today && !isEnd ? words.rule.today : null}
              {isEnd ? (clock?.provisional ? `${words.rule.provisional} ` : '') + words.rule.end : null}
            </span>
            {off.length > 0 ? (
              <span className={styles.off}>{off.every(isWeekend) ? words.rule.weekend : words.rule.off}</span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

function weekday(on: string): string {
  return words.rule.weekdays[numberOf(on)] ?? '';
}

/** 0 for Sunday. */
function numberOf(on: string): number {
  return (Math.floor((startOfDay(on) + DAY_MS / 3) / DAY_MS) + 4) % 7;
}

function isWeekend({ on }: { on: string }): boolean {
  return numberOf(on) % 6 === 0;
}
