import words from '../../../content/wording/console/hand-off.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { Panel } from '../look/panel.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import styles from './hand-off.module.css';
import type { HandOff } from './hand-off-types.ts';

/** What to do, to be ticked while doing it; who signed the text, and which text it is. */
export function StepsPanel({ handOff }: { handOff: HandOff }) {
  const { now } = useFrame();
  const { steps, signatures, takenBy, takenAt, hash } = handOff;
  const at = (moment: number) => momentWords(moment, now());
  return (
    <Panel
      title={words.steps}
      note={say(words.taken, { name: takenBy, moment: at(takenAt) })}
      foot={
        <dl className={styles.facts}>
          <dt>{words.signed}</dt>
          <dd>
            {signatures.map(({ post, name, at: moment }) => (
              <span key={`${post} ${name}`}>{say(words.sign, { post, name, moment: at(moment) })}</span>
            ))}
          </dd>
          <dt>{words.hash}</dt>
          <dd className={styles.hash}>{hash}</dd>
        </dl>
      }
    >
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>
            <label>
              <input type="checkbox" />
              <span>{step}</span>
            </label>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
