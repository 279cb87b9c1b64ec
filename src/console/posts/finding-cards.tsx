/** Findings beside the text they are about: each card stands level with its place, and gives way to the one above. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { say } from '../look/say.ts';
import { FindingCard } from './finding-card.tsx';
import styles from './findings.module.css';
import type { Finding } from './post-types.ts';
import { ReturnCard } from './return-card.tsx';
import { isReturnMark } from './return-findings.ts';

interface Props {
  findings: readonly Finding[];
  current: string | null;
  /** Marks of a signer whose words are not in the text any more. */
  gone: ReadonlySet<string>;
  /** The paper's text, to stand level with. */
  paper: RefObject<HTMLElement | null>;
  scroll: number;
  mayExcept: boolean;
  editable: boolean;
  certain: number;
  onAll: () => void;
  onTake: (finding: Finding) => void;
  onKeep: (finding: Finding) => void;
  onShow: (finding: Finding) => void;
  onRemake: (() => void) | undefined;
}

const GAP = 12;

export function FindingCards(props: Props) {
  const { findings, current, paper, scroll, certain, editable } = props;
  const list = useRef<HTMLOListElement>(null);
  const [tops, setTops] = useState<readonly number[]>([]);
  const [height, setHeight] = useState(0);
  const found = findings.filter((f) => !isReturnMark(f)).length;
  const must = findings.filter((f) => f.severity === 'blocking' && !f.excepted).length;
  // Where the marks stand is known once the paper has drawn them.
  useLayoutEffect(() => {
    const place = () => {
      const box = paper.current?.querySelector('[data-paper-scroll]');
      const from = list.current?.getBoundingClientRect().top ?? 0;
      if (!box || !list.current) return;
      const scrolled = list.current.parentElement?.scrollTop ?? 0;
      let last = 0;
      const cards = [...list.current.children].map((card, i) => {
        const mark = box.querySelector(`[data-finding="${CSS.escape(findings[i]?.key ?? '')}"]`);
        // One without a place goes with the one before it.
        last = mark ? mark.getBoundingClientRect().top - from - 10 + scrolled : last;
        return { i, wanted: last, height: card.getBoundingClientRect().height };
      });
      let free = 0;
      const next = cards.map(() => 0);
      for (const { i, wanted, height: tall } of cards.toSorted((a, b) => a.wanted - b.wanted)) {
        next[i] = Math.max(free, wanted);
        free = (next[i] ?? 0) + tall + GAP;
      }
      setTops((before) =>
        before.length === next.length && before.every((top, i) => Math.abs(top - (next[i] ?? 0)) < 1) ? before : next,
      );
      setHeight(Math.max(free, box.scrollHeight));
    };
    place();
    const timer = setTimeout(place, 60);
    const resized = new ResizeObserver(place);
    if (paper.current) resized.observe(paper.current);
    return () => {
      clearTimeout(timer);
      resized.disconnect();
    };
  }, [findings, paper]);
  useEffect(() => {
    const box = list.current?.parentElement;
    if (box) box.scrollTop = scroll;
  }, [scroll]);
  return (
    <section className={styles.column} aria-label={say(words.findings.title, { n: found })}>
      <header className={styles.head}>
        <h2>{say(words.findings.title, { n: found })}</h2>
        {must > 0 ? <span className={styles.must}>{say(words.findings.must, { n: must })}</span> : null}
        {certain > 0 && editable ? (
          <button type="button" className={styles.all} onClick={props.onAll}>
            {words.findings.all}
          </button>
        ) : null}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <div className={styles.scroll} tabIndex={0}>
        {findings.length === 0 ? <p className={styles.none}>{words.findings.none}</p> : null}
        <ol ref={list} className={styles.list} style={{ height: findings.length === 0 ? undefined : height }}>
          {findings.map((finding, i) => (
            <li key={finding.key} className={styles.place} style={{ top: tops[i] ?? i * 140 }}>
              {isReturnMark(finding) ? (
                <ReturnCard
                  mark={finding}
                  isCurrent={finding.key === current}
                  gone={props.gone.has(finding.key)}
                  onShow={() => props.onShow(finding)}
                />
              ) : (
                <FindingCard
                  finding={finding}
                  isCurrent={finding.key === current}
                  mayExcept={props.mayExcept}
                  editable={editable}
                  onTake={() => props.onTake(finding)}
                  onKeep={() => props.onKeep(finding)}
                  onShow={() => props.onShow(finding)}
                  onRemake={props.onRemake}
                />
              )}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
