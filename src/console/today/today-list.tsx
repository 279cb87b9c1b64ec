import { useState } from 'react';
import { useLocation } from 'wouter';
import words from '../../../content/wording/console/today.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { useListKeys } from '../frame/keys.ts';
import { Empty } from '../look/empty.tsx';
import { Panel } from '../look/panel.tsx';
import { say } from '../look/say.ts';
import { dueWords } from '../look/time-words.ts';
import { KeptPanel } from './kept-panel.tsx';
import { PickPanel } from './pick-panel.tsx';
import { QuestionPanel } from './question-panel.tsx';
import { rowWords } from './row-words.ts';
import styles from './today-list.module.css';
import { TodayRowLine } from './today-row.tsx';
import type { Today, TodayRow } from './today-types.ts';
import { useFinishTask } from './use-finish-task.ts';
import { useUrge } from './use-urge.ts';

/** 现在要办: one list of everything that waits, sorted by its limit; a row has one verb. */
export function TodayList({ today }: { today: Today }) {
  const { now } = useFrame();
  const [, go] = useLocation();
  const [open, setOpen] = useState<TodayRow | null>(null);
  const urge = useUrge();
  const finish = useFinishTask();
  const { rows, view, whose, isCut, next } = today;
  const acts = view !== 'inspector';
  const mine = new Set(today.mine);
  const act = (row: TodayRow) => {
    if (!acts) return;
    const { href, verb } = rowWords(row, { now: now(), isMine: mine.has(row.id) });
    if (verb === '') return;
    if (row.kind === 'repost') return urge(row);
    if (row.kind === 'task') return finish(row);
    if (href === null) return setOpen(row);
    go(href);
  };
  const { index, setIndex, rowProps } = useListKeys(rows, { open: act, main: act });
  const note =
    view === 'inspector' ? words.list.noteInspector : view === 'leader' ? words.list.noteLeader : words.list.note;
  const close = () => setOpen(null);
  return (
    <Panel
      title={words.list.title}
      note={note}
      flush
      className={styles.panel}
      acts={
        <span className={styles.keys}>
          <kbd>J</kbd> <kbd>K</kbd> {words.list.keys.move} {acts ? <kbd>Enter</kbd> : null}{' '}
          {acts ? words.list.keys.open : null}
        </span>
      }
    >
      {rows.length === 0 ? (
        <Empty says={nextWords(next, now())} />
      ) : (
        <ol className={styles.rows}>
          {rows.map((row, i) => (
            <TodayRowLine
              key={row.id}
              row={row}
              now={now()}
              isMine={whose === 'mine' || mine.has(row.id)}
              isCurrent={i === index}
              acts={acts}
              onAct={() => act(row)}
              onFocus={() => setIndex(i)}
              rowProps={rowProps(i)}
            />
          ))}
        </ol>
      )}
      {isCut ? <p className={styles.cut}>{say(words.list.cut, { n: rows.length })}</p> : null}
      {open && 'delivery' in open ? <QuestionPanel delivery={open.delivery} onClose={close} /> : null}
      {open?.kind === 'clock' ? (
        <PickPanel channel={open.channel} channelName={open.channelName} onClose={close} />
      ) : null}
      {open?.kind === 'blackout' ? <KeptPanel blackout={open.blackout} onClose={close} /> : null}
    </Panel>
  );
}

/** What an empty list says: that all is done, and what comes next. */
function nextWords(next: TodayRow | null, now: number): string {
  if (!next || next.dueAt === null) return words.list.empty;
  const due = dueWords({
    dueAt: next.dueAt,
    now,
    workingDaysLeft: next.workingDaysLeft,
    provisional: next.provisional,
  });
  return say(words.list.next, { due, what: rowWords(next, { now, isMine: true }).says });
}
