import { problemOf } from '../api/problem.ts';
import styles from './case.module.css';

/** What was refused and what to do, below the fields. */
export function Refusal({ error }: { error: unknown }) {
  const problem = error ? problemOf(error) : null;
  return (
    <p className={styles.refusal} role="alert">
      {problem ? `${problem.title}：${problem.remedy}` : null}
    </p>
  );
}
