/** Acts that cannot be taken back are confirmed beforehand, once, in words (console.md 8). */
import {
  createContext,
  type FormEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import words from '../../../content/wording/console/frame.yaml';
import { problemOf } from '../api/problem.ts';
import { say } from '../look/say.ts';
import styles from './act-dialog.module.css';
import { useModal } from './use-modal.ts';

export interface Act {
  /** Act and object, as a question: 从示例住建发布撤回《…》？ */
  title: ReactNode;
  /** What will happen, to whom, how many. */
  happens: ReactNode;
  /** What cannot be undone; stands in red when given. */
  cannotUndo?: ReactNode;
  /** Asks for the reason that the ledger needs. */
  reason?: boolean | { label: string; optional?: boolean; usual?: readonly string[] };
  /** The button repeats the act: 撤回文章. */
  verb: string;
  /** The way out, 先不 when left out: 再看看. */
  leave?: string;
  /** Red edge and text for what destroys. */
  danger?: boolean;
  /** It is a form rather than a question: the focus starts in its first field, not on the way out. */
  isForm?: boolean;
  /** More fields below the text. */
  children?: ReactNode;
  /** Called with the reason (empty without one); the dialog waits, closes when it is done, and says a refusal in place. */
  act: (reason: string) => Promise<unknown>;
}

interface Props extends Act {
  onClose: () => void;
}

/** The dialog itself, for pages that keep its state; most use `useActDialog`. */
export function ActDialog({
  title,
  happens,
  cannotUndo,
  reason,
  verb,
  leave,
  danger,
  isForm,
  children,
  act,
  onClose,
}: Props) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const way = useRef<HTMLButtonElement>(null);
  const [why, setWhy] = useState('');
  const [running, setRunning] = useState(false);
  const [slow, setSlow] = useState(false);
  const [problem, setProblem] = useState<{ title: string; remedy: string } | null>(null);
  useModal(box);
  useEffect(() => {
    const field = isForm ? box.current?.querySelector<HTMLElement>('input, select, textarea') : null;
    (field ?? way.current)?.focus();
  }, [isForm]);
  useEffect(() => {
    if (!running) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), 3_000);
    return () => clearTimeout(timer);
  }, [running]);
  const asks = reason === true ? { label: words.dialog.reason } : reason || null;
  const mustSay = asks !== null && !('optional' in asks && asks.optional);
  const run = async (event: FormEvent) => {
    event.preventDefault();
    if (running) return;
    if (mustSay && why.trim() === '') return setProblem({ title: words.dialog.reasonMissing, remedy: '' });
    setRunning(true);
    setProblem(null);
    try {
      await act(why.trim());
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
      setRunning(false);
    }
  };
  return (
    <dialog
      ref={box}
      data-alone
      className={styles.dialog}
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
      onCancel={(event) => {
        event.preventDefault();
        if (!running) onClose();
      }}
    >
      <form onSubmit={(event) => void run(event)}>
        <h2 className={styles.title} id={`${id}t`}>
          {title}
        </h2>
        <div className={styles.text} id={`${id}d`}>
          <div>{happens}</div>
          {cannotUndo ? <div className={styles.final}>{cannotUndo}</div> : null}
        </div>
        {children}
        {asks ? (
          <label className={styles.reason}>
            {asks.label}
            <textarea rows={2} value={why} onChange={(event) => setWhy(event.target.value)} aria-required={mustSay} />
          </label>
        ) : null}
        {asks && 'usual' in asks && asks.usual ? (
          <div className={styles.usual}>
            {asks.usual.map((phrase) => (
              <button key={phrase} type="button" onClick={() => setWhy(phrase)}>
                {phrase}
              </button>
            ))}
          </div>
        ) : null}
        <div className={styles.problem} role="alert">
          {problem ? `${problem.title}${problem.remedy ? `：${problem.remedy}` : ''}` : null}
        </div>
        {slow ? <div className={styles.slow}>{words.dialog.slow}</div> : null}
        <div className={styles.acts}>
          <button ref={way} type="button" className={styles.leave} onClick={onClose}>
            {leave ?? words.dialog.leave}
          </button>
          <button type="submit" className={danger ? styles.danger : styles.act} aria-disabled={running}>
            {running ? say(words.dialog.running, { verb }) : verb}
          </button>
        </div>
      </form>
    </dialog>
  );
}

const DialogContext = createContext<(act: Act) => void>(() => {});

/** `const ask = useActDialog(); ask({ title, happens, verb, act: async (reason) => … })`. */
export function useActDialog(): (act: Act) => void {
  return useContext(DialogContext);
}

export function ActDialogHost({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<{ act: Act; serial: number } | null>(null);
  const ask = useCallback((act: Act) => setOpen((now) => ({ act, serial: (now?.serial ?? 0) + 1 })), []);
  return (
    <DialogContext value={ask}>
      {children}
      {open ? <ActDialog key={open.serial} {...open.act} onClose={() => setOpen(null)} /> : null}
    </DialogContext>
  );
}
