import { useEffect, useRef } from 'react';
import type { Article } from './post-types.ts';
import type { EditorText } from './use-editor.ts';

/** Half of the time for which the server keeps an article for a window, ms. */
const RENEW_MS = 20_000;

/**
 * Who writes in an article: what is written in stays ours while the window is open, and is left when another article is
 * opened.
 */
export function useHold({ id, hold }: Article, text: EditorText) {
  const isMine = hold?.person.id === text.me;
  const wish = useRef(text.hold);
  wish.current = text.hold;
  useEffect(() => {
    if (!isMine) return;
    const timer = setInterval(() => document.hasFocus() && void wish.current(id, 'take'), RENEW_MS);
    return () => {
      clearInterval(timer);
      void wish.current(id, 'leave');
    };
  }, [isMine, id]);
  return { isMine, heldBy: hold && !isMine ? hold.person : null };
}
