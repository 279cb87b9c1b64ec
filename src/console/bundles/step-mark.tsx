import words from '../../../content/wording/console/bundles.yaml';
import styles from './bundle.module.css';

export type StepState = 'done' | 'half' | 'open';

/** How far a step is: a disc with a tick, a disc that is part filled, a ring. */
export function StepMark({ state }: { state: StepState }) {
  return (
    <span className={styles[state]}>
      <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        {state === 'done' ? (
          <>
            <circle cx="12" cy="12" r="12" fill="currentColor" />
            <path d="m7 12.2 3.4 3.4L17 9" fill="none" stroke="var(--surface)" strokeWidth="2" />
          </>
        ) : state === 'half' ? (
          <>
            <circle cx="12" cy="12" r="11" fill="none" stroke="currentColor" strokeWidth="2" />
            <path d="M12 12V1a11 11 0 1 1-10.5 7.7z" fill="currentColor" />
          </>
        ) : (
          <circle cx="12" cy="12" r="11" fill="none" stroke="currentColor" strokeWidth="2" />
        )}
      </svg>
      <span className="hidden-words">{words.steps[state]}</span>
    </span>
  );
}
