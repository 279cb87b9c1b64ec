import type { ReactNode } from 'react';
import styles from './list-states.module.css';

/** An empty list: what will appear here, and the one act that brings it. */
export function Empty({ says, act }: { says: ReactNode; act?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{says}</p>
      {act}
    </div>
  );
}
