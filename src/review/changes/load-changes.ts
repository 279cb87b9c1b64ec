/** What changed in a post since a person last read it: loads the texts between and compares. */
import type { Finding } from '../../posts/finding.ts';
import type { Composed } from '../../posts/post.ts';
import type { Db } from '../../store/database.ts';
import type { Reviewing } from '../submit-post.ts';
import { compareTexts, unchanged } from './compare-texts.ts';
import { type ReadBlock, readText } from './read-text.ts';
import { type NumberedBlock, type TextStep, type ToldChange, tellChanges } from './tell-changes.ts';

/** Texts between the two ends that are looked at to say who changed what; with more, the oldest of them are passed over. */
const MOST_BETWEEN = 20;

export interface Changes {
  blocks: NumberedBlock[];
  changes: ToldChange[];
}

/**
 * The text of a revision with what changed in it since an older one.
 * @param base the older revision; null shows the text as it stands
 */
export async function loadChanges(
  db: Db,
  reviewing: Pick<Reviewing, 'check'>,
  post: string,
  base: number | null,
  head: number,
): Promise<Changes> {
  const rows = await db
    .selectFrom('postRevision')
    .select(['revision', 'createdBy', 'createdAt', 'body', 'findings'])
    .where('post', '=', post)
    .where('revision', '>=', base ?? head)
    .where('revision', '<=', head)
    .orderBy('revision', 'desc')
    .limit(MOST_BETWEEN)
    .execute();
  const older = base !== null && rows.every(({ revision }) => revision !== base) ? await one(db, post, base) : [];
  const steps = [...rows, ...older].reverse().map((row) => stepOf(row, reviewing));
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return { blocks: [], changes: [] };
  if (base === null || base === head) return tellChanges(unchanged(last.blocks), steps);
  const compared = compareTexts(first.blocks, last.blocks);
  const told = compared.some(({ op, kind }) => op !== 'same' && kind !== 'form');
  // The forms for other channels are made from the articles: they are told only when nothing else changed.
  return tellChanges(
    told ? compared.flatMap((b) => (b.kind === 'form' && b.op !== 'same' ? [] : [b])) : compared,
    steps,
  );
}

interface RevisionRow {
  revision: number;
  createdBy: string;
  createdAt: number;
  body: string;
  findings: string;
}

function one(db: Db, post: string, revision: number): Promise<RevisionRow[]> {
  return db
    .selectFrom('postRevision')
    .select(['revision', 'createdBy', 'createdAt', 'body', 'findings'])
    .where('post', '=', post)
    .where('revision', '=', revision)
    .execute();
}

function stepOf({ revision, createdBy, createdAt, body, findings }: RevisionRow, { check }: Pick<Reviewing, 'check'>) {
  const composed: Composed = JSON.parse(body);
  const said: Finding[] = JSON.parse(findings);
  let found: Finding[] | null = null;
  const blocks: ReadBlock[] = readText(composed);
  const ask = () => {
    found ??= check(said, composed);
    return found;
  };
  return { revision, by: createdBy, at: createdAt, blocks, findings: ask } satisfies TextStep;
}
