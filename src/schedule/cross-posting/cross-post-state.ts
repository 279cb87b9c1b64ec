import type { CrossPostTable } from '../../store/tables/proposals.ts';

type State = CrossPostTable['state'];
export type CrossPostEvent = 'place' | 'withdraw';

/** States of what a rule took, and allowed transitions, in one table (docs/states.md shows it). */
export const crossPostTransitions: Readonly<Record<State, Partial<Record<CrossPostEvent, State>>>> = {
  wanted: { place: 'placed', withdraw: 'withdrawn' },
  placed: { withdraw: 'withdrawn' },
  withdrawn: {},
};

/** The state after an event, or null when it is not allowed in this state: somebody else was first. */
export function afterCrossPostEvent(state: State, event: CrossPostEvent): State | null {
  return crossPostTransitions[state][event] ?? null;
}
