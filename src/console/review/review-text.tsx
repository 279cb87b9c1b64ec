/** The text under review: with its changes, or as it stands. Blocks come from the server; nothing here is HTML of an article. */
import { type ReactNode, useState } from 'react';
import words from '../../../content/wording/console/review.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { momentWords, timeWords } from '../look/time-words.ts';
import { MarkedParts } from './marked-parts.tsx';
import { changeWords, checkName, type Mark, type View, type ViewBlock } from './review-data.ts';
import styles from './review-text.module.css';

interface Props {
  view: View;
  /** Only what changed and what stands beside it; else the whole text as it stands. */
  changesOnly: boolean;
  marks: readonly Mark[];
}

/** A block with its place among the blocks of its article as they stand, by which marks are counted. */
export interface PlacedBlock {
  block: ViewBlock;
  index: number;
  place: number;
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

function shownBlocks(placed: readonly PlacedBlock[], opened: readonly number[]) {
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
    if (rows.length > 0) told.push(<Rows key={`rows${rows[0]?.index}`} rows={rows} plain={plain} marks={marks} />);
    rows = [];
  };
  blocks.forEach((placed, i) => {
    const { block, index } = placed;
    if (block.kind === 'row' || block.kind === 'head-row') rows.push(placed);
    else {
      flush();
      told.push(<Single key={index} view={view} placed={placed} plain={plain} marks={marks} />);
    }
    const ends = block.change !== null && blocks[i + 1]?.block.change !== block.change;
    if (plain || !ends) return;
    flush();
    told.push(<ChangeNote key={`change${block.change}`} view={view} number={block.change ?? 0} />);
  });
  flush();
  return told;
}

/** 改 1　林编辑 09:02 删去“…”（检查发现：措辞） */
export function ChangeNote({ view, number }: { view: View; number: number }) {
  const { now } = useFrame();
  const change = view.changes.find((each) => each.number === number);
  if (!change) return null;
  const at = now() - change.at < 86_400_000 ? timeWords(change.at) : momentWords(change.at, now());
  const did = changeWords(view.blocks.filter((block) => block.change === number));
  return (
    <p className={styles.note}>
      <b>{say(words.view.change, { n: number })}</b> {change.by} {at} {did}
      {change.check ? say(words.view.finding, { check: checkName(change.check) }) : ''}
    </p>
  );
}

interface SingleProps {
  view: View;
  placed: PlacedBlock;
  plain: boolean;
  marks: readonly Mark[];
}

function Single({ view, placed: { block, place }, plain, marks }: SingleProps) {
  const { article, kind, level, op } = block;
  const here = marks.filter((mark) => mark.article === article && mark.block === place);
  const parts = block.cells[0] ?? [];
  const text = <MarkedParts parts={parts} marks={here} plain={plain} />;
  const at = op === 'del' ? {} : { 'data-article': article, 'data-block': place };
  const fields: Readonly<Record<string, string>> = words.fields;
  const named = (name: string) => (
    <p className={styles.field}>
      <span>{name}</span>
      <span {...at}>{text}</span>
    </p>
  );
  switch (kind) {
    case 'title':
      return (
        <>
          {article > 0 ? <p className={styles.article}>{say(words.view.article, { n: article + 1 })}</p> : null}
          <h2 className={`${styles.title} song`} {...at}>
            {text}
          </h2>
          <p className={styles.meta}>
            <Meta view={view} article={article} />
          </p>
        </>
      );
    case 'heading':
      return (
        <h3 className={styles.heading} data-level={level} {...at}>
          {text}
        </h3>
      );
    case 'picture':
      return <Picture view={view} block={block} />;
    case 'cover':
      return op === 'del' ? null : <Cover view={view} sha256={parts.find((p) => p.op !== 'del')?.text ?? ''} />;
    case 'rule':
      return <hr className={styles.rule} />;
    case 'author':
      return named(words.view.author);
    case 'digest':
      return named(words.view.digest);
    case 'source':
      return named(words.view.source);
    case 'field':
    case 'form': {
      const name = parts.map((part) => part.text).join('');
      return (
        <p className={styles.field}>
          <span>{fields[name] ?? name}</span>
          <MarkedParts
            parts={(block.cells[1] ?? []).map((part) => ({ ...part, text: valueWords(part.text) }))}
            plain={plain}
          />
        </p>
      );
    }
    default:
      return (
        <p
          className={styles[kind === 'item' || kind === 'quote' || kind === 'code' ? kind : 'block']}
          data-level={level}
          {...at}
        >
          {text}
        </p>
      );
  }
}

function valueWords(text: string): string {
  const values: Readonly<Record<string, string>> = words.values;
  return values[text] ?? text;
}

function Meta({ view, article }: { view: View; article: number }) {
  const account = view.releases[0]?.account;
  const author = view.blocks.find(
    (block) => block.article === article && block.kind === 'author' && block.op !== 'del',
  );
  const name = author?.cells[0]
    ?.filter((part) => part.op !== 'del')
    .map((part) => part.text)
    .join('');
  return [account, name, say(words.view.revision, { n: view.revision })]
    .filter(Boolean)
    .map((text) => <span key={text}>{text}</span>);
}

function Picture({ view, block }: { view: View; block: ViewBlock }) {
  const textIn = (cell: number, gone: boolean) =>
    (block.cells[cell] ?? [])
      .filter((part) => gone || part.op !== 'del')
      .map((part) => part.text)
      .join('');
  const sha256 = textIn(0, block.op === 'del');
  const alt = textIn(1, block.op === 'del');
  return (
    <figure className={styles.picture} data-op={block.op}>
      <img src={`/api/v1/review/${view.post}/pictures/${sha256}`} alt={alt} />
      <figcaption>
        {block.op === 'del' ? `${words.view.del} ` : block.op === 'ins' ? `${words.view.ins} ` : ''}
        {alt || words.view.noAlt}
      </figcaption>
    </figure>
  );
}

function Cover({ view, sha256 }: { view: View; sha256: string }) {
  return (
    <figure className={styles.cover}>
      <img src={`/api/v1/review/${view.post}/pictures/${sha256}`} alt={words.view.cover} />
      <figcaption>{words.view.cover}</figcaption>
    </figure>
  );
}

function Rows({ rows, plain, marks }: { rows: readonly PlacedBlock[]; plain: boolean; marks: readonly Mark[] }) {
  return (
    <table className={styles.table}>
      <tbody>
        {rows.map(({ block, index, place }) => {
          let offset = 0;
          return (
            <tr key={index} data-op={block.op}>
              {block.cells.map((parts, i) => {
                const Cell = block.kind === 'head-row' ? 'th' : 'td';
                const from = offset;
                const length = parts.filter((p) => p.op !== 'del').reduce((sum, p) => sum + p.text.length, 0);
                offset += length + 1;
                const here = marks
                  .filter((mark) => mark.article === block.article && mark.block === place)
                  .map(({ start, end }) => ({ start: start - from, end: end - from }));
                const at =
                  block.op === 'del' ? {} : { 'data-article': block.article, 'data-block': place, 'data-offset': from };
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name than their place
                  <Cell key={i} {...at}>
                    <MarkedParts parts={parts} marks={here} plain={plain} />
                  </Cell>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
