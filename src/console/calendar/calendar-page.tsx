import { useCallback, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import words from '../../../content/wording/console/calendar.yaml';
import { api } from '../api/client.ts';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { useLive } from '../frame/live.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { dayOf, dayWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import type { LaneItem, LaneNote, Movable, Proposal } from './answers.ts';
import { CalendarActs, Steps } from './calendar-acts.tsx';
import { CalendarLayers, type Layer } from './calendar-layers.tsx';
import styles from './calendar-page.module.css';
import { dayLooks } from './day-look.ts';
import { daysOf, stepped } from './days.ts';
import { useKeptView } from './kept-view.ts';
import { LaneBoard } from './lanes.tsx';
import { LanesTable } from './lanes-table.tsx';
import { Legend } from './legend.tsx';
import { MonthView } from './month-view.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { Notes } from './notes.tsx';
import { SmallMonths } from './small-months.tsx';
import { useLaneItems } from './use-lane-items.ts';
import { useMoving } from './use-moving.ts';
import { useWanted } from './use-wanted.ts';

/** 日历: what stands on the channels, by month, week or two weeks of lanes; items are moved with the planner's answer at once. */
export default function CalendarPage() {
  const { now } = useFrame();
  const kept = useKeptView();
  const { view, on, channels, change } = kept;
  const mayMove = useMay(['editor', 'section-head', 'leader', 'desk']);
  const days = daysOf(view, on);
  const [from = on, to = on] = [days[0], days.at(-1)];
  const query = { from, to, ...(channels.length > 0 ? { channels: channels.join(',') } : {}) };
  const isMonth = view === 'month';
  const still = { placeholderData: <T,>(was: T) => was };
  const lanes = api.useQuery('get', '/api/v1/calendar', { params: { query } }, { enabled: !isMonth, ...still });
  const month = api.useQuery('get', '/api/v1/calendar/month', { params: { query } }, { enabled: isMonth, ...still });
  const proposed = api.useQuery('get', '/api/v1/calendar/proposals', {}, { enabled: !isMonth });
  useLive(['calendar']);
  const { data, error } = isMonth ? month : lanes;
  const names = useRef(new Map<string, string>());
  for (const each of lanes.data?.lanes ?? month.data?.channels ?? []) names.current.set(each.channel, each.name);
  const nameOf = useCallback((channel: string) => names.current.get(channel) ?? channel, []);
  const acts = useMoving(nameOf);
  const { items, waits, see } = useLaneItems({ from, to }, lanes.data);
  const missing = useWanted(kept, isMonth ? undefined : items);
  const [layer, setLayer] = useState<Layer>(null);
  const [, go] = useLocation();
  const today = dayOf(now());
  const close = () => setLayer(null);
  const open = ({ id, post }: Pick<LaneItem, 'id' | 'post'>) => {
    if (post !== null) setLayer({ is: 'place', id });
  };
  const startDialog = (item: Movable) => {
    close();
    acts.start(item, 'dialog');
  };
  const otherDay = (item: Movable) => acts.start(item, 'dialog', acts.moving?.target ?? item.at);
  const take = ({ channel, id }: Proposal) => setLayer({ is: 'add', channel, what: id });
  const shownLanes = lanes.data?.lanes ?? [];
  const proposals = (proposed.data?.proposals ?? []).filter(({ at }) => from <= dayOf(at) && dayOf(at) <= to);
  const print = () => {
    if (view !== 'week') change({ view: 'week' });
    setTimeout(() => window.print(), 400);
  };
  const onNoted = (note: LaneNote, act: (item: Movable) => void) => {
    const item = noted(note, items);
    if (item) act(item);
  };
  const looks = data ? dayLooks(data, days, today) : [];
  const firstChannel = shownLanes.find(({ paused }) => paused === null)?.channel ?? '';
  const title = titleOf(view, on, from, to, now());

  return (
    <div className={`${styles.page} print-wide`}>
      <PageTitle
        title={title}
        lead={<Steps onStep={(by) => change({ on: by === 0 ? today : stepped(view, on, by) })} />}
        acts={
          <CalendarActs
            view={view}
            chosen={channels.length}
            mayMove={mayMove}
            onView={(next) => change({ view: next })}
            onFilter={() => setLayer({ is: 'filter' })}
            onAdd={() => setLayer({ is: 'add', channel: firstChannel })}
          />
        }
      />
      <p className="hidden-words" aria-live="polite">
        {acts.said}
      </p>
      {missing === null ? null : (
        <p className={styles.missing} role="status">
          {missing}
        </p>
      )}
      <div className={styles.columns}>
        {data ? (
          <SmallMonths
            sheet={data}
            on={isMonth ? on : from}
            today={today}
            now={now()}
            onGo={(day) => change({ on: day, ...(isMonth ? { view: 'weeks' as const } : {}) })}
          />
        ) : (
          <aside className={styles.waiting} />
        )}
        <div className={styles.sheet} data-view={view}>
          {error && !data ? (
            <Trouble error={error} what={words.what} onRetry={() => void (isMonth ? month : lanes).refetch()} />
          ) : null}
          {!data && !error ? <RowsSkeleton rows={8} height={75} /> : null}
          {isMonth && month.data ? (
            <MonthView
              month={month.data}
              days={looks}
              shown={on.slice(0, 7)}
              nameOf={nameOf}
              onOpen={open}
              onDay={(day) => change({ on: day, view: 'week' })}
            />
          ) : null}
          {!isMonth && lanes.data ? (
            <>
              {kept.isTable ? (
                <LanesTable lanes={shownLanes} items={items} onOpen={open} onSee={see} />
              ) : (
                <LaneBoard
                  lanes={shownLanes}
                  items={items}
                  waits={waits}
                  onSee={see}
                  proposals={proposals}
                  days={looks}
                  acts={acts}
                  mayMove={mayMove}
                  onOpen={open}
                  onProposal={take}
                  onOtherDay={otherDay}
                />
              )}
              <Notes
                notes={lanes.data.notes}
                lanes={shownLanes}
                proposals={proposals}
                mayMove={mayMove}
                acts={{
                  failed: (note) => go(`/matrix?delivery=${note.delivery}`),
                  take,
                  add: (channel) => setLayer({ is: 'add', channel }),
                  move: (note) => onNoted(note, startDialog),
                  rule: (note) => onNoted(note, open),
                }}
              />
              <Legend isTable={kept.isTable} onTable={() => change({ isTable: !kept.isTable })} onPrint={print} />
            </>
          ) : null}
        </div>
      </div>
      {acts.moving?.by === 'dialog' ? <MoveDialog key={acts.moving.item.id} acts={acts} nameOf={nameOf} /> : null}
      <CalendarLayers
        layer={layer}
        lanes={shownLanes}
        proposals={proposed.data?.proposals ?? []}
        named={names.current}
        chosen={channels}
        mayMove={mayMove}
        look={acts.look}
        onMove={startDialog}
        onChoose={(chosen) => change({ channels: chosen })}
        onClose={close}
      />
    </div>
  );
}

function titleOf(view: string, on: string, from: string, to: string, now: number): string {
  if (view === 'month') return say(words.title.month, { year: on.slice(0, 4), month: Number(on.slice(5, 7)) });
  return say(words.title.range, { from: dayWords(from, now), to: dayWords(to, now) });
}

/** The item that a note is about. */
function noted(
  { post, channel }: { post: string | null; channel: string },
  items: readonly LaneItem[],
): Movable | null {
  const found = items.find((each) => each.post === post && each.channel === channel);
  return found?.post ? { ...found, post: found.post } : null;
}
