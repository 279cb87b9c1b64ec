import type { ReactNode } from 'react';
import styles from './state-mark.module.css';

export type ItemState = 'sent' | 'signed' | 'sign' | 'phone' | 'draft' | 'proposal' | 'failed';

/** An item's state as a shape, so that edge and fill can be missing: done, planned, waits for a signature, for a telephone… */
export function StateMark({ state }: { state: ItemState }) {
  return (
    <svg
      className={styles.mark}
      data-mark={state}
      aria-hidden="true"
      focusable="false"
      width={10}
      height={10}
      viewBox="0 0 10 10"
    >
      {shapes[state]}
    </svg>
  );
}

const shapes: Readonly<Record<ItemState, ReactNode>> = {
  sent: <circle cx="5" cy="5" r="4.4" fill="currentColor" />,
  signed: <path d="M5 .9 9.1 5 5 9.1.9 5z" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  sign: <path d="M5 .6 9.8 9.4H.2z" fill="currentColor" />,
  phone: <path d="M2.2.7h5.6v8.6H2.2zM4 7.6h2" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  draft: <circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  proposal: <path d="M5 1v8M1 5h8" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  failed: <path d="M.8.8h8.4v8.4H.8z" fill="currentColor" />,
};
