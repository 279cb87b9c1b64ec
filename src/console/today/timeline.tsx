import { Link } from 'wouter';
import words from '../../../content/wording/console/today.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { leftOf, spanWords, timeWords } from '../look/time-words.ts';
import styles from './timeline.module.css';
import type { TimeLine, Today } from './today-types.ts';

/** What kind of mark a state has: done, not done, waiting for somebody, half way, to come. */
const marks: Readonly<Record<TimeLine['state'], 'done' | 'not' | 'waits' | 'half' | 'open' | 'gone'>> = {
  dropped: 'gone',
  recalled: 'gone',
  gone: 'not',
  open: 'done',
  unseen: 'half',
  delivered: 'done',
  drafted: 'done',
  ready: 'open',
  later: 'waits',
  sending: 'half',
  accepted: 'half',
  'by-hand': 'waits',
  unsigned: 'waits',
  stopped: 'waits',
  confirm: 'half',
  doubt: 'half',
  failed: 'not',
};
const orange = new Set<TimeLine['state']>(['later', 'by-hand', 'unsigned', 'stopped', 'confirm', 'doubt', 'unseen']);

/** 今天的发布: what goes out today with its true state, one line a post and moment. */
export function Timeline({ timeline, onOpen }: { timeline: Today['timeline']; onOpen: (delivery: string) => void }) {
  const { now } = useFrame();
  const { lines, count } = timeline;
  if (lines.length === 0) return <p className={styles.empty}>{words.timeline.empty}</p>;
  return (
    <ol className={styles.lines}>
      {lines.map((line) => (
        <li key={line.id} className={styles.line} data-mark={marks[line.state]} data-orange={orange.has(line.state)}>
          <time className={styles.at} dateTime={new Date(line.at).toISOString()}>
            {timeWords(line.at)}
          </time>
          <span className={styles.mark} aria-hidden="true" />
          <span className={styles.text}>
            {line.delivery === null ? (
              <Link href={`/posts/${line.post}`} className={styles.title}>
                {titleOf(line)}
              </Link>
            ) : (
              <button type="button" className={`${styles.title} printed`} onClick={() => onOpen(line.delivery ?? '')}>
                {titleOf(line)}
              </button>
            )}
            <span className={styles.state}>{stateOf(line, now())}</span>
          </span>
        </li>
      ))}
      {count > lines.length ? (
        <li className={styles.empty}>{say(words.timeline.more, { n: count - lines.length })}</li>
      ) : null}
    </ol>
  );
}

function titleOf({ isBundle, title }: TimeLine): string {
  return say(isBundle ? words.timeline.bundle : words.timeline.post, { title });
}

function stateOf(line: TimeLine, now: number): string {
  const { channels, channelName: channel } = line;
  const state = stateWords(line, now);
  return channels > 1
    ? say(words.timeline.onMany, { channel, n: channels, state })
    : say(words.timeline.on, { channel, state });
}

function stateWords({ state, reason, signaturesLeft, until }: TimeLine, now: number): string {
  if (state === 'unsigned') {
    return signaturesLeft === null
      ? words.timeline.notSubmitted
      : say(words.timeline.signatures, { n: signaturesLeft });
  }
  if (state === 'confirm' && until !== null && until > now) {
    return say(words.timeline.confirmLeft, { left: spanWords(leftOf(until, now)) });
  }
  const reasons: Readonly<Record<string, string>> = words.timeline.reason;
  return (state === 'later' ? reasons[reason ?? ''] : undefined) ?? words.timeline.state[state];
}
