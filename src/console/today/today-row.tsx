import type { MouseEvent } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/today.yaml';
import act from '../look/act.module.css';
import { LevelChip } from '../look/level.tsx';
import { say } from '../look/say.ts';
import { dueWords, momentWords } from '../look/time-words.ts';
import { rowWords } from './row-words.ts';
import styles from './today-list.module.css';
import type { TodayRow } from './today-types.ts';

interface Props {
  row: TodayRow;
  now: number;
  /** Whether it waits for the person; of the whole office's list the others are only looked at. */
  isMine: boolean;
  isCurrent: boolean;
  /** Whether verbs are shown. */
  acts: boolean;
  onAct: () => void;
  onFocus: () => void;
  rowProps: { 'data-list-row': number; 'aria-current': 'true' | undefined };
}

/** Level, kind, sentence, remedy or reason, limit, one verb. */
export function TodayRowLine({ row, now, isMine, isCurrent, acts, onAct, onFocus, rowProps }: Props) {
  const { kind, says, second, verb, href } = rowWords(row, { now, isMine });
  const opens = href === null || row.kind === 'repost';
  const isUrgent = row.level === 'red' || row.level === 'breached';
  const look = isCurrent ? act.main : act.act;
  const point = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a, button')) return;
    onFocus();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: J and K move the mark as a click does
    <li className={styles.row} data-kind={row.kind} {...rowProps} onClick={point} onFocus={onFocus}>
      <span className={styles.level}>
        <LevelChip level={row.level} />
      </span>
      <span className={styles.text}>
        <span className={styles.says}>
          {kind ? <span className={styles.kind}>{kind}</span> : null}
          <b>{says}</b>
        </span>
        <span className={styles.second} title={second}>
          {second}
        </span>
      </span>
      <span className={`${styles.due} ${isUrgent ? styles.urgent : ''}`} data-level={row.level}>
        {dueOf(row, now)}
      </span>
      {acts && verb !== '' ? (
        <span className={styles.verb}>
          {opens ? (
            <button type="button" className={look} onClick={onAct} aria-label={`${verb}：${says}`}>
              {verb}
            </button>
          ) : (
            <Link href={href} className={look ?? ''} aria-label={`${verb}：${says}`}>
              {verb}
            </Link>
          )}
        </span>
      ) : null}
    </li>
  );
}

function dueOf({ dueAt, workingDaysLeft, provisional, since }: TodayRow, now: number): string {
  if (dueAt !== null) return dueWords({ dueAt, now, workingDaysLeft, provisional });
  return since === null ? '' : say(words.list.waitsSince, { moment: momentWords(since, now) });
}
