import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { usePrinting } from '../look/media.ts';
import { PostLine } from './post-line.tsx';
import type { PostRow } from './post-types.ts';
import styles from './posts-page.module.css';

interface Props {
  rows: readonly PostRow[];
  /** Whether there are more than those that were read. */
  isMore: boolean;
  rowProps: (index: number) => object;
  onAway: (row: PostRow) => void;
}

/** Height of a row of two lines, px, until it is measured. */
const ROW = 56;
/** From this many rows on only those in sight are drawn. */
const VIRTUAL_FROM = 100;

/** The list of posts; it scrolls with the page, and on paper all that were read stand. */
export function PostTable({ rows, isMore, rowProps, onAway }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((body.current?.getBoundingClientRect().top ?? 0) + scrollY), []);
  const isPaper = usePrinting();
  const isVirtual = rows.length > VIRTUAL_FROM && !isPaper;
  const virtual = useWindowVirtualizer({
    count: isVirtual ? rows.length : 0,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: top,
  });
  const shown = virtual.getVirtualItems();
  const above = (shown[0]?.start ?? top) - top;
  const below = virtual.getTotalSize() - ((shown.at(-1)?.end ?? top) - top);
  const line = (row: PostRow, i: number) => (
    <PostLine
      key={row.id}
      row={row}
      props={{
        ...rowProps(i),
        'data-index': i,
        'aria-rowindex': i + 2,
        ref: isVirtual ? virtual.measureElement : null,
      }}
      onAway={() => onAway(row)}
    />
  );
  return (
    <table className={styles.table} aria-rowcount={isMore ? -1 : rows.length + 1}>
      <thead>
        <tr>
          <th scope="col">{words.list.headTitle}</th>
          <th scope="col">{words.list.headKind}</th>
          <th scope="col">{words.list.headState}</th>
          <th scope="col">{words.list.headAuthor}</th>
          <th scope="col">{words.list.headUpdated}</th>
          <th scope="col">{words.list.headChannels}</th>
          <th scope="col">{words.list.headFindings}</th>
          <th scope="col" className="screen-only">
            <span className="hidden-words">{words.away.acts}</span>
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        {isVirtual ? (
          <>
            <Gap height={above} />
            {shown.map(({ index }) => {
              const row = rows[index];
              return row === undefined ? null : line(row, index);
            })}
            <Gap height={below} />
          </>
        ) : (
          rows.map(line)
        )}
      </tbody>
    </table>
  );
}

/** The height of rows that are not in sight. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td className={styles.gap} colSpan={8} style={{ height }} />
    </tr>
  );
}
