import { type ReactNode, useId, useRef } from 'react';
import words from '../../../content/wording/console/today.yaml';
import { useModal } from '../frame/use-modal.ts';
import styles from './side-sheet.module.css';

interface Props {
  title: ReactNode;
  note?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A layer at the right: it traps the focus, closes with Esc and gives the focus back. */
export function SideSheet({ title, note, onClose, children }: Props) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useModal(box);
  return (
    <dialog
      ref={box}
      className={styles.sheet}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.head}>
        <h2 className={styles.title} id={id}>
          {title}
        </h2>
        <button type="button" className={styles.close} onClick={onClose}>
          {words.panel.close}
        </button>
        {note ? <p className={styles.note}>{note}</p> : null}
      </header>
      <div className={styles.body}>{children}</div>
    </dialog>
  );
}
