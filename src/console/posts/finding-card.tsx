import { useEffect, useRef } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import styles from './findings.module.css';
import type { Finding } from './post-types.ts';
import { callsForPages, canTake } from './walk-findings.ts';

interface Props {
  finding: Finding;
  isCurrent: boolean;
  mayExcept: boolean;
  editable: boolean;
  onTake: () => void;
  onKeep: () => void;
  onShow: () => void;
  /** 重新组稿; absent for a post that is made of no page. */
  onRemake: (() => void) | undefined;
}

const kinds: Readonly<Record<string, string>> = words.findings.kinds;
const acts: Readonly<Record<string, string>> = words.findings.acts;

/** The name of a kind of finding, as people know it. */
export function kindOf(check: string): string {
  return kinds[check] ?? kinds[check.replace(/-sent$/, '')] ?? words.findings.kinds.other;
}

export function FindingCard({ finding, isCurrent, mayExcept, editable, onTake, onKeep, onShow, onRemake }: Props) {
  const { check, severity, message, excerpt, suggestion, excepted, exceptable } = finding;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isCurrent) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const can = editable && canTake(finding);
  const verb = check === 'machine-draft' ? words.findings.takeOver : (acts[check] ?? words.findings.acts.other);
  return (
    <article
      ref={card}
      className={`${styles.card} ${styles[severity]} ${isCurrent ? styles.current : ''} ${excepted ? styles.passed : ''}`}
    >
      <p className={styles.top}>
        <span className={styles.grade}>
          <GradeShape severity={severity} />
          {words.grades[severity]}
        </span>
        <span className={styles.kind}>{kindOf(check)}</span>
      </p>
      <p className={styles.says}>{message}</p>
      {suggestion === null ? (
        <p className={styles.remedy}>{finding.remedy}</p>
      ) : (
        <p className={styles.change}>
          <del>
            <span className="hidden-words">{words.versions.removed}</span>
            {excerpt}
          </del>
          <ins>
            <span className="hidden-words">{words.versions.added}</span>
            {suggestion}
          </ins>
        </p>
      )}
      <p className={styles.acts}>
        {excepted ? <span>{words.findings.keptOn}</span> : null}
        {can ? (
          <button type="button" className={severity === 'blocking' ? styles.filled : styles.act} onClick={onTake}>
            {verb}
          </button>
        ) : null}
        {editable && onRemake && callsForPages(finding) ? (
          <button type="button" className={severity === 'blocking' ? styles.filled : styles.act} onClick={onRemake}>
            {words.findings.remake}
          </button>
        ) : null}
        {!excepted && finding.field === 'body' ? (
          <button type="button" className={styles.act} onClick={onShow}>
            {words.findings.show}
          </button>
        ) : null}
        {exceptable && !excepted && mayExcept ? (
          <button type="button" className={styles.act} onClick={onKeep}>
            {words.findings.keep}
          </button>
        ) : null}
      </p>
      {exceptable && !excepted && !mayExcept && check === 'personal-data' ? (
        <p className={styles.foot}>{words.findings.whoKeeps}</p>
      ) : null}
    </article>
  );
}

/** ■ ◆ ○: the grade without its colour. */
function GradeShape({ severity }: { severity: Finding['severity'] }) {
  return (
    <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
      {severity === 'blocking' ? <rect x="1.5" y="1.5" width="9" height="9" fill="currentColor" /> : null}
      {severity === 'warning' ? <path d="M6 0.5 11.5 6 6 11.5 0.5 6z" fill="currentColor" /> : null}
      {severity === 'note' ? <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="2" /> : null}
    </svg>
  );
}
