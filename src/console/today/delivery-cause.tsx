import words from '../../../content/wording/console/today.yaml';
import act from '../look/act.module.css';
import { useCopy } from '../look/copy-text.ts';
import { say } from '../look/say.ts';
import styles from './panels.module.css';
import { remedyWords } from './question-words.ts';
import type { DeliveryStory } from './today-types.ts';

const IP = /\b\d{1,3}(?:\.\d{1,3}){3}\b/;
/** Nothing has failed in these: somebody has to look, or to publish by hand. */
export const calmQuestions = new Set(['doubt', 'silent', 'late', 'hand-off', 'blackout', 'gone']);

/** What was not touched, and is no step to take. */
function isKept(sentence: string): boolean {
  return /^(稿件和签名都还在|查清前不会)/.test(sentence);
}

/** What happened, why, what to do in steps, and what was not touched (section 9). */
export function DeliveryCause({ story: { question, state, reason } }: { story: DeliveryStory }) {
  const { copied, copy } = useCopy();
  if (!question) {
    const states: Readonly<Record<string, string>> = words.panel.state;
    return reason === 'confirmation' ? null : <p className={styles.name}>{states[state] ?? state}</p>;
  }
  const { cause, seen, kind } = question;
  const remedy = remedyWords(kind, question.remedy);
  const own = cause ? remedy.replace(`${cause.title}。`, '').replace(cause.cause, '') : remedy;
  const ip = IP.exec(remedy)?.[0];
  const code = /\d{4,}/.exec(seen)?.[0];
  const said = own
    .split('。')
    .map((step) => step.trim())
    .filter((step) => step !== '' && !words.panel.refused.includes(step))
    .filter((step) => !cause || !words.panel.anyway.includes(step));
  const steps = said.filter((step) => !isKept(step));
  return (
    <section className={styles.cause} data-tone={calmQuestions.has(kind) ? 'orange' : 'red'}>
      {cause ? (
        <>
          <h3>{cause.title}</h3>
          <p>
            {cause.cause}
            {code ? say(words.panel.code, { code }) : ''}
          </p>
        </>
      ) : (
        <h3>{words.panel.steps}</h3>
      )}
      {steps.length > 1 ? (
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step}>{step}。</li>
          ))}
        </ol>
      ) : (
        <p>{steps.map((step) => `${step}。`)}</p>
      )}
      <p>{said.filter(isKept).map((each) => `${each}。`)}</p>
      {ip ? (
        <button type="button" className={act.act} onClick={() => void copy(ip)}>
          {copied ? words.panel.copied : words.panel.copyIp} {ip}
        </button>
      ) : null}
    </section>
  );
}
