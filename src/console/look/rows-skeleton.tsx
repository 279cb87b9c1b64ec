import { useEffect, useState } from 'react';
import words from '../../../content/wording/console/frame.yaml';
import styles from './list-states.module.css';

/** Whether a wait has lasted long enough to be shown. */
export function useLater(ms = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return late;
}

/** Rows that are on their way, in their shape, after 150 ms; nothing before. `height` is that of one row. */
export function RowsSkeleton({ rows = 5, height = 56 }: { rows?: number; height?: number }) {
  if (!useLater()) return <div data-waiting="" />;
  return (
    <div className={styles.skeleton} role="status" data-waiting="">
      <span className="hidden-words">{words.list.loading}</span>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={i} className={styles.row} style={{ height }} aria-hidden="true">
          <span className={styles.bar} style={{ width: `${68 - ((i * 17) % 40)}%` }} />
        </div>
      ))}
    </div>
  );
}
