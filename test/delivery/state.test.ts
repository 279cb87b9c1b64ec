import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attemptAfter,
  deliveryAfter,
  type FactKind,
  finalStates,
  isSure,
  stateOf,
  transitions,
} from '../../src/delivery/state.ts';
import type { AttemptState, DeliveryState } from '../../src/store/tables/delivery.ts';

const attemptStates: AttemptState[] = ['open', 'answered', 'succeeded', 'failed', 'none', 'gone', 'denied'];
const facts: FactKind[] = ['published', 'accepted', 'failed'];
const attempt = fc.constantFrom(...attemptStates);
const attempts = fc.array(attempt, { maxLength: 5 });
const fact = fc.constantFrom(...facts);
const delivery = fc.constantFrom(...Object.keys(transitions).map((state) => state as DeliveryState));

/** Facts given to one attempt in order, as events, polls and late answers bring them. */
const told = (start: AttemptState, news: readonly FactKind[]) =>
  news.reduce<AttemptState>((state, each) => attemptAfter(state, each).state, start);

describe('the state that attempts demand', () => {
  it('does not depend on the order of the attempts', () => {
    fc.assert(
      fc.property(attempts, fc.boolean(), (states, leased) => {
        const demanded = (order: AttemptState[]) =>
          stateOf(order, order.includes('open'), leased, { state: 'asking', reason: 'refused' });
        expect(demanded([...states].reverse())).toEqual(demanded(states));
        expect(demanded([...states].sort())).toEqual(demanded(states));
      }),
    );
  });

  it('is published by any success, accepted by any answer, and in doubt while one is open', () => {
    fc.assert(
      fc.property(attempts, fc.boolean(), (states, leased) => {
        const { state } = stateOf(states, states.includes('open'), leased, { state: 'planned' });
        if (states.includes('succeeded')) expect(state).toBe('published');
        else if (states.includes('answered')) expect(state).toBe('accepted');
        else if (states.includes('open')) expect(state).toBe(leased ? 'sending' : 'doubtful');
        else expect(state).toBe('planned');
      }),
    );
  });
});

describe('being sure that nothing went out (I3)', () => {
  it('needs a definite no of every attempt that could be seen, and asks nothing of the others', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ state: attempt, visible: fc.boolean() }), { maxLength: 6 }), (list) => {
        const unclear = list.some((a) => a.visible && a.state !== 'failed' && a.state !== 'none');
        expect(isSure(list)).toBe(!unclear);
      }),
    );
  });

  it('is lost by a person who says that it did not go out, and by a draft that has gone', () => {
    for (const state of ['denied', 'gone'] as const) expect(isSure([{ state, visible: true }])).toBe(false);
  });
});

describe('a fact about an attempt', () => {
  it('never opens an attempt again (I8), and the first definite outcome stays', () => {
    fc.assert(
      fc.property(attempt, fc.array(fact, { minLength: 1, maxLength: 5 }), (start, news) => {
        const end = told(start, news);
        expect(end).not.toBe('open');
        const outcome = news.find((each) => each !== 'accepted');
        if (start === 'open' || start === 'answered' || start === 'denied' || start === 'gone') {
          expect(end).toBe(outcome === undefined ? 'answered' : outcome === 'published' ? 'succeeded' : 'failed');
        } else expect(end).toBe(start);
      }),
    );
  });

  it('that comes twice changes nothing the second time and raises no alarm', () => {
    fc.assert(
      fc.property(attempt, fact, (start, news) => {
        const once = attemptAfter(start, news);
        const twice = attemptAfter(once.state, news);
        expect(twice.state).toBe(once.state);
        if (start !== 'none') expect(twice.alarm).toBe(once.alarm);
      }),
    );
  });

  it('raises an alarm when it contradicts what was taken for certain', () => {
    expect(attemptAfter('failed', 'published').alarm).toBe(true);
    expect(attemptAfter('succeeded', 'failed').alarm).toBe(true);
    for (const news of facts) expect(attemptAfter('none', news).alarm).toBe(true);
  });
});

describe('the delivery after a fact', () => {
  it('never leaves a final state (I4) and follows the table of transitions', () => {
    fc.assert(
      fc.property(delivery, attempts, (state, states) => {
        const next = deliveryAfter(state, states, states.includes('open'));
        if (finalStates.has(state)) expect(next).toBeNull();
        else if (next) expect(transitions[state]).toContain(next.state);
      }),
    );
  });

  it('is never dropped nor sent again by a fact: that takes a decision', () => {
    fc.assert(
      fc.property(delivery, attempts, (state, states) => {
        const next = deliveryAfter(state, states, states.includes('open'));
        expect(next?.state ?? 'asking').toMatch(/^(published|accepted|asking|planned)$/);
      }),
    );
  });

  it('leaves a repeat that a person has ordered alone when the earlier job fails, and asks otherwise', () => {
    expect(deliveryAfter('planned', ['failed'], false)).toBeNull();
    expect(deliveryAfter('accepted', ['failed'], false)).toEqual({ state: 'asking', reason: 'refused' });
    expect(deliveryAfter('doubtful', ['failed', 'open'], true)).toBeNull();
  });
});
