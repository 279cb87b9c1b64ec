import { Link } from 'wouter';
import words from '../../../content/wording/console/review.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { Empty } from '../look/empty.tsx';
import { LevelMark } from '../look/level.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { LeaveNote } from './leave-note.tsx';
import styles from './queue-list.module.css';
import { dueText, type Queue, type Waiting } from './review-data.ts';

/** What waits for me, most urgent first; below it what I signed that is not through, and what I returned. */
export function QueueList({ queue, current }: { queue: Queue; current: string | null }) {
  const { now } = useFrame();
  const { waiting, signed, returned, count } = queue;
  return (
    <nav className={styles.queue} aria-label={words.queue.label}>
      <div className={styles.list}>
        {waiting.length === 0 ? <Empty says={words.queue.empty} /> : null}
        <ol>
          {waiting.map((each) => (
            <li key={each.post}>
              <Link
                href={`/review/${each.post}`}
                className={styles.row}
                aria-current={each.post === current ? 'true' : undefined}
              >
                <LevelMark
                  level={each.level}
                  says={
                    each.due === 'limit'
                      ? say(words.queue.limit, { due: dueText(each.dueAt, now()) })
                      : dueText(each.dueAt, now())
                  }
                />
                <b className={styles.title}>{each.title}</b>
                <span className={styles.line}>{lineOf(each)}</span>
              </Link>
            </li>
          ))}
        </ol>
        {count > waiting.length ? (
          <p className={styles.more}>{say(words.queue.more, { n: count - waiting.length })}</p>
        ) : null}
        {signed.length + returned.length > 0 ? (
          <>
            <h2 className={styles.past}>{words.queue.signed}</h2>
            <ol>
              {signed.map((each) => (
                <Past
                  key={each.post}
                  post={each.post}
                  current={current}
                  state={say(words.queue.waitsFor, { who: each.waitsFor })}
                  title={each.title}
                  line={say(words.queue.signedAt, { at: momentWords(each.at, now()) })}
                />
              ))}
              {returned.map((each) => (
                <Past
                  key={each.post}
                  post={each.post}
                  current={current}
                  state={say(words.queue.returned, { who: each.author })}
                  title={each.title}
                  line={[
                    say(words.queue.returnedAt, { at: momentWords(each.at, now()) }),
                    ...(each.marks > 0 ? [say(words.queue.marks, { n: each.marks })] : []),
                  ].join(' · ')}
                />
              ))}
            </ol>
          </>
        ) : null}
      </div>
      <LeaveNote leave={queue.leave} />
    </nav>
  );
}

function lineOf(each: Waiting): string {
  return [
    say(words.queue.submitted, { who: each.submittedBy }),
    ...(each.standsFor ? [say(words.queue.forWhom, { who: each.standsFor })] : []),
    ...(each.asks === 'tick' ? [words.queue.tick] : []),
    ...(each.fast ? [words.queue.fast] : []),
    ...(each.articles > 1 ? [say(words.queue.articles, { n: each.articles })] : []),
    each.channels > 0 ? say(words.queue.channels, { n: each.channels }) : words.queue.noChannels,
  ].join(' · ');
}

interface PastProps {
  post: string;
  current: string | null;
  state: string;
  title: string;
  line: string;
}

function Past({ post, current, state, title, line }: PastProps) {
  return (
    <li>
      <Link href={`/review/${post}`} className={styles.row} aria-current={post === current ? 'true' : undefined}>
        <span className={styles.state}>
          <span className={styles.ring} aria-hidden="true" />
          {state}
        </span>
        <b className={styles.title}>{title}</b>
        <span className={styles.line}>{line}</span>
      </Link>
    </li>
  );
}
