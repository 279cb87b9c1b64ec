import { useRef } from 'react';
import words from '../../../content/wording/console/access.yaml';
import dialogStyles from '../frame/act-dialog.module.css';
import { useModal } from '../frame/use-modal.ts';
import { useCopy } from '../look/copy-text.ts';
import styles from './access.module.css';

interface Props {
  title: string;
  note: string;
  /** Until when it holds, as a sentence. */
  until?: string | null;
  text: string;
  /** That it was taken down: 已告诉本人. */
  verb: string;
  onClose: () => void;
}

/** A password or a token, shown this once: nothing but the button closes it. */
export function ShownOnce({ title, note, until = null, text, verb, onClose }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const { copied, copy } = useCopy();
  useModal(box);
  return (
    <dialog
      ref={box}
      className={dialogStyles.dialog}
      aria-labelledby="shown-once"
      onCancel={(event) => event.preventDefault()}
    >
      <form method="dialog" onSubmit={(event) => event.preventDefault()}>
        <h2 className={dialogStyles.title} id="shown-once">
          {title}
        </h2>
        <p className={styles.note}>{note}</p>
        {until === null ? null : <p className={styles.note}>{until}</p>}
        <div className={styles.secret}>{text}</div>
        <div className={styles.acts}>
          <button type="button" className={styles.plain} onClick={() => void copy(text)}>
            {copied ? words.tokens.copied : words.tokens.copy}
          </button>
          <button type="button" className={styles.primary} onClick={onClose}>
            {verb}
          </button>
        </div>
      </form>
    </dialog>
  );
}
