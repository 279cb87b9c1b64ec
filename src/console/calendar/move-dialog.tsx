import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/calendar.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { SideSheet } from '../frame/side-sheet.tsx';
import { say } from '../look/say.ts';
import { dayOf, timeWords } from '../look/time-words.ts';
import styles from './sheet.module.css';
import { TryAnswer } from './try-answer.tsx';
import type { MovingActs } from './use-moving.ts';

interface Props {
  acts: MovingActs;
  nameOf: (channel: string) => string;
}

/** 改到…: day and time by fields, with the planner's answer at once; the twin of dragging. */
export function MoveDialog({ acts, nameOf }: Props) {
  const { moving, aim, commit, stop } = acts;
  const { now } = useFrame();
  const [day, setDay] = useState(() => dayOf(moving?.begins ?? 0));
  const [time, setTime] = useState(() => timeWords(moving?.item.at ?? 0));
  const [exact, setExact] = useState(false);
  const item = moving?.item;
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  useEffect(() => {
    const at = Date.parse(`${day}T${time}:00+08:00`);
    if (Number.isFinite(at) && item) aim(at === item.at ? null : at, exact);
  }, [day, time, exact, item, aim]);
  if (!moving || !item) return null;
  const { tried, running, problem, target } = moving;
  const may = tried !== null && tried.verdict !== 'refused' && !running;
  return (
    <SideSheet
      size="middle"
      title={say(words.dialog.title, { title: item.title })}
      onClose={stop}
      foot={
        <>
          <button type="button" className={styles.button} onClick={stop}>
            {words.dialog.leave}
          </button>
          <button
            type="button"
            className={styles.primary}
            aria-disabled={!may}
            onClick={() => may && void commit(moving)}
          >
            {running ? words.move.going : words.move.go}
          </button>
        </>
      }
    >
      <div className={styles.fields}>
        <label>
          {words.dialog.day}
          <input
            ref={first}
            type="date"
            value={day}
            min={dayOf(now())}
            onChange={(event) => setDay(event.target.value)}
          />
        </label>
        <label>
          {words.dialog.time}
          <input type="time" value={time} step={300} onChange={(event) => setTime(event.target.value)} />
        </label>
      </div>
      <label className={styles.check}>
        <input type="checkbox" checked={exact} onChange={(event) => setExact(event.target.checked)} />
        {words.dialog.exact}
      </label>
      {target === null ? <p className={styles.answer}>{words.move.same}</p> : null}
      <TryAnswer tried={tried} target={target} nameOf={nameOf} now={now()} />
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem.title}：{problem.remedy}
        </p>
      ) : null}
    </SideSheet>
  );
}
