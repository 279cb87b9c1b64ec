import words from '../../../content/wording/console/bundles.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { SideSheet } from '../frame/side-sheet.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import styles from './bundle.module.css';
import type { BundlePage } from './bundle-types.ts';

/** 来龙去脉: the documents before and after, and what was done with the bundle, the newest first. */
export function HistorySheet({ bundle, onClose }: { bundle: BundlePage; onClose: () => void }) {
  const { now } = useFrame();
  const related = bundle.relations.filter(({ decision }) => decision !== 'refused');
  return (
    <SideSheet title={words.history.title} onClose={onClose}>
      <div className={styles.history}>
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
    </SideSheet>
  );
}
