import { problemOf } from '../api/problem.ts';
import styles from './access.module.css';

/** What a form was refused, in place; nothing while it was not. */
export function Refusal({ error, short = false }: { error: unknown; short?: boolean }) {
  if (!error) return null;
  const { title, remedy } = problemOf(error);
  return (
    <p className={styles.problem} role="alert">
      {short || !remedy ? title : `${title}。${remedy}`}
    </p>
  );
}
