import { useEffect, useId, useRef } from 'react';
import words from '../../../content/wording/console/review.yaml';
import type { KeptText } from '../frame/kept-text.ts';
import { KeptBar } from '../look/kept-bar.tsx';
import { say } from '../look/say.ts';
import styles from './return-panel.module.css';
import type { Mark } from './review-data.ts';
import { SigningProblem } from './sign-panel.tsx';
import type { Signing } from './use-signing.ts';

interface Props {
  marks: readonly Mark[];
  onMark: () => void;
  onDrop: (mark: Mark) => void;
  reason: string;
  kept: KeptText;
  onReason: (text: string) => void;
  signing: Signing;
  onLeave: () => void;
  onReturn: () => void;
  /** Marks are made on the computer only. */
  marking: boolean;
}

/** Returning: the passages that are meant, the reason, and the way out. */
export function ReturnPanel({
  marks,
  onMark,
  onDrop,
  reason,
  kept,
  onReason,
  signing,
  onLeave,
  onReturn,
  marking,
}: Props) {
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // A newer browser answers with a promise, which is no way to end an effect.
    void panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const missing = reason.trim() === '';
  return (
    <section ref={panel} className={styles.panel} aria-labelledby={`${id}t`}>
      <h2 id={`${id}t`}>{words.back.title}</h2>
      {marking ? (
        <>
          <p className={styles.how}>{words.back.how}</p>
          {/* The selection must outlive the press. */}
          <button
            type="button"
            className={styles.mark}
            onMouseDown={(event) => event.preventDefault()}
            onClick={onMark}
          >
            {words.back.mark}
            <kbd>R</kbd>
          </button>
          <p className={styles.count} aria-live="polite">
            {marks.length === 0 ? words.back.none : say(words.back.marks, { n: marks.length })}
          </p>
          <ol className={styles.marks}>
            {marks.map((mark) => (
              <li key={`${mark.article}.${mark.block}.${mark.start}`}>
                <q>{mark.excerpt}</q>
                <button type="button" onClick={() => onDrop(mark)} aria-label={`${words.back.drop}“${mark.excerpt}”`}>
                  {words.back.drop}
                </button>
              </li>
            ))}
          </ol>
        </>
      ) : null}
      <label className={styles.label} htmlFor={`${id}r`}>
        {words.back.reason}
      </label>
      <KeptBar kept={kept} onTake={onReason} />
      <textarea
        id={`${id}r`}
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
        // biome-ignore lint/a11y/noAutofocus: the person asked for this panel to write the reason
        autoFocus
      />
      <div className={styles.usual}>
        {words.back.usual.map((phrase) => (
          <button key={phrase} type="button" onClick={() => onReason(phrase)}>
            {phrase}
          </button>
        ))}
      </div>
      <SigningProblem signing={signing} />
      <p className={styles.count}>{missing ? words.back.missing : ''}</p>
      <div className={styles.pair}>
        <button type="button" className={styles.leave} onClick={onLeave}>
          {words.back.leave}
        </button>
        <button
          type="button"
          className={styles.act}
          aria-disabled={missing || signing.running !== null}
          onClick={() => missing || signing.running !== null || onReturn()}
        >
          {signing.running === 'return' ? words.back.running : words.back.act}
        </button>
      </div>
    </section>
  );
}
