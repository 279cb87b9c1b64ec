/** Which change came from whom, when, and from which finding. Pure. */
import type { Finding } from '../../posts/finding.ts';
import { type ComparedBlock, resembles } from './compare-texts.ts';
import { keyOf, type ReadBlock } from './read-text.ts';

/** One text on the way from the older to the newer one, both included, in their order. */
export interface TextStep {
  revision: number;
  by: string;
  at: number;
  blocks: readonly ReadBlock[];
  /** What was found in it; asked for only when needed. */
  findings: () => readonly Finding[];
}

export interface ToldChange {
  /** From 1, in the order of reading. */
  number: number;
  revision: number;
  by: string;
  at: number;
  /** The check whose finding went with it (`personal-data`), where known. */
  check: string | null;
}

/** Blocks with the number of their change; neighbours that came or went together share one. */
export interface NumberedBlock extends ComparedBlock {
  change: number | null;
}

export function tellChanges(
  compared: readonly ComparedBlock[],
  steps: readonly TextStep[],
): { blocks: NumberedBlock[]; changes: ToldChange[] } {
  const keys = steps.map(({ blocks }) => new Set(blocks.map(keyOf)));
  const changes: ToldChange[] = [];
  let before: ComparedBlock | null = null;
  const blocks = compared.map((block): NumberedBlock => {
    const runs = before !== null && before.op === block.op && block.op !== 'mod';
    before = block;
    if (block.op === 'same') return { ...block, change: null };
    const at = stepOf(block, keys);
    const step = steps[at];
    if (!step) return { ...block, change: null };
    const last = changes.at(-1);
    if (runs && last?.revision === step.revision) return { ...block, change: last.number };
    const number = changes.length + 1;
    const { revision, by } = step;
    changes.push({ number, revision, by, at: step.at, check: checkBehind(block, steps[at - 1], step) });
    return { ...block, change: number };
  });
  return { blocks, changes };
}

/** The text from which on the block reads as it does now, or from which on it is gone. */
function stepOf({ before, after }: ComparedBlock, keys: readonly ReadonlySet<string>[]): number {
  const key = after ? keyOf(after) : before ? keyOf(before) : '';
  const there = after !== null;
  let at = keys.length - 1;
  while (at > 1 && keys[at - 1]?.has(key) === there) at -= 1;
  return at;
}

/** A finding of the text before whose words the change took away: in the block as it stood just before. */
function checkBehind({ before, after }: ComparedBlock, earlier: TextStep | undefined, step: TextStep): string | null {
  const block = after ?? before;
  if (!earlier || !block) return null;
  const kept = new Set(step.blocks.map(keyOf));
  const gone = earlier.blocks.filter((old) => !kept.has(keyOf(old)) && resembles(old, block));
  const has = after?.cells.join('\n') ?? '';
  const mended = (found: Finding) =>
    found.excerpt !== '' &&
    gone.some(({ cells }) => cells.join('\n').includes(found.excerpt)) &&
    !has.includes(found.excerpt) &&
    !stays(found, step);
  return earlier.findings().find(mended)?.check ?? null;
}

function stays(found: Finding, { findings }: TextStep): boolean {
  return findings().some((f) => f.check === found.check && f.excerpt === found.excerpt);
}
