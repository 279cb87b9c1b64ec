import { describe, expect, it } from 'vitest';
import { heldBack, newsOf } from '../../../src/console/frame/news.ts';

const event = (act: string, object: string, own = false) => ({ act, object, own });
const none: ReadonlySet<string> = new Set();

describe('what a list that is being read is told of', () => {
  it('counts things, not acts: three notes to one request are one', () => {
    const first = heldBack(none, [event('request.note', 'request:1'), event('request.note', 'request:1')], true);
    const then = heldBack(
      first ?? none,
      [event('request.note', 'request:1'), event('request.receive', 'request:2')],
      true,
    );
    expect([...(then ?? [])]).toEqual(['request:1', 'request:2']);
  });

  it('shows at once where nothing is held, what the reader did, and what may have been missed', () => {
    const news = [event('request.receive', 'request:1')];
    expect(heldBack(none, news, false)).toBeNull();
    expect(heldBack(none, [...news, event('request.assign', 'request:2', true)], true)).toBeNull();
    expect(heldBack(none, [event('*', '')], true)).toBeNull();
  });

  it('hears of what may change its answers, and of everything after a loss of the stream', () => {
    const events = [event('request.note', 'request:1'), event('token.make', 'token:1'), event('*', '')];
    expect(newsOf(events, ['requests']).map(({ act }) => act)).toEqual(['request.note', '*']);
  });
});
