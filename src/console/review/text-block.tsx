import words from '../../../content/wording/console/review.yaml';
import { say } from '../look/say.ts';
import { MarkedParts } from './marked-parts.tsx';
import type { PlacedBlock } from './placed-blocks.ts';
import type { Mark, View, ViewBlock } from './review-data.ts';
import styles from './review-text.module.css';

interface Props {
  view: View;
  placed: PlacedBlock;
  plain: boolean;
  marks: readonly Mark[];
}

/** One block of the text under review that is no row of a table. */
export function TextBlock({ view, placed: { block, place }, plain, marks }: Props) {
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
            parts={(block.cells[1] ?? []).map((part) => ({ ...part, text: valueWords(name, part.text) }))}
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

/** A marking and an audience are both kept as `public`, and read differently. */
function valueWords(field: string, text: string): string {
  if (field === 'audience' && text === 'public') return words.everyone;
  const values: Readonly<Record<string, string>> = words.values;
  return values[text] ?? text;
}

function Meta({ view, article }: { view: View; article: number }) {
  const accounts = [...new Set(view.releases.map(({ account }) => account))].join('、');
  const author = view.blocks.find(
    (block) => block.article === article && block.kind === 'author' && block.op !== 'del',
  );
  const name = author?.cells[0]
    ?.filter((part) => part.op !== 'del')
    .map((part) => part.text)
    .join('');
  return [accounts, name, say(words.view.revision, { n: view.revision })]
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
