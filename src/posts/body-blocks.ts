/**
 * The body of an article between reading and writing: blocks that hold no markup at all, so that nothing unknown can get
 * through, and whose written form is read as the same blocks again.
 */
export type Block =
  | { kind: 'text'; align: Align; runs: Run[] }
  | { kind: 'heading'; level: number; align: Align; runs: Run[] }
  | { kind: 'picture'; image: Image }
  | { kind: 'list'; ordered: boolean; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'table'; rows: Cell[][] }
  | { kind: 'code'; runs: Run[] }
  | { kind: 'rule' };
export type TextBlock = Extract<Block, { kind: 'text' }>;
export type TableBlock = Extract<Block, { kind: 'table' }>;

/** Only what differs from running text: official texts set their 落款 on the right and their headings in the middle. */
export type Align = 'center' | 'right' | null;

export interface Cell {
  head: boolean;
  colspan: number;
  rowspan: number;
  align: Align;
  blocks: Block[];
}

/** A piece of text with one look. `\n` is a line break; a picture within a line is a run of its own with the text `\0`. */
export interface Run {
  text: string;
  marks: number;
  link: Link | null;
  image: Image | null;
}

/** One link of the source. All its runs share the object, so that its end can be found. */
export interface Link {
  address: string;
  /** What the picture shows that the link was set on. */
  alt?: string;
}

export interface Image {
  sha256: string;
  alt: string;
  /** Too large to stand within a line of text. */
  large: boolean;
}

/** Stands for a picture in the text of a run; an HTML parser never hands it on. */
export const PICTURE = '\0';

/** Marks of a run as bits, in the order in which their tags are nested. */
export const marks = { strong: 1, em: 2, u: 4, s: 8, code: 16, sub: 32, sup: 64 } as const;
export type Mark = keyof typeof marks;

export function plainRun(text: string, mark = 0): Run {
  return { text, marks: mark, link: null, image: null };
}

export function textOfRuns(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

export function isEmptyRuns(runs: readonly Run[]): boolean {
  return !runs.some((run) => /\S/.test(run.text));
}

/** Every list of runs below some blocks, in the order of reading. */
export function runsWithin(blocks: readonly Block[]): Run[][] {
  return blocks.flatMap((block) => {
    if ('runs' in block) return [block.runs];
    if (block.kind === 'list') return block.items.flatMap(runsWithin);
    if (block.kind === 'quote') return runsWithin(block.blocks);
    if (block.kind === 'table') return block.rows.flat().flatMap((cell) => runsWithin(cell.blocks));
    return [];
  });
}

/** Pictures in the order in which they are read. */
export function imagesWithin(blocks: readonly Block[]): Image[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'picture') return [block.image];
    if ('runs' in block) return block.runs.flatMap((run) => run.image ?? []);
    if (block.kind === 'list') return block.items.flatMap(imagesWithin);
    if (block.kind === 'quote') return imagesWithin(block.blocks);
    if (block.kind === 'table') return block.rows.flat().flatMap((cell) => imagesWithin(cell.blocks));
    return [];
  });
}
