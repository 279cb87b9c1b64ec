import words from '../../../content/wording/console/calendar.yaml';
import { LevelChip } from '../look/level.tsx';
import { say } from '../look/say.ts';
import type { Tried } from './answers.ts';
import { whenWords } from './item-words.ts';
import { moveWords } from './move-words.ts';
import styles from './sheet.module.css';

interface Props {
  tried: Tried | null;
  /** The moment that is being asked for; null while none is chosen. */
  target: number | null;
  nameOf: (channel: string) => string;
  now: number;
}

/** What the planner says of a moment, in a dialog. */
export function TryAnswer({ tried, target, nameOf, now }: Props) {
  if (target === null) return null;
  if (tried === null)
    return <p className={styles.answer}>{say(words.move.trying, { when: whenWords(target, now) })}</p>;
  const { head, body, besides } = moveWords(tried, nameOf, now);
  return (
    <div className={styles.answer} aria-live="polite">
      <p>
        <LevelChip level={tried.verdict === 'refused' ? 'red' : 'green'} says={head} />
      </p>
      <p>{body}</p>
      {besides === '' ? null : <p>{besides}</p>}
      {tried.verdict === 'refused' && tried.nextPossibleAt !== null ? (
        <p>{say(words.move.earliest, { at: '', when: whenWords(tried.nextPossibleAt, now) })}</p>
      ) : null}
    </div>
  );
}
