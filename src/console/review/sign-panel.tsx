import PrinterOutlined from '@ant-design/icons/PrinterOutlined';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/review.yaml';
import type { KeptText } from '../frame/kept-text.ts';
import { KeptBar } from '../look/kept-bar.tsx';
import { LevelShape } from '../look/level-shape.tsx';
import { say } from '../look/say.ts';
import { missingWords, type View } from './review-data.ts';
import styles from './sign-panel.module.css';
import type { Signing } from './use-signing.ts';

interface Props {
  view: View;
  opinion: string;
  kept: KeptText;
  onOpinion: (text: string) => void;
  signing: Signing;
  onSign: () => void;
  onReturn: () => void;
}

/** The opinion with usual phrases, what is missing, 签名, 退回修改 and 审批单. */
export function SignPanel({ view, opinion, kept, onOpinion, signing, onSign, onReturn }: Props) {
  const missing = missingWords(view, false);
  const isSigning = signing.running === 'sign';
  const slow = useSlow(signing.running !== null);
  const { standsFor } = view.mine;
  return (
    <section className={`${styles.panel} screen-only`} aria-label={words.opinion.title}>
      {view.mine.may ? (
        <>
          <label className={styles.label} htmlFor="opinion">
            {words.opinion.title}
          </label>
          <KeptBar kept={kept} onTake={onOpinion} />
          <textarea
            id="opinion"
            className={styles.opinion}
            rows={1}
            maxLength={500}
            value={opinion}
            onChange={(event) => onOpinion(event.target.value)}
          />
          <div className={styles.usual}>
            {words.opinion.usual.map((phrase) => (
              <button key={phrase} type="button" onClick={() => onOpinion(`${phrase}。`)}>
                {phrase}
              </button>
            ))}
          </div>
        </>
      ) : null}
      {missing === null ? null : (
        <p className={styles.missing} id="sign-missing">
          <LevelShape level="yellow" />
          {missing}
        </p>
      )}
      <SigningProblem signing={signing} />
      {slow ? (
        <p className={styles.slow} role="status">
          {words.sign.slow}
        </p>
      ) : null}
      {view.mine.may ? (
        <button
          type="button"
          className={styles.sign}
          aria-disabled={missing !== null || signing.running !== null}
          aria-describedby={missing === null ? undefined : 'sign-missing'}
          onClick={onSign}
        >
          {isSigning
            ? words.sign.running
            : standsFor
              ? say(words.sign.actFor, { who: standsFor.name })
              : words.sign.act}
          {isSigning ? null : <kbd>Ctrl Enter</kbd>}
        </button>
      ) : null}
      <div className={styles.pair}>
        {view.mine.withdraw.may ? (
          <button
            type="button"
            className={styles.form}
            aria-disabled={signing.running !== null}
            onClick={() => signing.running === null && void signing.unsign()}
          >
            {words.sign.undo}
          </button>
        ) : null}
        {view.mine.may ? (
          <button type="button" className={styles.back} onClick={onReturn}>
            {words.back.act}
            <kbd>R</kbd>
          </button>
        ) : null}
        <Link className={styles.form} href={`/review/${view.post}/form?review=${view.review}`}>
          <PrinterOutlined aria-hidden="true" />
          {words.form.act}
        </Link>
      </div>
    </section>
  );
}

/** What was refused and what to do, in place. */
export function SigningProblem({ signing: { problem } }: { signing: Signing }) {
  return (
    <div role="alert">
      {problem ? (
        <p className={styles.problem}>
          <b>{problem.title}</b>
          <br />
          {problem.remedy}
        </p>
      ) : null}
    </div>
  );
}

/** After three seconds without an answer. */
function useSlow(running: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!running) return;
    const timer = setTimeout(() => setSlow(true), 3_000);
    return () => clearTimeout(timer);
  }, [running]);
  return slow;
}
