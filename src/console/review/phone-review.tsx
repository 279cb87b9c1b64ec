import LeftOutlined from '@ant-design/icons/LeftOutlined';
import { type TouchEvent, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import words from '../../../content/wording/console/review.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { LevelChip } from '../look/level.tsx';
import { say } from '../look/say.ts';
import { dayOf, momentWords, timeWords } from '../look/time-words.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { FullText } from './full-text.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { PhoneChain } from './phone-chain.tsx';
import { PhoneChanges } from './phone-changes.tsx';
import { PhoneGates } from './phone-gates.tsx';
import { PhoneOpinion } from './phone-opinion.tsx';
import styles from './phone-review.module.css';
import { ReturnPanel } from './return-panel.tsx';
import { dueText, type Queue, type View } from './review-data.ts';
import { SentBack } from './sent-back.tsx';
import { useReview } from './use-review.ts';

/** A stroke of the finger that turns the page, px. */
const STROKE = 72;

/** Signing on a phone: one post a screen; changes first, gates as tiles, two buttons within the thumb's reach. */
export function PhoneReview({ view, queue }: { view: View; queue: Queue }) {
  const { now } = useFrame();
  const reviewed = useReview(view, queue);
  const { signing, returning, setReturning } = reviewed;
  const [isFull, setFull] = useState(false);
  const [, goTo] = useLocation();
  const start = useRef<{ x: number; y: number } | null>(null);
  const at = queue.waiting.findIndex((each) => each.post === view.post);
  const sameDay = dayOf(view.submittedAt) === dayOf(now());
  const submittedAt = sameDay ? timeWords(view.submittedAt) : momentWords(view.submittedAt, now());
  const [before, after] = [queue.waiting[at - 1], at < 0 ? undefined : queue.waiting[at + 1]];

  const onEnd = ({ changedTouches }: TouchEvent) => {
    const touch = changedTouches[0];
    const from = start.current;
    start.current = null;
    if (!from || !touch || returning) return;
    const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
    if (Math.abs(x) < STROKE || Math.abs(y) > Math.abs(x) / 2) return;
    const next = x < 0 ? after : before;
    if (next) goTo(`/review/${next.post}`);
  };
  return (
    <div
      className={styles.page}
      data-signing=""
      onTouchStart={({ touches }) => {
        const touch = touches[0];
        start.current = touch ? { x: touch.clientX, y: touch.clientY } : null;
      }}
      onTouchEnd={onEnd}
    >
      <header className={styles.top}>
        <Link href="/" aria-label={words.phone.back}>
          <LeftOutlined aria-hidden="true" />
        </Link>
        <h1>{words.phone.title}</h1>
        <span>{at < 0 ? '' : say(words.phone.place, { n: at + 1, count: queue.count })}</span>
      </header>
      <section className={styles.card} aria-label={view.title}>
        <div className={styles.line}>
          {view.due ? <LevelChip level={view.due.level} says={dueText(view.due.at, now())} /> : <span />}
          <button type="button" className={styles.link} onClick={() => setFull(true)}>
            {words.phone.full}
          </button>
        </div>
        <h2 className="song">
          {view.title}
          {view.articles > 1 ? say(words.phone.articles, { n: view.articles }) : ''}
        </h2>
        <dl className={styles.facts}>
          <dt>{words.phone.to}</dt>
          <dd>
            {view.releases.length > 0 ? view.releases.map((each) => each.account).join('、') : words.queue.noChannels}
          </dd>
          <dt>{words.phone.from}</dt>
          <dd>
            {say(words.phone.submitted, { who: view.submittedBy, at: submittedAt })}
            {view.findings.some((f) => f.severity === 'blocking' && !f.excepted) ? '' : `，${words.phone.passed}`}
          </dd>
        </dl>
        <PhoneChain view={view} />
      </section>
      {view.sentBack ? <SentBack view={view} /> : null}
      <PhoneChanges view={view} onFull={() => setFull(true)} />
      <PhoneGates view={view} onTick={(gate) => void signing.tick(gate)} />
      {view.mine.may && !returning ? <PhoneOpinion reviewed={reviewed} /> : null}
      {returning ? (
        <ReturnPanel
          marks={[]}
          onMark={() => {}}
          onDrop={() => {}}
          reason={reviewed.reason}
          kept={reviewed.keptReason}
          onReason={reviewed.writeReason}
          signing={signing}
          onLeave={() => setReturning(false)}
          onReturn={reviewed.giveBack}
          marking={false}
        />
      ) : null}
      <nav className={styles.turn} aria-label={words.queue.label}>
        {before ? <Link href={`/review/${before.post}`}>{words.phone.previous}</Link> : <span />}
        {after ? <Link href={`/review/${after.post}`}>{words.phone.next}</Link> : <span />}
      </nav>
      {returning ? null : <PhoneBar view={view} reviewed={reviewed} />}
      {isFull ? <FullText view={view} onClose={() => setFull(false)} /> : null}
      {signing.pending ? <ConfirmDialog then={signing.pending} onClose={signing.forget} /> : null}
    </div>
  );
}
