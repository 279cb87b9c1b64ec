/** What stays inside the house is undone: a bar for eight seconds, and Ctrl Z (console.md 6). */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import words from '../../../content/wording/console/frame.yaml';
import { problemOf } from '../api/problem.ts';
import { say } from '../look/say.ts';
import { useKeys } from './keys.ts';
import styles from './undo-bar.module.css';

const SHOWN_MS = 8_000;

interface Offer {
  /** What was done: 已改到 11月26日 14:30. */
  said: string;
  /** Takes it back; left out the bar only says what was done. */
  undo?: () => Promise<unknown>;
  /** What the button says where 撤销 is not the word for it, and what is said afterwards. */
  verb?: string;
  undone?: string;
}

interface Undo {
  offer: (offer: Offer) => void;
}

const UndoContext = createContext<Undo>({ offer: () => {} });

/** `offer({ said, undo })` after an inner act. */
export function useUndo(): Undo {
  return useContext(UndoContext);
}

export function UndoHost({ children }: { children: ReactNode }) {
  const [current, setCurrent] = useState<Offer | null>(null);
  const [held, setHeld] = useState(false);
  const serial = useRef(0);
  const [shown, setShown] = useState(0);
  const offer = useCallback((next: Offer) => {
    serial.current += 1;
    setShown(serial.current);
    setCurrent(next);
    // The bar before may have gone from under the pointer, which nobody tells.
    setHeld(false);
  }, []);
  useEffect(() => {
    if (!current || held) return;
    const timer = setTimeout(() => setCurrent((now) => (serial.current === shown ? null : now)), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [current, held, shown]);
  const takeBack = async () => {
    const { undo, undone = words.undo.undone } = current ?? {};
    if (!undo) return;
    setCurrent(null);
    try {
      await undo();
      offer({ said: undone });
    } catch (error) {
      offer({ said: say(words.undo.notUndone, { why: problemOf(error).title }) });
    }
  };
  useKeys(
    { 'ctrl+z': { says: words.keys.undo, act: () => void takeBack() } },
    { off: !current?.undo, everywhere: true },
  );
  const value = useMemo(() => ({ offer }), [offer]);
  return (
    <UndoContext value={value}>
      {children}
      <div className={styles.place} aria-live="polite">
        {current ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: the bar stays while the pointer or the focus is on it
          <div
            className={styles.bar}
            onMouseEnter={() => setHeld(true)}
            onMouseLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            <span>{current.said}</span>
            {current.undo ? (
              <button type="button" className={styles.undo} onClick={() => void takeBack()}>
                {current.verb ?? words.undo.act} <kbd>Ctrl Z</kbd>
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
    </UndoContext>
  );
}
