import type { Arranged, TextRole } from './arrange-blocks.ts';
import { type Block, type Cell, type Mark, marks, type Run, type TableBlock } from './body-blocks.ts';
import { columnsOf } from './table-grid.ts';
import { type Look, styleOf } from './theme-level.ts';

const MARKS: readonly [Mark, number][] = (['strong', 'em', 'u', 's', 'code', 'sub', 'sup'] as const).map((mark) => [
  mark,
  marks[mark],
]);
const ROLES: Readonly<Record<TextRole, string>> = {
  paragraph: 'p',
  salutation: 'salutation',
  caption: 'figcaption',
  signature: 'address',
  note: 'aside',
};

/**
 * Blocks as HTML. Nothing but the tags and attributes written here can be in it; texts and addresses are escaped. What is
 * written is read as the same blocks again.
 */
export function writeBlocks(blocks: readonly Arranged[], look: Look): string {
  const inside = blocks.map((block) => topBlock(block, look)).join('');
  const section = styleOf(look, 'section', null);
  return section === '' || inside === '' ? inside : `<section${section}>${inside}</section>`;
}

function topBlock(block: Arranged, look: Look): string {
  if (block.kind !== 'text') return written(block, look, '');
  return `<p${styleOf(look, ROLES[block.role], block.align)}>${runsOf(block.runs, look)}</p>`;
}

/** @param paragraph what the theme calls a paragraph at this place; empty where text needs no paragraph */
function written(block: Block, look: Look, paragraph: string): string {
  if (block.kind === 'heading') {
    const tag = `h${block.level}`;
    return `<${tag}${styleOf(look, tag, block.align)}>${runsOf(block.runs, look)}</${tag}>`;
  }
  if (block.kind === 'text') {
    const text = runsOf(block.runs, look);
    return paragraph === '' ? text : `<p${styleOf(look, paragraph, block.align)}>${text}</p>`;
  }
  if (block.kind === 'picture') return `<p${styleOf(look, 'figure', 'center')}>${picture(block.image, look)}</p>`;
  if (block.kind === 'rule') return `<hr${styleOf(look, 'hr', null)}>`;
  if (block.kind === 'code') return `<pre${styleOf(look, 'pre', null)}>${runsOf(block.runs, look)}</pre>`;
  if (block.kind === 'table') return table(block, look);
  if (block.kind === 'quote') {
    const inside = block.blocks.map((each) => written(each, look, 'blockquote p')).join('');
    return `<blockquote${styleOf(look, 'blockquote', null)}>${inside}</blockquote>`;
  }
  const tag = block.ordered ? 'ol' : 'ul';
  const items = block.items.map((item) => `<li${styleOf(look, 'li', null)}>${itemOf(item, look)}</li>`);
  return `<${tag}${styleOf(look, tag, null)}>${items.join('')}</${tag}>`;
}

/** An item of one text needs no paragraph: there are lists of hundreds of items. */
function itemOf(blocks: readonly Block[], look: Look): string {
  const texts = blocks.filter((block) => block.kind === 'text').length;
  const bare = texts === 0 || (texts === 1 && blocks[0]?.kind === 'text');
  return blocks.map((block) => written(block, look, bare ? '' : 'li p')).join('');
}

function table({ rows }: TableBlock, look: Look): string {
  const small = columnsOf(rows) >= look.smallFrom ? '.small' : '';
  const body = rows.map((cells) => `<tr>${cells.map((cell) => cellOf(cell, look, small)).join('')}</tr>`).join('');
  return `<table${styleOf(look, `table${small}`, null)}><tbody>${body}</tbody></table>`;
}

function cellOf(cell: Cell, look: Look, small: string): string {
  const tag = cell.head ? 'th' : 'td';
  const colspan = cell.colspan > 1 ? ` colspan="${cell.colspan}"` : '';
  const rowspan = cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : '';
  const inside = cell.blocks.map((block) => written(block, look, '')).join('');
  return `<${tag}${colspan}${rowspan}${styleOf(look, `${tag}${small}`, cell.align)}>${inside}</${tag}>`;
}

/** Tags are nested in one fixed order; what two neighbours share stays open between them. */
function runsOf(runs: readonly Run[], look: Look): string {
  let html = '';
  let open: { tag: string; of: Run }[] = [];
  const close = (to: number) => {
    for (const { tag } of open.slice(to).reverse()) html += `</${tag}>`;
    open = open.slice(0, to);
  };
  for (const run of runs) {
    const wanted = tagsOf(run);
    let same = 0;
    while (same < open.length && open[same]?.tag === wanted[same] && isSameLink(open[same]?.of, run)) same += 1;
    close(same);
    for (const tag of wanted.slice(same)) {
      const href = tag === 'a' ? ` href="${escapedAttribute(run.link?.address ?? '')}"` : '';
      html += `<${tag}${href}${styleOf(look, tag, null)}>`;
      open.push({ tag, of: run });
    }
    html += run.image ? picture(run.image, look) : escaped(run.text).replaceAll('\n', '<br>');
  }
  close(0);
  return html;
}

function tagsOf(run: Run): string[] {
  const tags = run.marks === 0 ? [] : MARKS.filter(([, bit]) => run.marks & bit).map(([mark]) => mark);
  return run.link ? ['a', ...tags] : tags;
}

function isSameLink(open: Run | undefined, run: Run): boolean {
  return open?.link === run.link;
}

function picture({ sha256, alt }: { sha256: string; alt: string }, look: Look): string {
  return `<img src="asset:${sha256}" alt="${escapedAttribute(alt)}"${styleOf(look, 'img', null)}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapedAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('\u00a0', '&nbsp;');
}
