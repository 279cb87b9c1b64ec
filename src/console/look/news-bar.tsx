import words from '../../../content/wording/console/frame.yaml';
import styles from './news-bar.module.css';
import { say } from './say.ts';

/** 有 3 件新事 [显示], above a list that is being read; nothing while there is nothing new. */
export function NewsBar({ live: { waiting, show } }: { live: { waiting: number; show: () => void } }) {
  return (
    <div aria-live="polite">
      {waiting > 0 ? (
        <p className={styles.bar}>
          {say(words.live.waiting, { n: waiting })}
          <button type="button" onClick={show}>
            {words.live.show}
          </button>
        </p>
      ) : null}
    </div>
  );
}
