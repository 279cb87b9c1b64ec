/** A composed text as the blocks that people read and compare; everything under the content hash stands in one of them. */
import { load } from 'cheerio';
import { type Block, PICTURE, type Run, runsWithin, textOfRuns } from '../../posts/body-blocks.ts';
import type { HtmlElement } from '../../posts/html-node.ts';
import type { Composed, ComposedArticle } from '../../posts/post.ts';
import { readBlocks } from '../../posts/read-blocks.ts';

export const blockKinds = [
  'title',
  'heading',
  'text',
  'item',
  'quote',
  'code',
  'row',
  'head-row',
  'picture',
  'rule',
  'author',
  'digest',
  'source',
  'cover',
  'field',
  'form',
] as const;
export type BlockKind = (typeof blockKinds)[number];

export interface ReadBlock {
  /** Of which article, from 0; -1 for what belongs to the whole post. */
  article: number;
  kind: BlockKind;
  /** Of a heading 1 to 6, of an item its depth; else 0. */
  level: number;
  /** The texts of a row's cells; else one text. Of a field or form its name and its value. */
  cells: string[];
}

/** Blocks in the order of reading, then what belongs to the whole post. */
export function readText(composed: Composed): ReadBlock[] {
  return [...composed.articles.flatMap(articleBlocks), ...fieldsOf(composed)];
}

/** Two blocks with one key read alike. */
export function keyOf({ kind, level, cells }: ReadBlock): string {
  return `${kind}\u0001${level}\u0001${cells.join('\u0001')}`;
}

function articleBlocks(article: ComposedArticle, index: number): ReadBlock[] {
  const block = (kind: BlockKind, text: string): ReadBlock => ({ article: index, kind, level: 0, cells: [text] });
  const { title, author, digest, sourceUrl, cover, html } = article;
  const nodes = load(html, null, false).root().contents().toArray();
  const body = readBlocks(nodes, 'page', pictureOf).flatMap((each) => bodyBlocks(each, index, 'text', 0));
  return [
    block('title', title),
    ...(author === '' ? [] : [block('author', author)]),
    ...body,
    ...(digest === '' ? [] : [block('digest', digest)]),
    ...(sourceUrl === null ? [] : [block('source', sourceUrl)]),
    ...(cover === null ? [] : [block('cover', cover.sha256)]),
  ];
}

function pictureOf({ attribs }: HtmlElement) {
  const sha256 = /^asset:([0-9a-f]{64})$/.exec(attribs.src ?? '')?.[1];
  return sha256 ? { sha256, alt: attribs.alt ?? '', large: true } : null;
}

function bodyBlocks(block: Block, article: number, as: 'text' | 'item' | 'quote', level: number): ReadBlock[] {
  const made = (kind: BlockKind, cells: string[], at = level): ReadBlock => ({ article, kind, level: at, cells });
  switch (block.kind) {
    case 'text':
      return [made(as, [textOf(block.runs)])];
    case 'heading':
      return [made('heading', [textOf(block.runs)], block.level)];
    case 'picture':
      return [made('picture', [block.image.sha256, block.image.alt], 0)];
    case 'code':
      return [made('code', [textOf(block.runs)], 0)];
    case 'rule':
      return [made('rule', [''], 0)];
    case 'quote':
      return block.blocks.flatMap((each) => bodyBlocks(each, article, 'quote', 0));
    case 'list':
      return block.items.flatMap((item) => item.flatMap((each) => bodyBlocks(each, article, 'item', level + 1)));
    case 'table':
      return block.rows.map((cells) => {
        const kind = cells.length > 0 && cells.every(({ head }) => head) ? 'head-row' : 'row';
        return made(
          kind,
          cells.map((cell) => runsWithin(cell.blocks).map(textOf).join('\n')),
          0,
        );
      });
  }
}

/** Addresses of links count as text: a link that leads elsewhere is a change that a reader has to see. */
function textOf(runs: readonly Run[]): string {
  let text = '';
  runs.forEach((run, i) => {
    text += run.image ? `［图 ${run.image.alt || run.image.sha256.slice(0, 8)}］` : run.text.replaceAll(PICTURE, '');
    if (run.link && runs[i + 1]?.link !== run.link && run.link.address !== run.text) text += `（${run.link.address}）`;
  });
  return text === '' ? textOfRuns(runs) : text;
}

/** The names are those of `Composed`; the wording of the console says them in Chinese. */
function fieldsOf({
  kind,
  job,
  marking,
  audience,
  publicUntil,
  source,
  unit,
  telephone,
  forms,
}: Composed): ReadBlock[] {
  const fields = { kind, job, marking, audience, publicUntil, source, unit, telephone };
  const block = (of: 'field' | 'form', name: string, value: string): ReadBlock => ({
    ...{ article: -1, kind: of, level: 0 },
    cells: [name, value],
  });
  return [
    ...Object.entries(fields).flatMap(([name, value]) => (value ? [block('field', name, value)] : [])),
    ...Object.entries(forms).map(([name, value]) => block('form', name, value)),
  ];
}
