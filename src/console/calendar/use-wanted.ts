import { useEffect, useRef } from 'react';
import { useSearchParams } from 'wouter';
import words from '../../../content/wording/console/calendar.yaml';
import { api } from '../api/client.ts';
import { dayOf } from '../look/time-words.ts';
import type { LaneItem } from './answers.ts';
import type { KeptView } from './kept-view.ts';

/**
 * A link to a post: the calendar goes to the day and the account where it stands, and the focus to its card.
 * @returns what is said when it stands nowhere; null otherwise
 */
export function useWanted({ wanted, channels }: KeptView, items: readonly LaneItem[] | undefined): string | null {
  const [, setParams] = useSearchParams();
  const post = wanted?.post ?? '';
  const asked = api.useQuery(
    'get',
    '/api/v1/calendar/posts/{post}',
    { params: { path: { post } } },
    { enabled: wanted !== null && !wanted.isDated },
  );
  const places = asked.data?.places ?? [];
  const place = places.find(({ channel }) => channels.length === 0 || channels.includes(channel)) ?? places[0];
  const [day, channel] = [place && dayOf(place.at), place?.channel];
  useEffect(() => {
    if (wanted === null || wanted.isDated || day === undefined || channel === undefined) return;
    setParams(
      (was) => {
        const to = new URLSearchParams(was);
        to.set('on', day);
        to.set('channel', channel);
        return to;
      },
      { replace: true },
    );
  }, [wanted, day, channel, setParams]);
  const led = useRef('');
  const card = items?.find((each) => each.post === post);
  useEffect(() => {
    if (card === undefined || led.current === card.id) return;
    led.current = card.id;
    const there = document.querySelector<HTMLElement>(`[data-item="${CSS.escape(card.id)}"]`);
    there?.focus();
    there?.scrollIntoView({ block: 'center' });
  }, [card]);
  return asked.data && places.length === 0 ? words.wanted.none : null;
}
