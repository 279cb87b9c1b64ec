import type { Lane, LaneItem, Movable, Proposal } from './answers.ts';
import type { DayLook } from './day-look.ts';
import type { MovingActs } from './use-moving.ts';

/** What the lanes and each of their rows are given. */
export interface LanesProps {
  lanes: readonly Lane[];
  items: readonly LaneItem[];
  /** Channels whose items are on their way. */
  waits: ReadonlySet<string>;
  /** Lanes came into sight, by their places, both inside. */
  onSee: (first: number, last: number) => void;
  proposals: readonly Proposal[];
  days: readonly DayLook[];
  acts: MovingActs;
  mayMove: boolean;
  onOpen: (item: LaneItem) => void;
  onProposal: (proposal: Proposal) => void;
  /** 换一天: the same item in the dialog. */
  onOtherDay: (item: Movable) => void;
}
