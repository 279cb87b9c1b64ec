import { type Align, type Block, type Image, type Link, marks, PICTURE, type Run } from './body-blocks.ts';
import { addressOf, alignOf, type HtmlElement, type HtmlNode, type PictureOf, type Place } from './html-node.ts';
import { readCode } from './read-code.ts';
import { readList } from './read-list.ts';
import { readTable } from './read-table.ts';
import { paragraphsOf, shownText, tidyRuns } from './text-runs.ts';
import { isHidden } from './visible-text.ts';
import { blockTags } from './wechat-tags.ts';

/** What holds for everything below an element. */
interface Look {
  marks: number;
  link: Link | null;
  align: Align;
  heading: number | null;
}
const PLAIN: Look = { marks: 0, link: null, align: null, heading: null };

const MARK_OF: Readonly<Record<string, number>> = {
  ...Object.fromEntries('strong b'.split(' ').map((tag) => [tag, marks.strong])),
  ...Object.fromEntries('em i cite dfn var'.split(' ').map((tag) => [tag, marks.em])),
  ...Object.fromEntries('u ins'.split(' ').map((tag) => [tag, marks.u])),
  ...Object.fromEntries('s del strike'.split(' ').map((tag) => [tag, marks.s])),
  ...Object.fromEntries('code kbd samp tt'.split(' ').map((tag) => [tag, marks.code])),
  sub: marks.sub,
  sup: marks.sup,
  dt: marks.strong,
};
const CODE = new Set(['pre', 'xmp', 'plaintext', 'listing']);
const LISTS = new Set(['ul', 'ol', 'menu', 'dir']);

/** The content of an element as blocks. Every visible word is in them, in the order of the source. */
export function readBlocks(
  nodes: readonly HtmlNode[],
  place: Place,
  pictureOf: PictureOf,
  align: Align = null,
): Block[] {
  const blocks: Block[] = [];
  let runs: Run[] = [];
  let open: Look = PLAIN;

  const add = (look: Look, text: string, image: Image | null = null) => {
    if (runs.length === 0) open = look;
    const { link } = look;
    runs.push({ text, marks: look.marks, link, image });
  };
  const flush = () => {
    if (runs.length > 0) blocks.push(...blocksOfRuns(runs, open, place));
    runs = [];
  };
  const block = (made: readonly Block[]) => {
    flush();
    blocks.push(...made);
  };
  const walk = (children: readonly HtmlNode[], look: Look) => {
    for (const node of children) {
      if (node.type === 'text') {
        const text = shownText(node.data);
        if (text !== '' && (runs.length > 0 || /\S/.test(text))) add(look, text);
      } else if ('attribs' in node && !isHidden(node.name, node.attribs)) visit(node, look);
    }
  };
  const visit = (element: HtmlElement, look: Look) => {
    const { name } = element;
    if (name === 'br') {
      if (runs.length > 0) add(look, '\n');
    } else if (name === 'img') {
      const image = pictureOf(element);
      if (image) add(look, PICTURE, image);
    } else if (name === 'hr') {
      block(place === 'page' ? [{ kind: 'rule' }] : []);
    } else if (CODE.has(name)) {
      block(readCode(element, pictureOf));
    } else if (LISTS.has(name)) {
      block(readList(element, place, pictureOf, readBlocks));
    } else if (name === 'table') {
      block(readTable(element, place, pictureOf, readBlocks));
    } else if (name === 'blockquote' && place === 'page') {
      const quoted = readBlocks(element.children, 'quote', pictureOf, alignOf(element, look.align));
      block(quoted.length > 0 ? [{ kind: 'quote', blocks: quoted }] : []);
    } else if (blockTags.has(name)) {
      flush();
      walk(element.children, below(element, look));
      flush();
    } else {
      walk(element.children, inline(element, look));
    }
  };
  walk(nodes, { ...PLAIN, align });
  flush();
  return blocks;
}

function below(element: HtmlElement, look: Look): Look {
  const level = /^h[1-6]$/.test(element.name) ? Number(element.name[1]) : look.heading;
  const align = alignOf(element, look.align);
  return { ...look, align, heading: level, marks: look.marks | (MARK_OF[element.name] ?? 0) };
}

/** Word and portal editors write bold type as styles of a `span`. */
function inline(element: HtmlElement, look: Look): Look {
  const { name, attribs } = element;
  if (name === 'a' && attribs.href) return { ...look, link: { address: addressOf(attribs.href) } };
  let marked = MARK_OF[name] ?? 0;
  const style = attribs.style;
  if (style && (name === 'span' || name === 'font')) {
    if (/font-weight\s*:\s*(?:bold|[6-9]00)/i.test(style)) marked |= marks.strong;
    if (/text-decoration[^;]*:[^;]*underline/i.test(style)) marked |= marks.u;
    if (/text-decoration[^;]*:[^;]*line-through/i.test(style)) marked |= marks.s;
  }
  return marked === 0 ? look : { ...look, marks: look.marks | marked };
}

function blocksOfRuns(runs: readonly Run[], look: Look, place: Place): Block[] {
  if (place === 'cell') {
    const tidy = tidyRuns(look.heading === null ? runs : runs.map(bold));
    return tidy.length > 0 ? [{ kind: 'text', align: look.align, runs: tidy }] : [];
  }
  const align = place === 'item' ? null : look.align;
  const heading = look.heading !== null;
  const paragraphs = heading ? [tidyRuns(runs)].filter((part) => part.length > 0) : paragraphsOf(runs);
  return paragraphs.flatMap((paragraph) =>
    partedAtPictures(paragraph).map((part): Block => {
      if ('sha256' in part) return { kind: 'picture', image: part };
      if (heading && place === 'page') return { kind: 'heading', level: look.heading ?? 2, align, runs: part };
      return { kind: 'text', align, runs: heading ? part.map(bold) : part };
    }),
  );
}

function bold(run: Run): Run {
  return { ...run, marks: run.marks | marks.strong };
}

/** A picture stands by itself unless it is small and there is text beside it. A picture that is a link keeps the link. */
function partedAtPictures(runs: Run[]): (Run[] | Image)[] {
  const alone = runs.every((run) => run.image !== null || !/\S/.test(run.text));
  const parts: (Run[] | Image)[] = [];
  let text: Run[] = [];
  const flush = () => {
    const tidy = tidyRuns(text);
    if (tidy.length > 0) parts.push(tidy);
    text = [];
  };
  for (const run of runs) {
    if (run.image && (alone || run.image.large)) {
      flush();
      parts.push(run.image);
      if (run.link && !leadsToPicture(run.link)) {
        run.link.alt ||= run.image.alt;
        text.push({ ...run, text: '', image: null });
      }
    } else {
      text.push(run);
    }
  }
  flush();
  return parts;
}

function leadsToPicture({ address }: Link): boolean {
  return /\.(?:jpe?g|png|gif|webp|bmp)(?:[?#].*)?$/i.test(address);
}
