import words from '../../../content/wording/console/frame.yaml';
import { problemOf } from '../api/problem.ts';
import { useCopy } from './copy-text.ts';
import styles from './list-states.module.css';
import { say } from './say.ts';

interface Props {
  /** What the query threw. */
  error: unknown;
  /** What could not be fetched: 诉求列表. */
  what?: string;
  onRetry?: () => void;
}

/** An error in place of a list: what was not fetched and why, 再试, and the number of the incident to copy. */
export function Trouble({ error, what = words.list.this, onRetry }: Props) {
  const { copied, copy } = useCopy();
  const { title, remedy, incident, status } = problemOf(error);
  return (
    <div className={styles.trouble} role="alert">
      <p className={styles.what}>{say(words.list.trouble, { what, why: title })}</p>
      {status > 0 ? <p>{remedy}</p> : null}
      <p className={styles.foot}>
        {onRetry ? (
          <button type="button" className={styles.again} onClick={onRetry}>
            {words.list.again}
          </button>
        ) : null}
        {incident ? (
          <>
            <span>{words.list.told}</span>
            <span className="nowrap">{say(words.list.incident, { incident })}</span>
            <button type="button" className={styles.copy} onClick={() => void copy(incident)}>
              {copied ? words.list.copied : words.list.copy}
            </button>
          </>
        ) : null}
      </p>
    </div>
  );
}
