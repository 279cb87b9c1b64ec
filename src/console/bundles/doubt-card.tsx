import { CheckOutlined, CloseOutlined, QuestionOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/bundles.yaml';
import { fetchClient, type Problem } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import { fullDayWords } from '../look/time-words.ts';
import styles from './bundle.module.css';
import type { BundlePage, Doubt } from './bundle-types.ts';

/** A pairing that a person judges: reasons for and against, and two buttons of which neither is the main one. */
export function DoubtCard({ bundle: { doubtful }, may }: { bundle: BundlePage; may: boolean }) {
  const [doubt] = doubtful;
  return doubt ? <Asked key={doubt.interpretation} doubt={doubt} left={doubtful.length - 1} may={may} /> : null;
}

function Asked({ doubt, left, may }: { doubt: Doubt; left: number; may: boolean }) {
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (word: 'confirm' | 'refuse' | 'reopen') => {
    const { policy, interpretation } = doubt;
    const { error } = await fetchClient.POST('/api/v1/bundles/pairs', {
      body: { policy, interpretation, word, reason: null },
    });
    if (error) throw error;
    await lookAgain(['bundles', 'items', 'frame']);
  };
  const judge = async (word: 'confirm' | 'refuse') => {
    if (running) return;
    setRunning(true);
    setProblem(null);
    try {
      await send(word);
      offer({ said: word === 'confirm' ? words.doubt.confirmed : words.doubt.refused, undo: () => send('reopen') });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setRunning(false);
    }
  };
  return (
    <section className={styles.doubt} aria-labelledby="doubt-title">
      <header className={styles.doubtHead}>
        <QuestionOutlined aria-hidden />
        <h2 id="doubt-title">{words.doubt.title}</h2>
        {left > 0 ? <span className={styles.quiet}>{say(words.doubt.left, { n: left })}</span> : null}
      </header>
      <div className={styles.doubtBody}>
        <Link href={`/items?item=${doubt.interpretation}`} className={styles.doubtTitle}>
          {doubt.title}
        </Link>
        <div className={styles.quiet}>
          {doubt.column} · {doubt.publishedAt === null ? words.noDate : fullDayWords(doubt.publishedAt)}
        </div>
        <ul className={styles.signs}>
          {doubt.signs.map(({ speaks, reason }) => (
            <li key={reason}>
              {speaks === 'for' ? (
                <CheckOutlined aria-hidden className={styles.for} />
              ) : (
                <CloseOutlined aria-hidden className={styles.against} />
              )}
              <span className="hidden-words">{words.doubt[speaks]}</span>
              {reason}
            </li>
          ))}
        </ul>
        <p className={styles.sure}>{say(words.doubt.sure, { n: Math.round(doubt.score * 100) })}</p>
        {may ? (
          <div className={styles.two}>
            <button type="button" className={styles.act} aria-disabled={running} onClick={() => void judge('refuse')}>
              {words.doubt.no}
            </button>
            <button type="button" className={styles.act} aria-disabled={running} onClick={() => void judge('confirm')}>
              {words.doubt.yes}
            </button>
          </div>
        ) : null}
        <p className={styles.problem} role="alert">
          {problem ? `${problem.title}：${problem.remedy}` : null}
        </p>
      </div>
    </section>
  );
}
