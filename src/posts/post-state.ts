import type { ReviewState } from '../store/tables/posts.ts';

/** What can happen to a post's review state. `change` is any new text: it voids what was signed. */
export type PostEvent = 'submit' | 'approve' | 'return' | 'change' | 'withdraw';

/** States and allowed transitions, in one table. What is not in it is refused. */
export const postTransitions: Readonly<Record<ReviewState, Partial<Record<PostEvent, ReviewState>>>> = {
  draft: { submit: 'in-review', change: 'draft', withdraw: 'withdrawn' },
  'in-review': { approve: 'approved', return: 'returned', change: 'draft', withdraw: 'withdrawn' },
  approved: { return: 'returned', change: 'draft', withdraw: 'withdrawn' },
  returned: { submit: 'in-review', change: 'draft', withdraw: 'withdrawn' },
  withdrawn: {},
};

/** The state after an event, or null when the event is not allowed in this state. */
export function afterEvent(state: ReviewState, event: PostEvent): ReviewState | null {
  return postTransitions[state][event] ?? null;
}
