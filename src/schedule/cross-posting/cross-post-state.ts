import type { CrossPostTable } from '../../store/tables/proposals.ts';

type State = CrossPostTable['state'];
export type CrossPostEvent = 'place' | 'lose-place' | 'withdraw';

/** What became of a page or a post is followed for so long after the rule took it, ms. */
export const FOLLOWED_MS = 60 * 86_400_000;

/** States of what a rule took, and allowed transitions, in one table (docs/states.md shows it). */
export const crossPostTransitions: Readonly<Record<State, Partial<Record<CrossPostEvent, State>>>> = {
  wanted: { place: 'placed', withdraw: 'withdrawn' },
  placed: { 'lose-place': 'wanted', withdraw: 'withdrawn' },
  withdrawn: {},
};

/** The state after an event, or null when it is not allowed in this state: somebody else was first. */
export function afterCrossPostEvent(state: State, event: CrossPostEvent): State | null {
  return crossPostTransitions[state][event] ?? null;
}
