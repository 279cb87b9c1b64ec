import { type Block, type Image, imagesWithin, type Link, marks, type Run, runsWithin } from '../body-blocks.ts';
import type { HtmlElement } from '../html-node.ts';
import { footnoteLinks, NOTES_HEADLINE } from '../link-footnotes.ts';
import { readBlocks } from '../read-blocks.ts';
import { shallowTree } from '../shallow-html.ts';
import { lookOf } from '../theme-level.ts';
import { writeBlocks } from '../write-blocks.ts';

/** Tags without styles: what a person edits. The theme gives them their look when the text is composed. */
const BARE = lookOf({}, Number.POSITIVE_INFINITY);
const NOTE = /^\[(\d{1,4})\] (?:([\s\S]{1,40})：)?(https?:\S+)$/;
const LEADS_SOMEWHERE = /^(?:https?:\/\/[^\s/]|mailto:|tel:)/i;
const STORED = /^(?:asset:|\/api\/v1\/posts\/pictures\/)([0-9a-f]{64})$/;

/**
 * The composed HTML of an article as a person edits it: the same words, pictures and tables without the theme's styles,
 * and the notes at its end as the links that they were made of, where that is certain. Composing it again gives the same
 * HTML. Pure.
 */
export function bareBody(composed: string): string {
  return written(withLinks(blocksIn(composed)));
}

/**
 * What arrives from an editor as the tags that the platform keeps and nothing else, whatever it was: no style, no script,
 * no picture that is not the house's own. Doing it twice changes nothing. Pure.
 */
export function cleanBody(html: string): string {
  const blocks = blocksIn(html);
  for (const run of runsWithin(blocks).flat()) {
    if (run.link && !LEADS_SOMEWHERE.test(run.link.address)) run.link = null;
  }
  return written(blocks);
}

/** SHA-256 (hex) of the pictures of a bare text, each once, in order. */
export function picturesIn(bare: string): string[] {
  return [...new Set(imagesWithin(blocksIn(bare)).map(({ sha256 }) => sha256))];
}

function blocksIn(html: string): Block[] {
  return readBlocks(shallowTree(html).nodes, 'page', stored).filter(
    (block) => !('runs' in block) || block.runs.some((run) => /\S/.test(run.text)),
  );
}

function stored({ attribs }: HtmlElement): Image | null {
  const sha256 = STORED.exec(attribs.src?.trim() ?? '')?.[1];
  return sha256 === undefined ? null : { sha256, alt: attribs.alt?.trim() ?? '', large: false };
}

function written(blocks: readonly Block[]): string {
  return writeBlocks(
    blocks.map((block) => (block.kind === 'text' ? { ...block, role: 'paragraph' as const } : block)),
    BARE,
  );
}

/** Notes at the end become links on the words they name; all of them or none, and only if they would become the same notes again. */
function withLinks(blocks: Block[]): Block[] {
  const from = blocks.findLastIndex((block) => block.kind === 'text' && textOf(block.runs) === NOTES_HEADLINE);
  if (from < 1 || blocks[from - 1]?.kind !== 'rule') return blocks;
  const notes = new Map<string, { name: string; address: string }>();
  for (const block of blocks.slice(from + 1)) {
    const [, number = '', name = '', address = ''] = (block.kind === 'text' && NOTE.exec(textOf(block.runs))) || [];
    if (number === '' || name === '') return blocks;
    notes.set(number, { name, address });
  }
  const linked = structuredClone(blocks.slice(0, from - 1));
  for (const runs of runsWithin(linked)) if (!linkRuns(runs, notes)) return blocks;
  return written(footnoteLinks(structuredClone(linked))) === written(blocks) ? linked : blocks;
}

function linkRuns(runs: Run[], notes: ReadonlyMap<string, { name: string; address: string }>): boolean {
  for (let i = runs.length - 1; i > 0; i -= 1) {
    const number = (runs[i]?.marks ?? 0) & marks.sup ? /^\[(\d{1,4})\]$/.exec(runs[i]?.text ?? '')?.[1] : undefined;
    const note = number === undefined ? undefined : notes.get(number);
    if (!note) continue;
    const before = runs[i - 1];
    if (!before?.text.endsWith(note.name) || before.link) return false;
    const link: Link = { address: note.address };
    const rest = before.text.slice(0, -note.name.length);
    const words = { ...before, text: note.name, link };
    runs.splice(i - 1, 2, ...(rest === '' ? [] : [{ ...before, text: rest }]), words);
  }
  return true;
}

function textOf(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}
