import words from '../../../content/wording/console/calendar.yaml';
import { LevelShape } from '../look/level-shape.tsx';
import styles from './legend.module.css';
import { StateMark } from './state-mark.tsx';

const states = ['sent', 'signed', 'sign', 'phone', 'draft', 'proposal', 'failed'] as const;

/** What edges and fills mean; and the twins of the lanes: the table, and the sheet of paper. */
export function Legend({ isTable, onTable, onPrint }: { isTable: boolean; onTable: () => void; onPrint: () => void }) {
  return (
    <footer className={styles.legend}>
      {states.map((state) => (
        <span key={state} className={styles.entry}>
          <span className={styles.swatch} data-state={state} aria-hidden="true">
            <StateMark state={state} />
          </span>
          {words.state[state]}
        </span>
      ))}
      <span className={styles.twins}>
        <button type="button" onClick={onTable}>
          {isTable ? words.acts.lanes : words.acts.table}
        </button>
        <button type="button" onClick={onPrint}>
          {words.acts.print}
        </button>
      </span>
      <span className={styles.hint}>
        <span className={styles.orange}>
          <LevelShape level="orange" />
        </span>
        {words.legend.hint}
        <kbd>Ctrl Z</kbd> {words.legend.undo}
      </span>
    </footer>
  );
}
