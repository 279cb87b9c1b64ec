import words from '../../../content/wording/console/posts.yaml';
import { api } from '../api/client.ts';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import type { Difference } from './post-types.ts';
import styles from './side-sheet.module.css';

type Piece = Difference['articles'][number]['title'][number];

/** What differs between two revisions, by sentences and inside of them by characters. */
export function VersionText({ post, from, to }: { post: string; from: number; to: number }) {
  const query = { params: { path: { post }, query: { from, to } } };
  const { data, error, refetch } = api.useQuery('get', '/api/v1/posts/{post}/difference', query);
  if (error && !data) return <Trouble error={error} what={words.versions.title} onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton />;
  const isSame = data.articles.every(
    ({ title, digest, paragraphs }) => same(title) && same(digest) && paragraphs.every(same),
  );
  return (
    <div className={styles.text}>
      <p>{say(words.versions.since, { a: from, b: to })}</p>
      {isSame ? <p>{words.versions.same}</p> : null}
      {data.articles.map((article, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: articles by their places
        <section key={i} aria-label={say(words.versions.article, { n: i + 1 })}>
          <h3>
            <Pieces of={article.title} />
          </h3>
          {article.before === null ? <p>{words.versions.onlyNew}</p> : null}
          {article.after === null ? <p>{words.versions.onlyOld}</p> : null}
          {same(article.digest) ? null : (
            <p>
              {words.paper.digest}：<Pieces of={article.digest} />
            </p>
          )}
          {runsOf(article.paragraphs).map((run, k) =>
            run.folded ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs by their places
              <details key={k} className={styles.folded}>
                <summary>{say(words.versions.unchanged, { n: run.paragraphs.length })}</summary>
                <Paragraphs of={run.paragraphs} />
              </details>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs by their places
              <Paragraphs key={k} of={run.paragraphs} />
            ),
          )}
        </section>
      ))}
    </div>
  );
}

/** Unchanged paragraphs beyond this many between two changes are folded: what changed is in sight. */
const SHOWN = 3;

interface Run {
  folded: boolean;
  paragraphs: Piece[][];
}

/** Paragraphs as they follow one another, long stretches without a change by themselves, with one before and after it left. */
export function runsOf(paragraphs: readonly Piece[][]): Run[] {
  const runs: Run[] = [];
  let still: Piece[][] = [];
  const show = (...some: Piece[][]) => {
    const last = runs.at(-1);
    if (last && !last.folded) last.paragraphs.push(...some);
    else runs.push({ folded: false, paragraphs: some });
  };
  const end = () => {
    const [first, last] = [still[0], still.at(-1)];
    if (still.length <= SHOWN || !first || !last) show(...still);
    else {
      show(first);
      runs.push({ folded: true, paragraphs: still.slice(1, -1) });
      show(last);
    }
    still = [];
  };
  for (const pieces of paragraphs) {
    if (same(pieces)) still.push(pieces);
    else {
      end();
      show(pieces);
    }
  }
  end();
  return runs.filter((run) => run.paragraphs.length > 0);
}

function Paragraphs({ of }: { of: readonly Piece[][] }) {
  return of.map((pieces, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs by their places
    <p key={i}>
      <Pieces of={pieces} />
    </p>
  ));
}

function same(pieces: readonly Piece[]): boolean {
  return pieces.every(({ is }) => is === 'same');
}

function Pieces({ of }: { of: readonly Piece[] }) {
  return of.map(({ is, text }, i) => {
    const key = `${i}${is}`;
    if (is === 'same') return <span key={key}>{text}</span>;
    const Tag = is === 'added' ? 'ins' : 'del';
    return (
      <Tag key={key}>
        <span className="hidden-words">{words.versions[is]}</span>
        {text}
      </Tag>
    );
  });
}
