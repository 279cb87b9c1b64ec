import words from '../../../content/wording/console/review.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { LevelShape } from '../look/level-shape.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import styles from './reading-panel.module.css';
import type { Mark, View } from './review-data.ts';
import { shortHash } from './review-data.ts';
import { ReviewText } from './review-text.tsx';
import { SentBack } from './sent-back.tsx';

export type Way = 'diff' | 'full' | 'phone';

interface Props {
  view: View;
  way: Way;
  onWay: (way: Way) => void;
  marks: readonly Mark[];
}

/** The text in the three ways of looking at it, what changed above it, what was found below. */
export function ReadingPanel({ view, way, onWay, marks }: Props) {
  const ways: readonly Way[] = view.readBefore ? ['diff', 'full', 'phone'] : ['full', 'phone'];
  return (
    <section className={styles.panel} aria-label={view.title}>
      <header className={styles.head} data-changed={view.changes.length > 0 && view.mine.why !== 'signed-twice'}>
        <p className={styles.banner}>
          <Banner view={view} />
        </p>
        <fieldset className={styles.ways} aria-label={words.view.label}>
          {ways.map((each) => (
            <button key={each} type="button" aria-pressed={each === way} onClick={() => onWay(each)}>
              {words.view[each]}
            </button>
          ))}
        </fieldset>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.body} tabIndex={0} aria-label={words.view[way]}>
        <SentBack view={view} />
        {way === 'phone' ? (
          <div className={styles.phone}>
            <iframe
              title={say(words.view.frame, { title: view.title })}
              src={`/api/v1/review/${view.post}/phone?hash=${view.contentHash}`}
            />
          </div>
        ) : (
          <ReviewText view={view} changesOnly={way === 'diff'} marks={[...marks, ...(view.sentBack?.marks ?? [])]} />
        )}
      </section>
      <Findings view={view} />
    </section>
  );
}

function Banner({ view }: { view: View }) {
  const { now } = useFrame();
  const { readBefore, changes, revision, closedAt, state, sentBack } = view;
  if (state !== 'open' && closedAt !== null)
    return <span>{say(words.view.closed[sentBack?.is ?? state], { at: momentWords(closedAt, now()) })}</span>;
  if (view.mine.why === 'signed-twice') return <b>{say(words.view.signed, { n: revision })}</b>;
  if (!readBefore)
    return (
      <>
        <b className={styles.calm}>{words.view.first}</b> <span>{say(words.view.revision, { n: revision })}</span>
      </>
    );
  const from = { from: readBefore.revision, to: revision };
  if (changes.length === 0)
    return (
      <>
        <b className={styles.calm}>{words.view.onlyLook}</b> <span>{say(words.view.from, from)}</span>
      </>
    );
  const changed = { approve: words.view.changed, tick: words.view.changedTick, return: words.view.changedReturn };
  return (
    <>
      <b>
        <LevelShape level="orange" />
        {say(changed[readBefore.decision], { n: changes.length })}
      </b>{' '}
      <span>{say(readBefore.decision === 'approve' ? words.view.voided : words.view.from, from)}</span>
    </>
  );
}

function Findings({ view }: { view: View }) {
  const left = view.findings.filter((f) => !f.excepted);
  const count = (severity: View['findings'][number]['severity']) => left.filter((f) => f.severity === severity).length;
  const blocking = count('blocking');
  const said = left.filter((f) => f.severity !== 'note' || blocking === 0).slice(0, 3);
  return (
    <footer className={styles.foot}>
      <b className={blocking === 0 ? styles.passed : styles.left}>
        <LevelShape level={blocking === 0 ? 'green' : 'red'} />
        {blocking === 0 ? words.findings.passed : words.findings.left}
      </b>
      <span title={said.map((f) => f.message).join('\n')} className={styles.counts}>
        {say(words.findings.counts, { blocking, warning: count('warning'), note: count('note') })}
        {said.length > 0 ? `（${said.map((f) => f.message).join('')}）` : ''}
      </span>
      <span className={styles.hash}>{say(words.findings.hash, { hash: shortHash(view.contentHash) })}</span>
    </footer>
  );
}
