import { useDroppable } from '@dnd-kit/core';
import type { CSSProperties } from 'react';
import words from '../../../content/wording/console/calendar.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import levelStyles from '../look/level.module.css';
import { LevelMark } from '../look/level.tsx';
import { LevelShape } from '../look/level-shape.tsx';
import { say } from '../look/say.ts';
import { dayOf, dueWords } from '../look/time-words.ts';
import type { Lane, LaneItem, Proposal } from './answers.ts';
import type { DayLook } from './day-look.ts';
import cardStyles from './item-card.module.css';
import { ItemCard, ItemText, ProposalCard } from './item-card.tsx';
import { quotaWords } from './item-words.ts';
import styles from './lanes.module.css';
import type { LanesProps } from './lanes-props.ts';

interface Props extends LanesProps {
  lane: Lane;
  style: CSSProperties;
}

/** One account: its name with level and quota, then its days. */
export function LaneRow({ lane, days, items, proposals, style, ...rest }: Props) {
  const mine = items.filter(({ channel }) => channel === lane.channel);
  const proposed = proposals.filter(({ channel }) => channel === lane.channel);
  return (
    <section
      className={styles.lane}
      style={style}
      data-paused={lane.paused !== null}
      data-channel={lane.channel}
      aria-busy={rest.waits.has(lane.channel)}
      aria-label={lane.name}
    >
      <div className={styles.name}>
        <b>{lane.name}</b>
        <span className={styles.level}>
          {lane.paused !== null ? (
            <LevelMark level="paused" />
          ) : lane.level === null ? null : (
            <LevelMark level={lane.level} />
          )}
          <span>{quotaWords(lane)}</span>
        </span>
      </div>
      {days.map((look) => (
        <Cell
          key={look.day}
          {...rest}
          lane={lane}
          look={look}
          items={mine.filter(({ at }) => dayOf(at) === look.day)}
          proposals={proposed.filter(({ at }) => dayOf(at) === look.day)}
        />
      ))}
    </section>
  );
}

type CellProps = Omit<Props, 'days' | 'style' | 'lanes'> & { look: DayLook; items: LaneItem[]; proposals: Proposal[] };

function Cell({ lane, look, items, proposals, acts, mayMove, onOpen, onProposal }: CellProps) {
  const { moving, start } = acts;
  const { setNodeRef, isOver } = useDroppable({
    id: `${lane.channel} ${look.day}`,
    data: { channel: lane.channel, day: look.day },
    disabled: moving?.by !== 'drag',
  });
  const ghostAt =
    moving?.item.channel === lane.channel && moving.by !== 'dialog' ? (moving.tried?.at ?? moving.target) : null;
  const hasGhost = ghostAt !== null && dayOf(ghostAt) === look.day;
  const isOther = isOver && moving?.item.channel !== lane.channel;
  return (
    <div
      ref={setNodeRef}
      className={styles.cell}
      data-off={look.isOff}
      data-today={look.isToday}
      data-refused={isOther}
      data-day={look.day}
    >
      {items.map((item) => (
        <ItemCard
          key={item.id}
          item={item}
          name={lane.name}
          isMoving={moving?.item.id === item.id}
          mayMove={mayMove}
          onOpen={onOpen}
          onKeys={(movable) => start(movable, 'keys')}
        />
      ))}
      {proposals.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} name={lane.name} onOpen={() => onProposal(proposal)} />
      ))}
      {hasGhost ? (
        <div className={cardStyles.ghost} data-ghost="yes" aria-hidden="true">
          <ItemText at={ghostAt} title="" />
        </div>
      ) : null}
      <Limit lane={lane} day={look.day} />
    </div>
  );
}

/** The level's shape on the day on which the tightest limit ends; a limit that may still change has a dashed edge. */
function Limit({ lane, day }: { lane: Lane; day: string }) {
  const { now } = useFrame();
  const { dueAt, level, provisional, rule, name, unit, left } = lane;
  if (dueAt === null || level === null || level === 'breached' || level === 'paused' || dayOf(dueAt) !== day)
    return null;
  const workingDaysLeft = unit === 'working-day' ? left : null;
  const due = dueWords({ dueAt, now: now(), workingDaysLeft, provisional });
  const says = say(words.lanes.limit, { name, rule: rule ?? '', due });
  return (
    <span className={`${styles.limit} ${levelStyles[level]}`} data-open={provisional} title={says}>
      <LevelShape level={level} />
      <span className="hidden-words">{says}</span>
    </span>
  );
}
