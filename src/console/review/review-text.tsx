/** The text under review: with its changes, or as it stands. Blocks come from the server; nothing here is HTML of an article. */
import { type ReactNode, useState } from 'react';
import words from '../../../content/wording/console/review.yaml';
import { say } from '../look/say.ts';
import { ChangeNote } from './change-note.tsx';
import { type PlacedBlock, placedBlocks, shownBlocks } from './placed-blocks.ts';
import type { Mark, View } from './review-data.ts';
import styles from './review-text.module.css';
import { TextBlock } from './text-block.tsx';
import { TextTable } from './text-table.tsx';

interface Props {
  view: View;
  /** Only what changed and what stands beside it; else the whole text as it stands. */
  changesOnly: boolean;
  marks: readonly Mark[];
}

export function ReviewText({ view, changesOnly, marks }: Props) {
  const [opened, setOpened] = useState<readonly number[]>([]);
  const placed = placedBlocks(view.blocks, changesOnly);
  const shown = changesOnly ? shownBlocks(placed, opened) : [{ blocks: placed, from: 0, skipped: false }];
  return (
    <div className={styles.text}>
      {shown.map(({ blocks, from, skipped }) =>
        skipped ? (
          <p key={from} className={styles.skipped}>
            {say(words.view.skipped, { n: blocks.length })}
            <button type="button" onClick={() => setOpened([...opened, from])}>
              {words.view.open}
            </button>
          </p>
        ) : (
          <Blocks key={from} view={view} blocks={blocks} plain={!changesOnly} marks={marks} />
        ),
      )}
    </div>
  );
}

interface BlocksProps {
  view: View;
  blocks: readonly PlacedBlock[];
  plain: boolean;
  marks: readonly Mark[];
}

function Blocks({ view, blocks, plain, marks }: BlocksProps) {
  const told: ReactNode[] = [];
  let rows: PlacedBlock[] = [];
  const flush = () => {
    if (rows.length > 0) told.push(<TextTable key={`rows${rows[0]?.index}`} rows={rows} plain={plain} marks={marks} />);
    rows = [];
  };
  blocks.forEach((placed, i) => {
    const { block, index } = placed;
    if (block.kind === 'row' || block.kind === 'head-row') rows.push(placed);
    else {
      flush();
      told.push(<TextBlock key={index} view={view} placed={placed} plain={plain} marks={marks} />);
    }
    const ends = block.change !== null && blocks[i + 1]?.block.change !== block.change;
    if (plain || !ends) return;
    flush();
    told.push(<ChangeNote key={`change${block.change}`} view={view} number={block.change ?? 0} />);
  });
  flush();
  return told;
}
