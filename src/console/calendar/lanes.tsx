import {
  DndContext,
  type DragEndEvent,
  type DragOverEvent,
  DragOverlay,
  type DragStartEvent,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import words from '../../../content/wording/console/calendar.yaml';
import { useKeys } from '../frame/keys.ts';
import { say } from '../look/say.ts';
import { dayOf } from '../look/time-words.ts';
import type { Lane, Movable } from './answers.ts';
import { DayHeads } from './day-heads.tsx';
import { atTimeOf, plusDays } from './days.ts';
import cardStyles from './item-card.module.css';
import { ItemText } from './item-card.tsx';
import { LaneRow } from './lane-row.tsx';
import styles from './lanes.module.css';
import type { LanesProps } from './lanes-props.ts';
import { MoveBubble } from './move-bubble.tsx';

/** With more lanes than this only those in sight are drawn. */
const DRAWN = 100;
const HALF_HOUR_MS = 30 * 60_000;

/** The lanes: a row an account, a column a day. What is moved shows where the planner would put it before it is let go. */
export function LaneBoard(props: LanesProps) {
  const { lanes, days, acts, onOtherDay, onSee } = props;
  const isLong = lanes.length > DRAWN;
  const last = lanes.length - 1;
  useEffect(() => {
    if (!isLong) onSee(0, last);
  }, [isLong, last, onSee]);
  const { moving, start, stop, aim, drop, announce, tell } = acts;
  const board = useRef<HTMLDivElement>(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const isKeys = moving?.by === 'keys' && !moving.dropped;
  const step = (by: { days?: number; ms?: number }) => {
    if (!moving) return;
    const at = moving.target ?? moving.item.at;
    const next = by.days ? atTimeOf(plusDays(dayOf(at), by.days), at) : at + (by.ms ?? 0);
    aim(next === moving.item.at ? null : next);
  };
  /** Before the card under the focus: Enter would open it. */
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowLeft: () => step({ days: -1 }),
      ArrowRight: () => step({ days: 1 }),
      ArrowUp: () => step({ ms: -HALF_HOUR_MS }),
      ArrowDown: () => step({ ms: HALF_HOUR_MS }),
      Enter: drop,
    };
    const act = isKeys ? steps[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  useKeys({ escape: stop }, { off: moving === null || moving.by === 'dialog' });
  useKeys(
    { m: { says: words.keys.move }, arrowleft: { says: words.keys.days }, arrowup: { says: words.keys.times } },
    { off: !props.mayMove },
  );

  const onStart = ({ active }: DragStartEvent) => {
    const item = itemOf(active.data.current);
    if (item) start(item, 'drag');
  };
  const onOver = ({ active, over }: DragOverEvent) => {
    const item = itemOf(active.data.current);
    const there = cellOf(over?.data.current);
    if (!item || !there) return aim(null);
    if (there.channel !== item.channel) {
      announce(say(words.move.otherLane, { title: item.title }));
      return aim(null);
    }
    const target = atTimeOf(there.day, item.at);
    aim(target === item.at ? null : target);
  };
  const onEnd = (event: DragEndEvent) => {
    onOver(event);
    const [item, there] = [itemOf(event.active.data.current), cellOf(event.over?.data.current)];
    if (item && there && there.channel !== item.channel) tell(say(words.move.otherLane, { title: item.title }));
    drop();
  };
  const style: CSSProperties = { gridTemplateColumns: `var(--lane-head) repeat(${days.length}, minmax(0, 1fr))` };
  const row = (lane: Lane) => <LaneRow key={lane.channel} lane={lane} {...props} style={style} />;
  return (
    <DndContext
      sensors={sensors}
      onDragStart={onStart}
      onDragOver={onOver}
      onDragEnd={onEnd}
      onDragCancel={stop}
      accessibility={{ announcements: silent, screenReaderInstructions: { draggable: words.item.keys } }}
    >
      <section
        ref={board}
        className={styles.board}
        aria-label={words.lanes.label}
        data-days={days.length}
        onKeyDownCapture={onKey}
      >
        <DayHeads days={days} style={style} />
        {isLong ? <VirtualRows lanes={lanes} row={row} onSee={onSee} /> : lanes.map(row)}
        {lanes.length === 0 ? <p className={styles.none}>{words.lanes.none}</p> : null}
        {moving && moving.by !== 'dialog' ? <MoveBubble acts={acts} board={board} onOtherDay={onOtherDay} /> : null}
      </section>
      <DragOverlay dropAnimation={null}>
        {moving?.by === 'drag' && !moving.dropped ? (
          <div className={cardStyles.carried}>
            <ItemText at={moving.item.at} title={moving.item.title} />
          </div>
        ) : null}
      </DragOverlay>
    </DndContext>
  );
}

interface VirtualProps extends Pick<LanesProps, 'lanes' | 'onSee'> {
  row: (lane: Lane) => ReactNode;
}

function VirtualRows({ lanes, row, onSee }: VirtualProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lanes.length,
    getScrollElement: () => box.current,
    estimateSize: () => 76,
    getItemKey: (i) => lanes[i]?.channel ?? i,
    overscan: 6,
  });
  const shown = rows.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => onSee(first, last), [first, last, onSee]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by keys
    <section ref={box} className={styles.scroll} tabIndex={0} aria-label={words.lanes.all}>
      <div className={styles.tall} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const lane = lanes[index];
          return (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className={styles.placed}
              style={{ transform: `translateY(${start}px)` }}
            >
              {lane ? row(lane) : null}
            </div>
          );
        })}
      </div>
    </section>
  );
}

/** What is moved is told by the page itself, in one place. */
const silent = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

function itemOf(data: Record<string, unknown> | undefined): Movable | null {
  return (data?.item as Movable | undefined) ?? null;
}

function cellOf(data: Record<string, unknown> | undefined): { channel: string; day: string } | null {
  return typeof data?.channel === 'string' && typeof data.day === 'string'
    ? { channel: data.channel, day: data.day }
    : null;
}
