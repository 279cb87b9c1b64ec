import words from '../../../content/wording/console/review.yaml';
import { LevelShape } from '../look/level-shape.tsx';
import { say } from '../look/say.ts';
import styles from './phone-review.module.css';
import { missingWords, type View } from './review-data.ts';
import { SigningProblem } from './sign-panel.tsx';
import type { Reviewed } from './use-review.ts';

/** What is missing, and the two buttons within the thumb's reach. */
export function PhoneBar({ view, reviewed }: { view: View; reviewed: Reviewed }) {
  const { signing, setReturning } = reviewed;
  const missing = missingWords(view, true);
  return (
    <div className={styles.bar}>
      {missing === null ? null : (
        <p className={styles.missing}>
          <LevelShape level="yellow" />
          {missing}
        </p>
      )}
      <SigningProblem signing={signing} />
      {view.mine.withdraw.may ? (
        <div className={styles.buttons}>
          <button
            type="button"
            className={styles.back}
            aria-disabled={signing.running !== null}
            onClick={() => signing.running === null && void signing.unsign()}
          >
            {words.sign.undo}
          </button>
        </div>
      ) : null}
      {view.mine.may ? (
        <div className={styles.buttons}>
          <button type="button" className={styles.back} onClick={() => setReturning(true)}>
            {words.back.short}
          </button>
          <button
            type="button"
            className={styles.sign}
            aria-disabled={missing !== null || signing.running !== null}
            onClick={reviewed.sign}
          >
            {signing.running === 'sign'
              ? words.sign.running
              : view.mine.standsFor
                ? say(words.sign.actFor, { who: view.mine.standsFor.name })
                : words.sign.act}
          </button>
        </div>
      ) : null}
    </div>
  );
}
