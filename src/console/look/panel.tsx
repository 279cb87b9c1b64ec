import { type ReactNode, useId } from 'react';
import styles from './panel.module.css';

interface Props {
  title: ReactNode;
  /** Small words beside the title. */
  note?: ReactNode;
  /** At the right of the head: links, switches, keys. */
  acts?: ReactNode;
  /** Below the body, on the sunken tint. */
  foot?: ReactNode;
  /** Whether the body touches the edges, as tables and lists do. */
  flush?: boolean;
  className?: string | undefined;
  children?: ReactNode;
}

/** A panel: a surface with a head line. Panels are parted by a line and the page's tint, never by shadows. */
export function Panel({ title, note, acts, foot, flush = false, className, children }: Props) {
  const id = useId();
  return (
    <section className={`${styles.panel} ${className ?? ''}`} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 className={styles.title} id={id}>
          {title}
        </h2>
        {note === undefined ? null : <span className={styles.note}>{note}</span>}
        {acts === undefined ? null : <div className={styles.acts}>{acts}</div>}
      </header>
      <div className={flush ? styles.flush : styles.body}>{children}</div>
      {foot === undefined ? null : <footer className={styles.foot}>{foot}</footer>}
    </section>
  );
}
