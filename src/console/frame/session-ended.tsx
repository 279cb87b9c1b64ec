/** The session is over: a dialog over the page, whose content stays: 为了安全已退出，重新登录后回到这里. */
import { useRef, useSyncExternalStore } from 'react';
import words from '../../../content/wording/console/frame.yaml';
import styles from './act-dialog.module.css';
import { useModal } from './use-modal.ts';

let ended = false;
const listeners = new Set<() => void>();

/** Told by every query that is refused because nobody is signed in. */
export function sessionHasEnded(): void {
  ended = true;
  for (const listener of listeners) listener();
}

/** Told by whoever has signed the person in again. */
export function sessionIsBack(): void {
  ended = false;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribe, () => ended);
}

/** Where to sign in, and to come back to this page afterwards. */
export function loginAddress(): string {
  const { pathname, search } = location;
  const back = `${pathname}${search}`;
  return back === '/' ? '/login' : `/login?back=${encodeURIComponent(back)}`;
}

export function SessionEnded() {
  const box = useRef<HTMLDialogElement>(null);
  useModal(box);
  return (
    <dialog
      ref={box}
      data-alone
      className={styles.dialog}
      aria-labelledby="session-ended"
      onCancel={(e) => e.preventDefault()}
    >
      <form method="dialog" onSubmit={(e) => e.preventDefault()}>
        <h2 className={styles.title} id="session-ended">
          {words.session.ended}
        </h2>
        <p className={styles.text}>{words.session.kept}</p>
        <div className={styles.acts}>
          <button type="button" className={styles.act} onClick={() => location.assign(loginAddress())}>
            {words.session.again}
          </button>
        </div>
      </form>
    </dialog>
  );
}
