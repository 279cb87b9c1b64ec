/**
 * View, day and channels of the calendar: in the address, and remembered for the person. A link may lead to one account
 * (`?channel=`) or one post (`?post=`): that is for once, and nothing of it is remembered.
 */
import { useCallback } from 'react';
import { useSearchParams } from 'wouter';
import { useFrame } from '../frame/frame-context.tsx';
import { dayOf } from '../look/time-words.ts';
import { type View, views } from './days.ts';

export interface KeptView {
  view: View;
  /** A day inside what is shown. */
  on: string;
  /** Ids; empty shows all. */
  channels: string[];
  isTable: boolean;
  /** The post that a link leads to, and whether the link names its day, too. */
  wanted: { post: string; isDated: boolean } | null;
  change: (next: Partial<Pick<KeptView, 'view' | 'on' | 'channels' | 'isTable'>>) => void;
}

export function useKeptView(): KeptView {
  const { person, now } = useFrame();
  const [params, setParams] = useSearchParams();
  const place = `govcast.calendar.${person.id}`;
  const kept = new URLSearchParams(localStorage.getItem(place) ?? '');
  const read = (name: string) => params.get(name) ?? kept.get(name) ?? '';
  const post = params.get('post');
  const isLed = post !== null || params.has('channel');
  const view = views.find((each) => each === (isLed ? params.get('view') : read('view'))) ?? 'weeks';
  const isDated = /^\d{4}-\d{2}-\d{2}$/.test(params.get('on') ?? '');
  const on = isDated ? (params.get('on') ?? '') : dayOf(now());
  const channels = (isLed ? (params.get('channel') ?? '') : read('channels')).split(',').filter((id) => id !== '');
  const isTable = read('as') === 'table';
  const change: KeptView['change'] = useCallback(
    (next) => {
      setParams((was) => {
        const to = new URLSearchParams(was);
        if (next.channels !== undefined) to.delete('channel');
        to.delete('post');
        const set = (name: string, value: string | undefined) => {
          if (value === undefined) return;
          to.set(name, value);
        };
        set('view', next.view);
        set('on', next.on);
        set('channels', next.channels?.join(','));
        set('as', next.isTable === undefined ? undefined : next.isTable ? 'table' : 'lanes');
        const remembered = new URLSearchParams(localStorage.getItem(place) ?? '');
        if (to.has('channel')) return to;
        for (const name of ['view', 'channels', 'as']) {
          const value = to.get(name);
          if (value !== null) remembered.set(name, value);
        }
        localStorage.setItem(place, remembered.toString());
        return to;
      });
    },
    [setParams, place],
  );
  return { view, on, channels, isTable, wanted: post === null ? null : { post, isDated }, change };
}
