import { type ReactNode, useId, useRef } from 'react';
import words from '../../../content/wording/console/frame.yaml';
import styles from './side-sheet.module.css';
import { useModal } from './use-modal.ts';

interface Props {
  title: ReactNode;
  /** Small words below the title. */
  note?: ReactNode;
  /** How wide: 480 px, most of the page, or in the middle instead of at the right edge. */
  size?: 'side' | 'wide' | 'middle';
  /** Words of the button that leaves, where 关上 does not say it. */
  close?: string;
  /** Below the body, on the sunken tint: acts. */
  foot?: ReactNode;
  /** Whether the body touches the edges and scrolls by itself. */
  flush?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A layer over the page, from its right edge: it holds the focus and gives it back; Esc closes it. */
export function SideSheet({ title, note, size = 'side', close, foot, flush = false, onClose, children }: Props) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useModal(box);
  return (
    <dialog
      ref={box}
      className={styles.sheet}
      data-size={size}
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
          {close ?? words.sheet.close}
        </button>
        {note ? <p className={styles.note}>{note}</p> : null}
      </header>
      <div className={flush ? styles.flush : styles.body}>{children}</div>
      {foot === undefined ? null : <footer className={styles.foot}>{foot}</footer>}
    </dialog>
  );
}
