import words from '../../../content/wording/console/bundles.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { Panel } from '../look/panel.tsx';
import { say } from '../look/say.ts';
import { dayOf, dayWords } from '../look/time-words.ts';
import styles from './bundle.module.css';
import type { BundlePage } from './bundle-types.ts';
import { useConsultForms } from './use-consult-forms.tsx';

/** 征求意见 with what became of the opinions, and the major decisions it stands under; absent when there are none. */
export function ConsultPanel({ bundle, may }: { bundle: BundlePage; may: boolean }) {
  const { now } = useFrame();
  const forms = useConsultForms(bundle);
  const decided = bundle.decisions.filter(({ stage }) => stage !== null);
  const { consultations, archived } = bundle;
  if (consultations.length + decided.length === 0) return null;
  const day = (on: string | null) => (on === null ? '' : dayWords(on, now()));
  const w = words.consult;
  return (
    <Panel title={w.title}>
      <ul className={styles.places}>
        {consultations.map(({ id, ways, opensOn, closesOn, noneReason, consultees, resultOn, resultUrl }) => {
          const isClosed = closesOn !== null && closesOn < dayOf(now());
          const whom = consultees.length > 0 ? ` · ${consultees.join('、')}` : '';
          return (
            <li key={id}>
              <span className={styles.headName}>
                {noneReason === null ? say(w.days, { from: day(opensOn), to: day(closesOn) }) : w.none}
              </span>
              <span className={styles.tag}>{noneReason ?? `${ways.join('、')}${whom}`}</span>
              <span className={styles.at}>
                {resultUrl !== null ? (
                  <a href={resultUrl} target="_blank" rel="noreferrer">
                    {say(w.result, { day: day(resultOn) })}
                  </a>
                ) : noneReason === null ? (
                  isClosed ? (
                    w.owes
                  ) : (
                    w.open
                  )
                ) : null}
                {may && !archived && noneReason === null && resultUrl === null && isClosed ? (
                  <button type="button" className={styles.link} onClick={() => forms.result(id)}>
                    {w.enter}
                  </button>
                ) : null}
              </span>
            </li>
          );
        })}
        {decided.map(({ id, title, stage, on }) => (
          <li key={id}>
            <span className={styles.headName}>{say(w.decision, { title })}</span>
            <span className={styles.tag}>{stage}</span>
            <span className={styles.at}>{day(on)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
