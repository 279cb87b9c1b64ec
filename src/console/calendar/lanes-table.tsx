import { useEffect } from 'react';
import words from '../../../content/wording/console/calendar.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { LevelMark } from '../look/level.tsx';
import { say } from '../look/say.ts';
import { dayWords, timeWords } from '../look/time-words.ts';
import type { Lane, LaneItem } from './answers.ts';
import { quotaWords } from './item-words.ts';
import styles from './lanes-table.module.css';

interface Props {
  lanes: readonly Lane[];
  items: readonly LaneItem[];
  onOpen: (item: LaneItem) => void;
  /** Lanes are in sight, by their places, both inside. */
  onSee: (first: number, last: number) => void;
}

/** The lanes as a table: the same in words, in the order of accounts and time. */
export function LanesTable({ lanes, items, onOpen, onSee }: Props) {
  const { now } = useFrame();
  const last = lanes.length - 1;
  useEffect(() => onSee(0, last), [last, onSee]);
  return (
    <table className={styles.table}>
      <caption className="hidden-words">{words.table.label}</caption>
      <thead>
        <tr>
          <th scope="col">{words.table.channel}</th>
          <th scope="col">{words.table.day}</th>
          <th scope="col">{words.table.time}</th>
          <th scope="col">{words.table.title}</th>
          <th scope="col">{words.table.state}</th>
        </tr>
      </thead>
      <tbody>
        {lanes.map((lane) => {
          const mine = items.filter(({ channel }) => channel === lane.channel);
          const level = lane.paused === null ? lane.level : 'paused';
          const rows = mine.length === 0 ? [null] : mine;
          return rows.map((item, i) => (
            <tr key={item?.id ?? lane.channel}>
              {i === 0 ? (
                <th scope="rowgroup" rowSpan={rows.length}>
                  {lane.name}
                  <span>
                    {level === null ? null : <LevelMark level={level} />} {quotaWords(lane)}
                  </span>
                  {lane.dueAt === null ? null : (
                    <span>{say(words.table.limit, { due: `${dayWords(lane.dueAt, now())} 24:00 ` })}</span>
                  )}
                </th>
              ) : null}
              <td>{item ? dayWords(item.at, now()) : '–'}</td>
              <td>{item ? timeWords(item.at) : '–'}</td>
              <td>
                {item ? (
                  <button type="button" className="printed" onClick={() => onOpen(item)}>
                    {item.title}
                  </button>
                ) : (
                  '–'
                )}
              </td>
              <td>{item ? words.word[item.word] : '–'}</td>
            </tr>
          ));
        })}
      </tbody>
    </table>
  );
}
