import { useState } from 'react';
import words from '../../../content/wording/console/review.yaml';
import { KeptBar } from '../look/kept-bar.tsx';
import styles from './phone-review.module.css';
import type { Reviewed } from './use-review.ts';

/** The opinion as it will stand, and a field to change it. */
export function PhoneOpinion({ reviewed }: { reviewed: Reviewed }) {
  const [isWriting, setWriting] = useState(false);
  return (
    <section className={styles.card}>
      <KeptBar kept={reviewed.kept} onTake={reviewed.write} />
      <div className={styles.line}>
        <div className={styles.opinion}>
          <span id="phone-opinion">{words.opinion.short}</span>
          {isWriting ? (
            <textarea
              aria-labelledby="phone-opinion"
              rows={2}
              maxLength={500}
              value={reviewed.opinion}
              onChange={(event) => reviewed.write(event.target.value)}
            />
          ) : (
            <span>{reviewed.opinion}</span>
          )}
        </div>
        {isWriting ? null : (
          <button type="button" className={styles.link} onClick={() => setWriting(true)}>
            {words.opinion.edit}
          </button>
        )}
      </div>
    </section>
  );
}
