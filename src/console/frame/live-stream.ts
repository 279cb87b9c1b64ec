/** The live stream of the server: its clock, and what was done. One connection a tab, opened by the frame. */
import { useSyncExternalStore } from 'react';
import { sessionHasEnded } from './session-ended.tsx';

export interface LiveEvent {
  seq: number;
  /** `*` after a loss of the stream: anything may have been done. */
  act: string;
  object: string;
  /** Whether the person of this page did it. */
  own: boolean;
}

type OnDone = (events: readonly LiveEvent[]) => void;

/** Without a word for this long the connection counts as lost; the server tells the time every five seconds. */
const LOST_AFTER_MS = 10_000;

const listeners = new Set<() => void>();
const doneListeners = new Set<OnDone>();
let source: EventSource | null = null;
/** Server's clock less this computer's. */
let ahead = 0;
let heardAt = 0;
let lost = false;
/** Server's time when it was last heard. */
let toldAt = 0;
let known = false;

/** The server's time, ms UTC; this computer's own until the server has been heard. */
export function serverNow(): number {
  return Date.now() + ahead;
}

/** Takes the server's time from an answer, until the stream tells it. */
export function hearTime(at: number): void {
  if (!known) ahead = at - Date.now();
  toldAt = at;
  heardAt = Date.now();
}

/** Opens the stream and keeps it open: the browser connects again by itself, and a closed one is opened anew. */
export function openStream(): () => void {
  connect();
  heardAt = Date.now();
  const timer = setInterval(watch, 1000);
  const again = () => reconnect();
  addEventListener('online', again);
  return () => {
    clearInterval(timer);
    removeEventListener('online', again);
    source?.close();
    source = null;
  };
}

function connect(): void {
  source = new EventSource('/api/v1/events');
  source.addEventListener('time', (event) => {
    const at = Number(event.data);
    ahead = at - Date.now();
    known = true;
    toldAt = at;
    heardAt = Date.now();
    const wasLost = lost;
    lost = false;
    tell();
    // What was done meanwhile was not heard: everything that is shown looks again.
    if (wasLost) for (const listener of doneListeners) listener([{ seq: 0, act: '*', object: '', own: false }]);
  });
  source.addEventListener('ended', () => {
    source?.close();
    sessionHasEnded();
  });
  source.addEventListener('done', (event) => {
    const events: LiveEvent[] = JSON.parse(event.data);
    for (const listener of doneListeners) listener(events);
  });
}

function reconnect(): void {
  source?.close();
  connect();
}

function watch(): void {
  const silent = Date.now() - heardAt;
  const isLost = silent > LOST_AFTER_MS;
  if (isLost !== lost) {
    lost = isLost;
    tell();
  }
  if (source?.readyState === EventSource.CLOSED && silent % 5000 < 1000) reconnect();
}

/** @returns how to stop listening */
export function listenDone(listener: OnDone): () => void {
  doneListeners.add(listener);
  return () => doneListeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const timer = setInterval(listener, 1000);
  return () => {
    clearInterval(timer);
    listeners.delete(listener);
  };
}

const shown = () => `${lost ? 'lost' : 'live'} ${Math.floor((lost ? toldAt : serverNow()) / 60_000)}`;

/** The server's time to the minute, as of the last word when the stream is lost. Renders once a minute. */
export function useServerMinute(): { lost: boolean; at: number } {
  const [state, minute] = useSyncExternalStore(subscribe, shown).split(' ');
  return { lost: state === 'lost', at: Number(minute) * 60_000 };
}
