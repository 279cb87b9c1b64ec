import { useEffect, useRef } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import styles from './findings.module.css';
import type { Finding } from './post-types.ts';

interface Props {
  mark: Finding;
  isCurrent: boolean;
  /** Its words were changed since: the signer will find them changed. */
  gone: boolean;
  onShow: () => void;
}

/** A passage that a signer marked when he sent the post back, with his words. */
export function ReturnCard({ mark, isCurrent, gone, onShow }: Props) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isCurrent) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <article ref={card} className={`${styles.card} ${styles.returned} ${isCurrent ? styles.current : ''}`}>
      <p className={styles.top}>
        <span className={styles.grade}>
          <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
            <path d="M6 1 11.5 11h-11z" fill="currentColor" />
          </svg>
          {words.returned.grade}
        </span>
      </p>
      <p className={styles.says}>{mark.message}</p>
      <p className={styles.change}>{mark.excerpt}</p>
      <p className={styles.acts}>
        {gone ? <span>{words.returned.gone}</span> : null}
        {!gone && mark.field === 'body' ? (
          <button type="button" className={styles.act} onClick={onShow}>
            {words.findings.show}
          </button>
        ) : null}
      </p>
    </article>
  );
}
