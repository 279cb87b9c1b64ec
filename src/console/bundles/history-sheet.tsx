import { useId, useRef } from 'react';
import words from '../../../content/wording/console/bundles.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { useModal } from '../frame/use-modal.ts';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import styles from './bundle.module.css';
import type { BundlePage } from './bundle-types.ts';

/** 来龙去脉: the documents before and after, and what was done with the bundle, the newest first. */
export function HistorySheet({ bundle, onClose }: { bundle: BundlePage; onClose: () => void }) {
  const id = useId();
  const { now } = useFrame();
  const box = useRef<HTMLDialogElement>(null);
  useModal(box);
  const related = bundle.relations.filter(({ decision }) => decision !== 'refused');
  return (
    <dialog
      ref={box}
      className={styles.sheet}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.sheetHead}>
        <h2 id={id}>{words.history.title}</h2>
        <button type="button" className={styles.act} onClick={onClose}>
          {words.history.close}
        </button>
      </header>
      <div className={styles.sheetBody}>
        <h3>{words.history.relations}</h3>
        {related.length === 0 ? <p className={styles.quietText}>{words.history.none}</p> : null}
        <ul className={styles.plain}>
          {related.map(({ kind, other, name, title, decision, reasons }) => (
            <li key={`${kind}${other}`}>
              {say(words.history.from, { name, title })}
              {decision === 'offered' ? <span className={styles.tag}>{words.history.offered}</span> : null}
              <div className={styles.quiet}>{reasons.join('；')}</div>
            </li>
          ))}
        </ul>
        <h3>{words.history.doings}</h3>
        <ol className={styles.plain}>
          {bundle.history.map(({ seq, at, act, person }) => (
            <li key={seq}>
              <span className={styles.quiet}>{momentWords(at, now())}</span> {person} {act}
            </li>
          ))}
        </ol>
      </div>
    </dialog>
  );
}
