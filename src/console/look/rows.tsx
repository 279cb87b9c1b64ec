import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/frame.yaml';
import { usePrinting } from './media.ts';
import styles from './rows.module.css';

interface Props<T> {
  rows: readonly T[];
  /** Height of a row, px: 56 two lines, 44 a table's, 34 dense. */
  height: number;
  keyOf: (row: T) => string;
  children: (row: T, index: number) => ReactNode;
  /** There is a next page, and how to fetch it; fetched by itself when the end comes into sight. */
  isMore?: boolean;
  isFetchingMore?: boolean;
  more?: () => void;
}

/** From this many rows on only those in sight are drawn. */
const VIRTUAL_FROM = 100;

/** Rows of a list that scrolls with the page; past 100 only those in sight exist, but on paper all that were read. */
export function Rows<T>({ rows, height, keyOf, children, isMore = false, isFetchingMore = false, more }: Props<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((box.current?.getBoundingClientRect().top ?? 0) + scrollY), []);
  const isPaper = usePrinting();
  const isVirtual = rows.length > VIRTUAL_FROM && !isPaper;
  const virtual = useWindowVirtualizer({
    count: isVirtual ? rows.length : 0,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: top,
  });
  const end = useRef<HTMLDivElement>(null);
  const lastRow = rows.at(-1);
  const last = lastRow === undefined ? null : keyOf(lastRow);
  // A page that did not come is asked for again by the button only.
  const askedAfter = useRef<string | null>(null);
  useEffect(() => {
    const at = end.current;
    if (!at || !isMore || isFetchingMore || !more) return;
    const ask = (entries: readonly IntersectionObserverEntry[]) => {
      if (askedAfter.current === last || !entries.some((e) => e.isIntersecting)) return;
      askedAfter.current = last;
      more();
    };
    const seen = new IntersectionObserver(ask, { rootMargin: '400px' });
    seen.observe(at);
    return () => seen.disconnect();
  }, [isMore, isFetchingMore, more, last]);
  return (
    <div ref={box}>
      {isVirtual ? (
        <ul className={styles.virtual} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <li
                key={keyOf(row)}
                data-index={index}
                ref={virtual.measureElement}
                style={{ transform: `translateY(${start - top}px)` }}
                aria-posinset={index + 1}
                aria-setsize={isMore ? -1 : rows.length}
              >
                {children(row, index)}
              </li>
            );
          })}
        </ul>
      ) : (
        <ul className={styles.plain}>
          {rows.map((row, i) => (
            <li key={keyOf(row)}>{children(row, i)}</li>
          ))}
        </ul>
      )}
      {isMore ? (
        <div ref={end} className={styles.more}>
          <button type="button" onClick={more} aria-disabled={isFetchingMore}>
            {isFetchingMore ? words.list.loading : words.list.more}
          </button>
        </div>
      ) : null}
    </div>
  );
}
