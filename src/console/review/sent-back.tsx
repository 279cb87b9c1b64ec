import type { ReactNode } from 'react';
import words from '../../../content/wording/console/review.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import type { View } from './review-data.ts';
import styles from './sent-back.module.css';

/**
 * Why the text went back: to everybody, until it is handed in again; then to whoever returned it, beside what was done
 * about it.
 */
export function SentBack({ view: { sentBack, readBefore } }: { view: View }) {
  const { now } = useFrame();
  const { view } = words;
  if (sentBack) {
    const { is, by, mine, at, opinion, marks } = sentBack;
    const who = mine ? view.sentBack.you : by;
    return (
      <Told says={say(view.sentBack[is], { who, at: momentWords(at, now()), opinion })} marks={marks}>
        {marks.length > 0 ? <p>{say(view.sentBack.marks, { n: marks.length })}</p> : null}
      </Told>
    );
  }
  if (readBefore?.decision !== 'return') return null;
  const { at, opinion, marks } = readBefore;
  return <Told says={say(view.returned, { at: momentWords(at, now()), opinion })} marks={marks} />;
}

interface Props {
  says: string;
  marks: readonly { excerpt: string; note: string }[];
  children?: ReactNode;
}

function Told({ says, marks, children }: Props) {
  return (
    <div className={styles.box}>
      <p>{says}</p>
      {children}
      {marks.map(({ excerpt, note }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be marked twice
        <span key={i}>
          <q>{excerpt}</q> {note}
        </span>
      ))}
    </div>
  );
}
