import words from '../../../content/wording/console/requests.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { dayOf, dayWords, timeWords, weekdayWords } from '../look/time-words.ts';
import styles from './case.module.css';
import type { RequestCase } from './request-types.ts';
import { actLine } from './request-words.ts';

interface Line {
  at: number;
  key: string;
  is: 'words' | 'note' | 'act';
  text: string;
  foot?: string;
}

/** What is shown in the clear for as long as the case stays open. */
export interface Clear {
  body: string;
  sender: string | null;
  notes: Readonly<Record<string, string>>;
}

/** Citizen's words white at the left, internal notes yellow at the right, what was done as grey lines; day by day. */
export function CaseLines({ request, clear }: { request: RequestCase; clear: Clear | null }) {
  const { now } = useFrame();
  const lines = linesOf(request, clear, now());
  const days = [...new Set(lines.map(({ at }) => dayOf(at)))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className={styles.lines} tabIndex={0} aria-label={words.words} data-scrolls>
      {days.map((day) => (
        <section key={day} aria-label={dayWords(day, now())}>
          <p className={styles.day}>
            {day === dayOf(now()) ? words.today : `${dayWords(day, now())} ${weekdayWords(day)}`}
          </p>
          {lines
            .filter(({ at }) => dayOf(at) === day)
            .map((line) => (
              <LineShown key={line.key} line={line} />
            ))}
        </section>
      ))}
    </section>
  );
}

function LineShown({ line: { is, text, foot } }: { line: Line }) {
  if (is === 'act') return <p className={styles.act}>{text}</p>;
  return (
    <div className={is === 'note' ? styles.note : styles.words}>
      <p className={styles.bubble}>
        {is === 'note' ? <b className={styles.inner}>{words.internal}</b> : null}
        {text}
      </p>
      <p className={styles.foot}>{foot}</p>
    </div>
  );
}

function linesOf(request: RequestCase, clear: Clear | null, now: number): Line[] {
  const { body, intake, channel, receivedAt, notes, acts } = request;
  const way = say(words.way, { intake, channel, time: timeWords(receivedAt) });
  const lines: Line[] = [
    { at: receivedAt, key: 'words', is: 'words', text: clear?.body ?? body, foot: way },
    ...notes.map(({ id, at, by, text }): Line => {
      const foot = `${by} ・ ${timeWords(at)} ・ ${words.hidden}`;
      return { at, key: id, is: 'note', text: clear?.notes[id] ?? text, foot };
    }),
    ...acts.map((act): Line => ({ at: act.at, key: `act ${act.seq}`, is: 'act', text: actLine(act, now) })),
  ];
  return lines.sort((a, b) => a.at - b.at);
}
