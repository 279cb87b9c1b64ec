import { useRef } from 'react';
import words from '../../../content/wording/console/review.yaml';
import { useModal } from '../frame/use-modal.ts';
import { say } from '../look/say.ts';
import styles from './phone-review.module.css';
import type { View } from './review-data.ts';

/** The true output over the whole screen, and the way back to signing. */
export function FullText({ view, onClose }: { view: View; onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  useModal(box);
  const large = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) >= 20 ? '&large=1' : '';
  return (
    <dialog ref={box} className={styles.full} aria-label={view.title} onCancel={onClose}>
      <iframe
        title={say(words.view.frame, { title: view.title })}
        src={`/api/v1/review/${view.post}/phone?hash=${view.contentHash}${large}`}
      />
      <button type="button" className={styles.wide} onClick={onClose}>
        {words.phone.close}
      </button>
    </dialog>
  );
}
