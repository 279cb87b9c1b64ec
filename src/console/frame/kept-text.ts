/**
 * Nothing typed is lost: what is written in a field is kept on this computer until it is saved, and offered again after
 * a reload, a logout or a dead network: 找回 09:11 没保存的内容 [用它] [不要].
 */
import { del, get, set } from 'idb-keyval';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useFrame } from './frame-context.tsx';

export interface Kept {
  text: string;
  /** When it was written, ms UTC. */
  at: number;
}

export interface KeptText {
  /** What was found from before and is not what is saved; null when there is nothing. */
  found: Kept | null;
  /** Keeps what is written now; called on every change. */
  keep: (text: string) => void;
  /** It is saved: nothing needs to be kept any more. */
  saved: () => void;
  /** 不要: what was found is thrown away. */
  drop: () => void;
  /** 用它: gives what was found; it stays kept until it is saved. */
  take: () => string;
}

/**
 * Keeps a field's text under a key of its own (`post:ID:3:title`), for the person who is signed in. `saved` is what the
 * server has: the same text found again is not offered.
 */
export function useKeptText(key: string, savedText?: string): KeptText {
  const { person, now } = useFrame();
  const place = `govcast.kept.${person.id}.${key}`;
  const [found, setFound] = useState<Kept | null>(() => near(place, savedText));
  const saved = useRef(savedText);
  saved.current = savedText;
  useEffect(() => {
    const here = near(place, saved.current);
    setFound(here);
    if (here) return;
    let over = false;
    get<Kept>(place)
      .then((far) => !over && far && far.text !== saved.current && setFound(far))
      .catch(() => {});
    return () => {
      over = true;
    };
  }, [place]);
  const keep = useCallback((text: string) => write(place, { text, at: now() }), [place, now]);
  const forget = useCallback(() => {
    localStorage.removeItem(place);
    void del(place).catch(() => {});
    setFound(null);
  }, [place]);
  const take = useCallback(() => {
    const { text } = found ?? { text: '' };
    setFound(null);
    return text;
  }, [found]);
  return { found, keep, saved: forget, drop: forget, take };
}

/** The local store answers at once, so that nothing is lost in a reload; it holds some megabytes only. */
function near(place: string, savedText: string | undefined): Kept | null {
  const text = localStorage.getItem(place);
  if (text === null) return null;
  const kept: Kept = JSON.parse(text);
  return kept.text === savedText ? null : kept;
}

function write(place: string, kept: Kept): void {
  try {
    localStorage.setItem(place, JSON.stringify(kept));
  } catch {
    localStorage.removeItem(place);
    void set(place, kept).catch(() => {});
  }
}
