import type { ReviewState } from '../store/tables/posts.ts';

/**
 * What can happen to a post's review state. `change` is any new text: it voids what was signed. `withdraw` puts a post out
 * of the way, `take-up` brings it back as a draft.
 */
export type PostEvent = 'submit' | 'approve' | 'return' | 'change' | 'withdraw' | 'take-up';

/** States and allowed transitions, in one table. What is not in it is refused. */
export const postTransitions: Readonly<Record<ReviewState, Partial<Record<PostEvent, ReviewState>>>> = {
  draft: { submit: 'in-review', change: 'draft', withdraw: 'withdrawn' },
  'in-review': { approve: 'approved', return: 'returned', change: 'draft', withdraw: 'withdrawn' },
  approved: { return: 'returned', change: 'draft', withdraw: 'withdrawn' },
  returned: { submit: 'in-review', change: 'draft', withdraw: 'withdrawn' },
  withdrawn: { 'take-up': 'draft' },
};

/** The state after an event, or null when the event is not allowed in this state. */
export function afterEvent(state: ReviewState, event: PostEvent): ReviewState | null {
  return postTransitions[state][event] ?? null;
}
