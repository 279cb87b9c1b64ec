import { type Align, type Block, isEmptyRuns, type TextBlock, textOfRuns } from './body-blocks.ts';
import { NOTES_HEADLINE } from './link-footnotes.ts';

/** What a text block is for; the theme has a look for each. */
export type TextRole = 'paragraph' | 'salutation' | 'caption' | 'signature' | 'note';
export type Arranged = Exclude<Block, TextBlock> | (TextBlock & { role: TextRole });

const CAPTION_CHARS = 60;
const CAPTION_SIGN = /^(?:[图▲△↑]|上图|下图|左图|右图)/;
const ISSUER_CHARS = 40;
const DATE =
  /^(?:\d{4}|[二〇零○Ｏ一三四五六七八九十]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日$/;
/** The last character of an office: 局 委 府 厅 办 部 院 会 处 室 … */
const OFFICE = /(?:[局委府厅办部院会处室科所站队团社行]|中心|公司|银行|学校|办公室|小组)(?:[（(].{1,20}[）)])?$/;
const SALUTATION = /(?:[局委府厅办部院会处室科所站位门市县区镇乡街道司团校]|单位|企业|同志)[）)]?[：:]$/;
const SALUTATION_CHARS = 200;
/** Where letters begin: an addressee further down is a sentence. */
const SALUTATION_BLOCKS = 6;
/** Largest headings of a body are second to the article's title. */
const TOP_LEVEL = 2;

/**
 * Gives every text its role and every heading its level: captions below pictures, 落款 on the right, addressees without
 * indent, notes small; levels begin at 2 and skip none. The words decide and not where a block came from, so that what is
 * arranged once stays as it is.
 */
export function arrangeBlocks(blocks: readonly Block[]): Arranged[] {
  const levels = headingLevels(blocks);
  const signatures = signatureBlocks(blocks);
  const notesFrom = notesBegin(blocks);
  return blocks.map((block, i): Arranged => {
    if (block.kind === 'heading') return { ...block, level: levels.get(block) ?? TOP_LEVEL };
    if (block.kind !== 'text') return block;
    if (i > notesFrom) return { ...block, role: 'note' };
    if (signatures.has(block)) return { ...block, align: 'right', role: 'signature' };
    if (isCaption(block, blocks[i - 1])) return { ...block, align: 'center', role: 'caption' };
    const addressed = i < SALUTATION_BLOCKS && block.align === null && isSalutation(block);
    return { ...block, role: addressed ? 'salutation' : 'paragraph' };
  });
}

/** The words of a text block that stands below a picture as its caption; null for any other block. */
export function captionBelow(block: Block | undefined, picture: Block): string | null {
  return block?.kind === 'text' && isCaption(block, picture) ? textOfRuns(block.runs).trim() : null;
}

function isCaption(block: TextBlock, above: Block | undefined): boolean {
  if (above?.kind !== 'picture' || block.align === 'right' || isEmptyRuns(block.runs)) return false;
  const text = textOfRuns(block.runs);
  return text.length <= CAPTION_CHARS && (block.align === 'center' || CAPTION_SIGN.test(text)) && !text.includes('\n');
}

function headingLevels(blocks: readonly Block[]): Map<Block, number> {
  const levels = new Map<Block, number>();
  const open: number[] = [];
  for (const block of blocks) {
    if (block.kind !== 'heading') continue;
    while ((open.at(-1) ?? 0) >= block.level) open.pop();
    open.push(block.level);
    levels.set(block, Math.min(TOP_LEVEL - 1 + open.length, 6));
  }
  return levels;
}

/** Issuers and their date: a line that is a day and nothing else, and the offices directly above it. */
function signatureBlocks(blocks: readonly Block[]): Set<Block> {
  const found = new Set<Block>();
  blocks.forEach((block, i) => {
    const lines = linesOf(block);
    if (lines === null || !DATE.test(lines.at(-1) ?? '')) return;
    const issuers = lines.slice(0, -1);
    if (!issuers.every(isOffice)) return;
    const above: Block[] = [];
    for (let at = i - 1; at >= 0 && issuers.length === 0; at -= 1) {
      const lines = linesOf(blocks[at]);
      if (!lines?.every(isOffice)) break;
      above.push(...blocks.slice(at, at + 1));
    }
    const aligned = block.kind === 'text' && block.align === 'right';
    if (issuers.length > 0 || above.length > 0 || aligned) for (const each of [...above, block]) found.add(each);
  });
  return found;
}

/** Lines of a text that may be part of a 落款; null for anything else, and for what is set in the middle (a title's date). */
function linesOf(block: Block | undefined): string[] | null {
  if (block?.kind !== 'text' || isMiddle(block.align)) return null;
  return textOfRuns(block.runs)
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0\u3000]+/g, ''));
}

function isMiddle(align: Align): boolean {
  return align === 'center';
}

function isOffice(line: string): boolean {
  return line.length > 1 && line.length <= ISSUER_CHARS && OFFICE.test(line) && !/[，。；：、]/.test(line);
}

function isSalutation({ runs }: TextBlock): boolean {
  const text = textOfRuns(runs).trim();
  return text.length <= SALUTATION_CHARS && SALUTATION.test(text) && !/[。；]/.test(text);
}

/** The notes at the end, with their headline: where the theme's look of notes begins. */
function notesBegin(blocks: readonly Block[]): number {
  for (let i = blocks.length - 1; i > 0; i -= 1) {
    const block = blocks[i];
    if (block?.kind !== 'text') return Number.POSITIVE_INFINITY;
    const text = textOfRuns(block.runs);
    if (text === NOTES_HEADLINE && blocks[i - 1]?.kind === 'rule') return i - 1;
    if (!/^\[\d{1,4}\] /.test(text)) return Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}
