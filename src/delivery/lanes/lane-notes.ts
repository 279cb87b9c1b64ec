/** 排期说明: what a person should know of the window in sentences, most urgent first, each with what can be done. */
import type { Planning } from '../../schedule/placing/planning.ts';
import type { Db } from '../../store/database.ts';
import type { Lane } from './lane.ts';
import { itemWord, lookOf } from './lane-item.ts';
import { readReasons, type Window } from './lane-item-store.ts';

/**
 * `due`: a clock ends and nothing planned carries it on; `breached`: it has ended; `failed`: something was not sent;
 * `no-place`: a place was lost; `moved`: something stands elsewhere than at its first slot, or breaks a rule by a pin.
 */
export interface LaneNote {
  kind: 'due' | 'breached' | 'failed' | 'no-place' | 'moved';
  channel: string;
  /** The post that it is about, or the one that failed on an account whose clock ends. */
  post: string | null;
  title: string | null;
  delivery: string | null;
  /** When it stands, ms UTC. */
  at: number | null;
  /** The planner's or the platform's sentence, in Chinese. */
  reason: string | null;
  /** ms UTC. */
  nextPossibleAt: number | null;
}

const MOST = 40;

interface Noted {
  lanes: readonly Lane[];
  window: Window;
  now: number;
}

export async function laneNotes(
  db: Db,
  { wording }: Pick<Planning, 'wording'>,
  { lanes, window, now }: Noted,
): Promise<LaneNote[]> {
  const rows = await readReasons(db, window, plainReasons(wording));
  const failed = new Map(rows.filter(hasFailed).map((row) => [row.channel, row]));
  const named = new Set<string>();
  const clocks = lanes.flatMap((lane): LaneNote[] => {
    const isOver = lane.level === 'breached';
    const endsHere = lane.dueAt !== null && lane.dueAt < window.to && (lane.level === 'red' || lane.level === 'orange');
    if (lane.paused !== null || !(isOver || (endsHere && !lane.covered))) return [];
    const not = failed.get(lane.channel) ?? null;
    if (not) named.add(not.id);
    const about = { post: not?.post ?? null, title: not?.title ?? null, delivery: not?.delivery ?? null };
    return [
      {
        kind: isOver ? 'breached' : 'due',
        channel: lane.channel,
        ...about,
        at: lane.dueAt,
        reason: null,
        nextPossibleAt: null,
      },
    ];
  });
  const places = rows
    .filter(
      ({ id, at, obstacle, deliveryState }) => !named.has(id) && (at >= now || obstacle !== null || deliveryState),
    )
    .map(({ channel, post, title, delivery, at, ...row }): LaneNote => {
      const about = { channel, post, title, delivery, at, nextPossibleAt: row.nextPossibleAt };
      if (row.deliveryState === 'asking') return { kind: 'failed', ...about, reason: row.remedy };
      return row.obstacle === null
        ? { kind: 'moved', ...about, reason: row.reason }
        : { kind: 'no-place', ...about, reason: row.obstacle };
    });
  const order = ['due', 'breached', 'failed', 'no-place', 'moved'];
  return [...clocks, ...places].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, MOST);
}

/** What was not sent, or has no place any more. */
function hasFailed(row: Awaited<ReturnType<typeof readReasons>>[number]): boolean {
  return lookOf(itemWord({ ...row, isLost: row.obstacleAt !== null })) === 'failed';
}

/** Reasons that explain nothing: it stands where it would stand anyhow. As patterns of `like`. */
function plainReasons({ placements }: Planning['wording']): string[] {
  const onTime = placements.onTime.zh.replace(/\{.*$/, '');
  return [`${onTime}%`, placements.pinned.zh, placements.kept.zh, '已取消锁定', '人工改期%', '按时'];
}
