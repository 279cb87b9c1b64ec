import CheckOutlined from '@ant-design/icons/CheckOutlined';
import words from '../../../content/wording/console/review.yaml';
import styles from './phone-review.module.css';
import type { View } from './review-data.ts';

/** The gates as tiles: one touch ticks, another one takes it back. */
export function PhoneGates({ view, onTick }: { view: View; onTick: (gate: string) => void }) {
  return (
    <section className={styles.card} aria-labelledby="phone-gates">
      <h2 className={styles.head} id="phone-gates">
        {words.gates.title} <small>{words.gates.phoneNote}</small>
      </h2>
      <div className={styles.gates}>
        {view.gates.map((gate) => {
          const can = view.state === 'open' && (gate.may || gate.ticked?.mine === true);
          return (
            <button
              key={gate.id}
              type="button"
              aria-pressed={gate.ticked !== null}
              aria-disabled={!can}
              onClick={() => can && onTick(gate.id)}
            >
              {gate.ticked ? <CheckOutlined aria-hidden="true" /> : <span className={styles.box} aria-hidden="true" />}
              {gate.name}
            </button>
          );
        })}
      </div>
    </section>
  );
}
