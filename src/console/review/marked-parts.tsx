import type { ReactNode } from 'react';
import words from '../../../content/wording/console/review.yaml';
import type { Part } from './review-data.ts';
import styles from './review-text.module.css';

interface Props {
  parts: readonly Part[];
  /** Marked stretches of the text as it stands, UTF-16 code units. */
  marks?: readonly { start: number; end: number }[];
  /** Whether what is gone is left out: the text as it stands. */
  plain?: boolean;
}

/** A text with what is new, what is gone, and what was marked for a return; each with hidden words beside its colour. */
export function MarkedParts({ parts, marks = [], plain = false }: Props) {
  let at = 0;
  return parts.map((part, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
    if (part.op === 'del') return plain ? null : <Gone key={i} text={part.text} />;
    const from = at;
    at += part.text.length;
    const inside = stretches(part.text, from, marks);
    if (part.op === 'same' || plain) return inside;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
      <ins key={i} className={styles.ins}>
        <span className="hidden-words" data-unread="">
          {words.view.ins}
        </span>
        {inside}
      </ins>
    );
  });
}

function Gone({ text }: { text: string }) {
  return (
    <del className={styles.del} data-unread="">
      <span className="hidden-words">{words.view.del}</span>
      {text}
    </del>
  );
}

function stretches(text: string, from: number, marks: readonly { start: number; end: number }[]): ReactNode[] {
  const edges = new Set([0, text.length]);
  for (const { start, end } of marks)
    for (const edge of [start - from, end - from]) if (edge > 0 && edge < text.length) edges.add(edge);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => {
    const piece = text.slice(start, sorted[i + 1]);
    const isMarked = marks.some((mark) => mark.start <= from + start && from + start < mark.end);
    const key = `${from}:${start}`;
    return isMarked ? (
      <mark key={key} className={styles.mark}>
        <span className="hidden-words" data-unread="">
          {words.view.marked}
        </span>
        {piece}
      </mark>
    ) : (
      <span key={key}>{piece}</span>
    );
  });
}
