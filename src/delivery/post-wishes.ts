/** What a post wishes of its times on all its channels, from the command and the head of its file. */
import { dirname, resolve } from 'node:path';
import { AskedWrongly, FixContent } from '../errors.ts';
import type { MarkdownFile } from '../posts/front-matter.ts';
import { findPost, findPostOf } from '../posts/post-store.ts';
import { fileSubject } from '../posts/read-content-folder.ts';
import type { TimeField } from '../posts/time-fields.ts';
import { noWishes, type PostWishes, wishesOf } from '../schedule/placing/post-wishes.ts';
import type { Db } from '../store/database.ts';

/** What is asked for on the command line; posts by `post:ID`, id, or the path of their file. Moments are ms UTC. */
export interface AskedWishes {
  earliest?: number;
  latest?: number;
  priority?: number;
  urgent?: boolean;
  after?: readonly string[];
  sameDayAs?: string;
  withinHours?: number;
}

export interface WishSource {
  db: Db;
  contentFolder: string;
  /** Null for a post that is named by its id: what was wished before stays where nothing else is asked for. */
  file: MarkdownFile | null;
}

/**
 * The wishes of a post: what is asked for goes before what its file says, and that before what was wished earlier.
 * @throws AskedWrongly or FixContent (with file and line) for a post that nobody knows, itself, or a window without room
 */
export async function postWishes(source: WishSource, post: string, asked: AskedWishes): Promise<PostWishes> {
  const { db, file } = source;
  const before = file ? noWishes : ((await wishesOf(db, [post])).get(post) ?? noWishes);
  const matter = file?.matter;
  const wishes: PostWishes = {
    earliest: asked.earliest ?? matter?.earliest ?? before.earliest,
    latest: asked.latest ?? matter?.latest ?? before.latest,
    priority: asked.priority ?? matter?.priority ?? before.priority,
    urgent: asked.urgent ?? matter?.urgent ?? before.urgent,
    after: before.after,
    sameDayAs: before.sameDayAs,
    withinHours: asked.withinHours ?? matter?.within_hours ?? before.withinHours,
  };
  const where = (option: string, field: TimeField, isAsked: boolean) =>
    isAsked || !file ? option : `${file.file}:${file.lineOf(field)} ${field}`;
  const after = asked.after ?? matter?.after;
  if (after) {
    const place = where('--after', 'after', asked.after !== undefined);
    wishes.after = await Promise.all(after.map((name) => named(source, post, name, place)));
  }
  const day = asked.sameDayAs ?? matter?.same_day_as;
  if (day !== undefined) {
    wishes.sameDayAs = await named(
      source,
      post,
      day,
      where('--same-day-as', 'same_day_as', asked.sameDayAs !== undefined),
    );
  }
  if (wishes.earliest !== null && wishes.latest !== null && wishes.latest < wishes.earliest) {
    throw wrong('wish-window', 'latest lies before earliest', where('--latest', 'latest', asked.latest !== undefined), {
      inFile: matter?.latest !== undefined && asked.latest === undefined,
      remedy: 'Put latest after earliest, or leave one of them out.',
    });
  }
  return wishes;
}

async function named(
  { db, contentFolder, file }: WishSource,
  own: string,
  name: string,
  place: string,
): Promise<string> {
  const inFile = !place.startsWith('--');
  const found = await findNamed(db, contentFolder, file, name);
  if (found === null) {
    const remedy = 'Queue that post first, then name it by post:ID or by the path of its file.';
    throw wrong('wish-post', `there is no post ${name}`, place, { inFile, remedy });
  }
  if (found !== own) return found;
  throw wrong('wish-itself', `${name} is the post itself`, place, { inFile, remedy: 'Name another post.' });
}

async function findNamed(
  db: Db,
  contentFolder: string,
  file: MarkdownFile | null,
  name: string,
): Promise<string | null> {
  const byId = await findPost(db, name.replace(/^post:/, ''));
  if (byId) return byId.id;
  const folders = [...(file ? [dirname(file.file)] : []), '.', contentFolder];
  for (const folder of folders) {
    const subjectId = fileSubject(resolve(folder, name), contentFolder);
    const post = await findPostOf(db, { subjectKind: 'file', subjectId });
    if (post) return post.id;
  }
  return null;
}

function wrong(
  code: string,
  what: string,
  place: string,
  { inFile, remedy }: { inFile: boolean; remedy: string },
): AskedWrongly | FixContent {
  const problem = { code, message: `${place}: ${what}`, place, remedy };
  return inFile ? new FixContent(problem) : new AskedWrongly(problem);
}
