/**
 * Keys (console.md 6). A page names its keys while it is shown; they are listed under `?` with what they do. Single
 * letters are silent in inputs and can be switched off; keys with Ctrl or Alt, F keys and Esc work everywhere.
 */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import words from '../../../content/wording/console/frame.yaml';

/**
 * What a key does, and the words under which `?` lists it; a bare function is not listed. Without an act it is only
 * listed: what has the focus heeds it itself.
 */
export type Key = (() => void) | { says: string; act?: () => void };

/** Keys by name: `j`, `enter`, `ctrl+enter`, `alt+arrowup`, `shift+f8`, `g t` (one after the other), `?`. */
export type Keys = Readonly<Record<string, Key>>;

interface Layer {
  keys: Keys;
  /** Keys of the frame itself stand in a group of their own. */
  everywhere: boolean;
}

const layers: Layer[] = [];
const listeners = new Set<() => void>();
const LETTERS = 'govcast.letters';
let first: { key: string; at: number } | null = null;

/** Whether single letters do anything. */
export function lettersOn(): boolean {
  return localStorage.getItem(LETTERS) !== 'off';
}

export function switchLetters(on: boolean): void {
  localStorage.setItem(LETTERS, on ? 'on' : 'off');
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** Keys of this page for as long as it is shown; what was named last goes first. `off` silences them. */
export function useKeys(keys: Keys, { off = false, everywhere = false } = {}): void {
  const latest = useRef(keys);
  latest.current = keys;
  const names = Object.keys(keys).join(' , ');
  useEffect(() => {
    if (off) return;
    const own = Object.fromEntries(names.split(' , ').map((name): [string, Key] => [name, relay(latest, name)]));
    const layer: Layer = { keys: own, everywhere };
    layers.push(layer);
    tell();
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      tell();
    };
  }, [names, off, everywhere]);
}

function relay(latest: { current: Keys }, name: string): Key {
  const act = () => {
    const key = latest.current[name];
    if (typeof key === 'function') key();
    else key?.act?.();
  };
  const key = latest.current[name];
  if (typeof key !== 'object') return act;
  return key.act ? { says: key.says, act } : { says: key.says };
}

/** What `?` lists: keys with words, the page's and those that work everywhere. */
export function listedKeys(): { name: string; says: string; everywhere: boolean }[] {
  return layers.flatMap(({ keys, everywhere }) =>
    Object.entries(keys).flatMap(([name, key]) =>
      typeof key === 'object' ? [{ name, says: key.says, everywhere }] : [],
    ),
  );
}

export function useLetters(): boolean {
  return useSyncExternalStore(subscribe, lettersOn);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The name of a pressed key, as `Keys` writes it. */
export function keyName(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const shift = event.shiftKey && (key.length > 1 || event.ctrlKey || event.altKey);
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${key}`;
}

/** Whether a key is silent in a place where text is written. */
function isSilent(event: KeyboardEvent, name: string): boolean {
  if (/^(ctrl|alt)\+|^(shift\+)?f\d+$|^escape$/.test(name)) return false;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio]), textarea, select'))
    return true;
  // A focused button or link is pressed by these itself.
  return (name === 'enter' || name === 'space') && target.closest('a, button, summary, [role=button]') !== null;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = keyName(event);
  // Below a question or the search nothing else is done.
  if (isSilent(event, name) || document.querySelector('dialog[open][data-alone]') !== null) return;
  if (name.length === 1 && name !== '?' && !lettersOn()) return;
  const after = first && event.timeStamp - first.at < 1500 ? `${first.key} ${name}` : null;
  first = null;
  const inDialog = document.querySelector('dialog[open]') !== null;
  // The second of two keys is not taken for itself by a list: G J leaves it, J alone moves in it.
  for (const wanted of after === null ? [name] : [after, name]) {
    for (const layer of layers.toReversed()) {
      if (inDialog && layer.everywhere && name !== 'escape') continue;
      const key = layer.keys[wanted];
      const act = typeof key === 'function' ? key : key?.act;
      if (!act) continue;
      event.preventDefault();
      act();
      return;
    }
  }
  if (layers.some(({ keys }) => Object.keys(keys).some((k) => k.startsWith(`${name} `))))
    first = { key: name, at: event.timeStamp };
}

let listening = false;
/** Called once by the frame. */
export function listenToKeys(): void {
  if (!listening) document.addEventListener('keydown', onKey);
  listening = true;
}

interface ListActs<T> {
  open?: (row: T) => void;
  /** X */
  select?: (row: T) => void;
  /** E */
  main?: (row: T) => void;
  off?: boolean;
}

/**
 * J K move, X select, Enter open, E main act. `rowProps(i)` goes onto each row: it marks the one that is meant and
 * brings it into sight.
 */
export function useListKeys<T>(rows: readonly T[], { open, select, main, off = false }: ListActs<T> = {}) {
  const [at, setAt] = useState(0);
  const index = Math.min(at, Math.max(0, rows.length - 1));
  const onRow = (act: ((row: T) => void) | undefined) => () => {
    const row = rows[index];
    if (row !== undefined) act?.(row);
  };
  const move = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index + by));
    setAt(next);
    document.querySelector(`[data-list-row="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useKeys(
    {
      j: { says: words.keys.down, act: () => move(1) },
      k: { says: words.keys.up, act: () => move(-1) },
      ...(select ? { x: { says: words.keys.select, act: onRow(select) } } : {}),
      ...(open ? { enter: { says: words.keys.open, act: onRow(open) } } : {}),
      ...(main ? { e: { says: words.keys.main, act: onRow(main) } } : {}),
    },
    { off: off || rows.length === 0 },
  );
  const rowProps = (i: number) => ({ 'data-list-row': i, 'aria-current': i === index ? ('true' as const) : undefined });
  return { index, setIndex: setAt, rowProps };
}
