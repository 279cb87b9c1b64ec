import CheckOutlined from '@ant-design/icons/CheckOutlined';
import words from '../../../content/wording/console/review.yaml';
import { Panel } from '../look/panel.tsx';
import { say } from '../look/say.ts';
import { timeWords } from '../look/time-words.ts';
import styles from './gates-panel.module.css';
import { type Gate, type View, whoTicks } from './review-data.ts';

interface Props {
  view: View;
  onTick: (gate: string) => void;
}

const says: Readonly<Record<string, string>> = words.gates.says;

/** The five gates, keys 1 to 5: who ticked which and when; mine can be ticked, and unticked until I sign. */
export function GatesPanel({ view, onTick }: Props) {
  const [missing] = view.mine.ownOpen;
  return (
    <Panel title={words.gates.title} note={words.gates.note} flush>
      <ul className={styles.gates}>
        {view.gates.map((gate, i) => {
          const can = view.state === 'open' && (gate.may || gate.ticked?.mine === true);
          return (
            <li key={gate.id} className={styles.gate} data-missing={gate.id === missing}>
              <label>
                <input
                  type="checkbox"
                  checked={gate.ticked !== null}
                  disabled={!can}
                  onChange={() => onTick(gate.id)}
                  aria-keyshortcuts={String(i + 1)}
                />
                <span className={styles.box} aria-hidden="true">
                  {gate.ticked ? <CheckOutlined /> : null}
                </span>
                <span className={styles.words}>
                  <b>{gate.name}</b>
                  <span>{lineOf(gate)}</span>
                </span>
              </label>
              <span className={styles.when}>{gate.ticked ? timeWords(gate.ticked.at) : ''}</span>
              <kbd>{i + 1}</kbd>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function lineOf(gate: Gate): string {
  if (gate.ticked?.standsFor) return tickerWords(gate.ticked);
  if (gate.ticked && !gate.ticked.mine) return gate.ticked.comment || tickerWords(gate.ticked);
  if (gate.ticked || gate.may) return says[gate.id] ?? '';
  return whoTicks(gate);
}

function tickerWords({ by, standsFor }: NonNullable<Gate['ticked']>): string {
  return say(words.gates.by, { who: standsFor ? say(words.gates.for, { who: by, absent: standsFor }) : by });
}
