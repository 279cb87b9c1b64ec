import { type Block, type Cell, type Run, textOfRuns } from './body-blocks.ts';
import type { ComposedArticle } from './post.ts';
import { readBlocks } from './read-blocks.ts';
import { shallowTree } from './shallow-html.ts';

type Told = Pick<ComposedArticle, 'title' | 'html' | 'sourceUrl'>;

/**
 * The post as text without any markup, whole: title, paragraphs, address, one article after the other. Lists keep their
 * marks and numbers, the cells of a table stand in one line, a picture is told by its description.
 */
export function plainText(articles: readonly Told[], telephone: string | null): string {
  const parts = articles.map(({ title, html, sourceUrl }) =>
    [title, bodyText(html), sourceUrl ? `原文：${sourceUrl}` : ''].filter((part) => part !== '').join('\n'),
  );
  const text = parts.join('\n\n');
  return telephone && !text.includes(telephone) ? `${text}\n政策咨询电话：${telephone}` : text;
}

function bodyText(html: string): string {
  const blocks = readBlocks(shallowTree(html).nodes, 'page', ({ attribs }) => ({
    sha256: '',
    alt: attribs.alt ?? '',
    large: false,
  }));
  return blocks.flatMap(linesOf).join('\n');
}

function linesOf(block: Block): string[] {
  if ('runs' in block) return [runText(block.runs)];
  if (block.kind === 'picture') return block.image.alt === '' ? [] : [`（图：${block.image.alt}）`];
  if (block.kind === 'quote') return block.blocks.flatMap(linesOf);
  if (block.kind === 'table') return block.rows.map((row) => row.map(cellText).join('｜'));
  if (block.kind === 'rule') return [];
  return block.items.flatMap((item, i) => {
    const [first = '', ...rest] = item.flatMap(linesOf);
    return [`${block.ordered ? `${i + 1}.` : '·'} ${first}`, ...rest.map((line) => `  ${line}`)];
  });
}

function cellText({ blocks }: Cell): string {
  return blocks.flatMap(linesOf).join(' ').replaceAll('\n', ' ');
}

function runText(runs: readonly Run[]): string {
  return textOfRuns(runs.map((run) => (run.image ? { ...run, text: run.image.alt } : run)));
}
