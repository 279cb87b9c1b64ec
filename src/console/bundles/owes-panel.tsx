import words from '../../../content/wording/console/bundles.yaml';
import { LevelShape } from '../look/level-shape.tsx';
import { Panel } from '../look/panel.tsx';
import styles from './bundle.module.css';
import type { BundlePage } from './bundle-types.ts';

/** What the lists above show in a place of their own. */
const elsewhere: readonly string[] = ['plan-line', 'head', 'interpretation'];

/** What else is owed, in sentences; absent when nothing is. */
export function OwesPanel({ bundle: { owed, title } }: { bundle: BundlePage }) {
  const rest = owed.filter(({ what }) => !elsewhere.includes(what));
  if (rest.length === 0) return null;
  return (
    <Panel title={words.owes.title} note={words.owes.note}>
      <ul className={styles.owes}>
        {rest.map(({ sentence, late, warning }) => (
          <li key={sentence}>
            <span className={late ? styles.against : styles.gap}>
              <LevelShape level={late ? 'breached' : warning ? 'yellow' : 'orange'} />
            </span>
            {sentence.replace(`“${title}”`, '')}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
