import { describe, expect, test } from 'vitest';
import { afterEvent, postTransitions } from '../../src/posts/post-state.ts';

describe('the states of a post', () => {
  test('a change leads back to draft from every state but withdrawn', () => {
    for (const state of ['draft', 'in-review', 'approved', 'returned'] as const)
      expect(afterEvent(state, 'change')).toBe('draft');
    expect(afterEvent('withdrawn', 'change')).toBeNull();
  });

  test('only a post in review can be approved', () => {
    const approving = Object.entries(postTransitions).filter(([, events]) => events.approve);
    expect(approving.map(([state]) => state)).toEqual(['in-review']);
  });
});
