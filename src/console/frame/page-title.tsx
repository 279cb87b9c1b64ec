import { type ReactNode, useEffect } from 'react';
import words from '../../../content/wording/console/frame.yaml';
import styles from './page-title.module.css';

interface Props {
  /** What the page is; it may be a sentence: 今天有 7 件事要办，最急的要在 09:29 前. */
  title: ReactNode;
  /** What stands small beside it. */
  lead?: ReactNode;
  /** Buttons at the right, the filled one last. */
  acts?: ReactNode;
  /** What the browser's tab says when the title is not plain text. */
  tab?: string;
}

/** The title line of a page: what, how urgent, acts. The first heading, and the name of the browser's tab. */
export function PageTitle({ title, lead, acts, tab }: Props) {
  const name = tab ?? (typeof title === 'string' ? title : words.product);
  useEffect(() => {
    document.title = name === words.product ? name : `${name} · ${words.product}`;
  }, [name]);
  return (
    <header className={styles.line}>
      <h1 className={styles.title}>{title}</h1>
      {lead === undefined ? null : <div className={styles.lead}>{lead}</div>}
      {acts === undefined ? null : <div className={styles.acts}>{acts}</div>}
    </header>
  );
}
