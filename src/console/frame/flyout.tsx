import { type ReactNode, useId } from 'react';
import styles from './flyout.module.css';
import { useDropDown } from './use-drop-down.ts';

interface Props {
  label: string;
  button: ReactNode;
  wide?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A button of the top bar and what it opens beneath; Esc and a press elsewhere close it and give the focus back. */
export function Flyout({ label, button, wide = false, children }: Props) {
  const id = useId();
  const { isOpen, toggle, close, box, knob } = useDropDown();
  return (
    <div className={styles.box} ref={box}>
      <button
        ref={knob}
        type="button"
        className={wide ? styles.wide : styles.knob}
        aria-label={wide ? undefined : label}
        title={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={toggle}
      >
        {button}
      </button>
      {isOpen ? (
        <section id={id} className={styles.sheet} aria-label={label}>
          {children(close)}
        </section>
      ) : null}
    </div>
  );
}
