import { Link } from 'wouter';
import words from '../../../content/wording/console/requests.yaml';
import { LevelMark } from '../look/level.tsx';
import { say } from '../look/say.ts';
import styles from './request-list.module.css';
import type { ListedRequest } from './request-types.ts';
import { dueOf } from './request-words.ts';

interface Props {
  request: ListedRequest;
  now: number;
  isOpen: boolean;
  isChosen: boolean;
  href: string;
  /** Whether the range from the last one is meant (Shift). */
  onChoose: (range: boolean) => void;
}

/** One request: when it is due, what it says, who has it. */
export function RequestRow({ request, now, isOpen, isChosen, href, onChoose }: Props) {
  const { number, title, intake, section, assignee, level } = request;
  const due = dueOf(request, now);
  return (
    <div className={styles.row} data-open={isOpen} data-chosen={isChosen}>
      <label className={styles.box}>
        <input type="checkbox" checked={isChosen} onClick={(event) => onChoose(event.shiftKey)} onChange={() => {}} />
        <span className="hidden-words">{say(words.select, { number: number ?? title })}</span>
      </label>
      <Link href={href} className={styles.link} aria-current={isOpen ? 'true' : undefined}>
        <span className={styles.first}>
          {level === null ? <span>{words.tabs.closed}</span> : <LevelMark level={level} says={due} />}
          <span className={styles.way}>{intake}</span>
        </span>
        <span className={styles.title}>{title}</span>
        <span className={styles.last}>
          <span className="nowrap">{number}</span>
          <span aria-hidden="true">・</span>
          <span>{section.name}</span>
          <span className={styles.who}>{assignee?.name ?? words.unassigned}</span>
        </span>
      </Link>
    </div>
  );
}
