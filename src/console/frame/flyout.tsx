import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './flyout.module.css';
import { useKeys } from './keys.ts';

interface Props {
  label: string;
  button: ReactNode;
  wide?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A button of the top bar and what it opens beneath; Esc and a press elsewhere close it and give the focus back. */
export function Flyout({ label, button, wide = false, children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const knob = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    knob.current?.focus();
  };
  useKeys({ escape: close }, { off: !open });
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [open]);
  return (
    <div className={styles.box} ref={box}>
      <button
        ref={knob}
        type="button"
        className={wide ? styles.wide : styles.knob}
        aria-label={wide ? undefined : label}
        title={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open ? (
        <section id={id} className={styles.sheet} aria-label={label}>
          {children(close)}
        </section>
      ) : null}
    </div>
  );
}
