import { type ReactNode, useId, useRef } from 'react';
import words from '../../../content/wording/console/calendar.yaml';
import { useModal } from '../frame/use-modal.ts';
import styles from './sheet.module.css';

interface Props {
  title: ReactNode;
  /** At the right edge, as a drawer; else in the middle. */
  side?: boolean;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
}

/** A layer over the page: it holds the focus and gives it back; Esc closes it. */
export function Sheet({ title, side = false, onClose, children, foot }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useModal(box);
  return (
    <dialog
      ref={box}
      className={styles.sheet}
      data-side={side}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className={styles.close} onClick={onClose}>
          {words.detail.close}
        </button>
      </header>
      <div className={styles.body}>{children}</div>
      {foot === undefined ? null : <footer>{foot}</footer>}
    </dialog>
  );
}
