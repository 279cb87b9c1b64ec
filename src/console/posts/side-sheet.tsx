import { type ReactNode, useId, useRef } from 'react';
import { useModal } from '../frame/use-modal.ts';
import styles from './side-sheet.module.css';

/** A sheet over the page, from its right edge; `wide` takes most of it. Esc closes it, the focus comes back. */
export function SideSheet({
  title,
  close,
  wide = false,
  onClose,
  children,
}: {
  title: ReactNode;
  close: string;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useModal(box);
  return (
    <dialog
      ref={box}
      className={wide ? styles.wide : styles.sheet}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        <button type="button" onClick={onClose}>
          {close}
        </button>
      </header>
      <div className={styles.body}>{children}</div>
    </dialog>
  );
}
