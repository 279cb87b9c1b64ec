import { MarkedParts } from './marked-parts.tsx';
import type { PlacedBlock } from './placed-blocks.ts';
import type { Mark } from './review-data.ts';
import styles from './review-text.module.css';

interface Props {
  rows: readonly PlacedBlock[];
  plain: boolean;
  marks: readonly Mark[];
}

/** Rows of the text under review that follow each other, as one table. */
export function TextTable({ rows, plain, marks }: Props) {
  return (
    <table className={styles.table}>
      <tbody>
        {rows.map(({ block, index, place }) => {
          let offset = 0;
          return (
            <tr key={index} data-op={block.op}>
              {block.cells.map((parts, i) => {
                const Cell = block.kind === 'head-row' ? 'th' : 'td';
                const from = offset;
                const length = parts.filter((p) => p.op !== 'del').reduce((sum, p) => sum + p.text.length, 0);
                offset += length + 1;
                const here = marks
                  .filter((mark) => mark.article === block.article && mark.block === place)
                  .map(({ start, end }) => ({ start: start - from, end: end - from }));
                const at =
                  block.op === 'del' ? {} : { 'data-article': block.article, 'data-block': place, 'data-offset': from };
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name than their place
                  <Cell key={i} {...at}>
                    <MarkedParts parts={parts} marks={here} plain={plain} />
                  </Cell>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
