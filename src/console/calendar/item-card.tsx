import { useDraggable } from '@dnd-kit/core';
import words from '../../../content/wording/console/calendar.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { timeWords } from '../look/time-words.ts';
import { type LaneItem, type Movable, movableOf, type Proposal } from './answers.ts';
import styles from './item-card.module.css';
import { itemLabel } from './item-words.ts';
import { type ItemState, StateMark } from './state-mark.tsx';

interface Props {
  item: LaneItem;
  name: string;
  /** Whether this very item is being moved: it stays as a shadow. */
  isMoving: boolean;
  mayMove: boolean;
  onOpen: (item: LaneItem) => void;
  onKeys: (item: Movable) => void;
}

/** An item on its day: time and title, its state by edge, fill and shape. Click or Enter opens it, M moves it, so does dragging. */
export function ItemCard({ item, name, isMoving, mayMove, onOpen, onKeys }: Props) {
  const { now } = useFrame();
  const movable = mayMove ? movableOf(item) : null;
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: item.id,
    data: { item: movable },
    disabled: movable === null,
  });
  const label = itemLabel(item, name, now());
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={`${styles.item} printed`}
      data-state={item.state}
      data-item={item.id}
      data-post={item.post}
      data-shadow={isMoving || isDragging}
      data-movable={movable !== null}
      aria-label={`${label}${item.pinned ? `，${words.item.pinned}` : ''}${movable ? `。${words.item.keys}` : ''}`}
      title={label}
      onClick={() => onOpen(item)}
      {...listeners}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== 'm' || event.ctrlKey || event.altKey || event.metaKey || movable === null)
          return;
        event.preventDefault();
        event.stopPropagation();
        onKeys(movable);
      }}
    >
      <ItemText at={item.at} title={item.title} state={item.state} />
    </button>
  );
}

/** Time and title, with the state's shape; without one while it is being moved. */
export function ItemText({ at, title, state }: { at: number; title: string; state?: ItemState }) {
  return (
    <>
      <span className={styles.time}>
        {timeWords(at)} {state ? <StateMark state={state} /> : null}
      </span>{' '}
      <span className={styles.title}>{title}</span>
    </>
  );
}

/** A proposal at the first free slot: dashed; a click says why and takes it. */
export function ProposalCard({ proposal, name, onOpen }: { proposal: Proposal; name: string; onOpen: () => void }) {
  const { now } = useFrame();
  const { id, post, channel, act, at, title } = proposal;
  const rest = { delivery: null, state: 'draft' as const, pinned: false, movable: false };
  const label = itemLabel({ id, post, channel, act, at, title, ...rest, word: 'proposal' }, name, now());
  return (
    <button
      type="button"
      className={`${styles.item} printed`}
      data-state="proposal"
      aria-label={label}
      title={label}
      onClick={onOpen}
    >
      <ItemText at={at} title={title} state="proposal" />
    </button>
  );
}
