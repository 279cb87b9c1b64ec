import words from '../../../content/wording/console/today.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import styles from './panels.module.css';
import type { DeliveryStory } from './today-types.ts';

/** 经过: what was tried and done, in order, in words. */
export function DeliveryHistory({ story: { attempts, events } }: { story: DeliveryStory }) {
  const { now } = useFrame();
  const steps: Readonly<Record<string, string>> = words.panel.step;
  const states: Readonly<Record<string, string>> = words.panel.attemptState;
  const acts: Readonly<Record<string, string>> = words.panel.event;
  const lines = [
    ...attempts.map(({ at, step, state, error }) => ({
      at,
      says: say(words.panel.attempt, {
        moment: momentWords(at, now()),
        step: steps[step] ?? step,
        state: `${states[state] ?? state}${error ? say(words.panel.code, { code: error.replace(/^wechat-/, '') }) : ''}`,
      }),
    })),
    ...events.flatMap(({ at, act, person }) => {
      const told = acts[act];
      if (told === undefined || act === 'delivery.begin') return [];
      const moment = momentWords(at, now());
      const says =
        person === ''
          ? say(words.panel.eventSelf, { moment, act: told })
          : say(words.panel.eventBy, { moment, who: person, act: told });
      return [{ at, says }];
    }),
  ].sort((a, b) => a.at - b.at);
  return (
    <section className={styles.part}>
      <h3>{words.panel.history}</h3>
      <ol className={styles.history}>
        {lines.map(({ at, says }) => (
          <li key={`${at} ${says}`}>{says}</li>
        ))}
      </ol>
    </section>
  );
}
