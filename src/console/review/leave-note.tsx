import { Link } from 'wouter';
import words from '../../../content/wording/console/review.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { rangeWords } from '../look/time-words.ts';
import styles from './queue-list.module.css';
import type { Queue } from './review-data.ts';

/** 代签 at the foot of the queue: my own leave, and in whose place I sign; nothing for who signs nothing. */
export function LeaveNote({ leave: { signs, mine, standing } }: { leave: Queue['leave'] }) {
  const { now } = useFrame();
  if (!signs && standing.length === 0) return null;
  const { leave } = words.queue;
  const days = ({ beginsOn, endsOn }: { beginsOn: string; endsOn: string }) => rangeWords(beginsOn, endsOn, now());
  return (
    <section className={styles.leave} aria-labelledby="leave-title">
      <h2 id="leave-title">{leave.title}</h2>
      {standing.map((each) => (
        <p key={`${each.who}${each.beginsOn}`}>{say(leave.standing, { days: days(each), who: each.who })}</p>
      ))}
      {signs ? (
        <p>
          {mine ? say(leave.mine, { days: days(mine), who: mine.who }) : leave.none}
          <Link href="/system/substitutes">{mine ? leave.change : leave.set}</Link>
        </p>
      ) : null}
    </section>
  );
}
