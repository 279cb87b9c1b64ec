import { type RefObject, useEffect, useRef, useState } from 'react';
import { useKeys } from './keys.ts';

interface DropDown {
  isOpen: boolean;
  toggle: () => void;
  /** Closes it and gives the focus back to its button. */
  close: () => void;
  /** Around the button and what it opens. */
  box: RefObject<HTMLDivElement | null>;
  knob: RefObject<HTMLButtonElement | null>;
}

/** What a button opens beneath itself: Esc closes it and gives the focus back, a press elsewhere closes it. */
export function useDropDown(): DropDown {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const knob = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    knob.current?.focus();
  };
  useKeys({ escape: close }, { off: !isOpen });
  useEffect(() => {
    if (!isOpen) return;
    const elsewhere = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [isOpen]);
  return { isOpen, toggle: () => setOpen(!isOpen), close, box, knob };
}
