/** Which blocks of a text are shown, each with its place, and which are folded. Pure. */
import type { ViewBlock } from './review-data.ts';

/** A block with its place among the blocks of its article as they stand, by which marks are counted. */
export interface PlacedBlock {
  block: ViewBlock;
  index: number;
  place: number;
}

/** Blocks with their places; what is gone is left out of the text as it stands, and so are forms that did not change. */
export function placedBlocks(blocks: readonly ViewBlock[], changesOnly: boolean): PlacedBlock[] {
  const counts = new Map<number, number>();
  const placed = blocks.map((block, index): PlacedBlock => {
    const place = counts.get(block.article) ?? 0;
    if (block.op !== 'del') counts.set(block.article, place + 1);
    return { block, index, place };
  });
  return placed.filter(({ block }) => {
    if (!changesOnly) return block.op !== 'del' && block.kind !== 'form';
    return block.article >= 0 ? isBody(block) || block.change !== null : block.change !== null;
  });
}

function isBody({ kind }: ViewBlock): boolean {
  return !['digest', 'source', 'cover', 'author'].includes(kind);
}

/** At least so many unchanged blocks in a row are folded. */
const FOLD = 3;
/** The end of the text stays in sight when it is no longer than this. */
const TAIL = 8;

/** The blocks in runs: those near a change open, longer stretches without one folded unless they were opened. */
export function shownBlocks(placed: readonly PlacedBlock[], opened: readonly number[]) {
  const isNear = (i: number) =>
    [-1, 0, 1].some((by) => placed[i + by]?.block.change != null) || placed[i]?.block.kind === 'title';
  const lastHeading = placed.findLastIndex(({ block }) => block.kind === 'heading');
  const tail = lastHeading >= 0 && placed.length - lastHeading <= TAIL ? lastHeading : placed.length;
  const runs: { blocks: PlacedBlock[]; from: number; skipped: boolean }[] = [];
  placed.forEach((each, i) => {
    const far = !isNear(i) && i < tail && !(each.block.kind === 'heading' && isNear(i + 1));
    const last = runs.at(-1);
    if (last && last.skipped === far) last.blocks.push(each);
    else runs.push({ blocks: [each], from: each.index, skipped: far });
  });
  return runs.map((run) => ({
    ...run,
    skipped: run.skipped && run.blocks.length >= FOLD && !opened.includes(run.from),
  }));
}
