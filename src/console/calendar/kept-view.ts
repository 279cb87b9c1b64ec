/** View, day and channels of the calendar: in the address, and remembered for the person. */
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
  change: (next: Partial<Pick<KeptView, 'view' | 'on' | 'channels' | 'isTable'>>) => void;
}

export function useKeptView(): KeptView {
  const { person, now } = useFrame();
  const [params, setParams] = useSearchParams();
  const place = `govcast.calendar.${person.id}`;
  const kept = new URLSearchParams(localStorage.getItem(place) ?? '');
  const read = (name: string) => params.get(name) ?? kept.get(name) ?? '';
  const view = views.find((each) => each === read('view')) ?? 'weeks';
  const on = /^\d{4}-\d{2}-\d{2}$/.test(params.get('on') ?? '') ? (params.get('on') ?? '') : dayOf(now());
  const channels = read('channels')
    .split(',')
    .filter((id) => id !== '');
  const isTable = read('as') === 'table';
  const change: KeptView['change'] = useCallback(
    (next) => {
      setParams((was) => {
        const to = new URLSearchParams(was);
        const set = (name: string, value: string | undefined) => {
          if (value === undefined) return;
          to.set(name, value);
        };
        set('view', next.view);
        set('on', next.on);
        set('channels', next.channels?.join(','));
        set('as', next.isTable === undefined ? undefined : next.isTable ? 'table' : 'lanes');
        const remembered = new URLSearchParams(localStorage.getItem(place) ?? '');
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
  return { view, on, channels, isTable, change };
}
