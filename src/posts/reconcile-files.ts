import { asProblem, type Problem } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { draftMarkdown } from './compose-markdown.ts';
import { type FileMemory, forget, markOf, newFileMemory } from './file-memory.ts';
import { noteGoneFiles } from './note-gone-files.ts';
import { fileSubject, listContentFolder, readSettled } from './read-content-folder.ts';
import { type FileDesk, pictureFiles, saveFile } from './save-file.ts';
import type { SavedPost } from './save-post.ts';

export interface ReconciledFiles {
  saved: SavedPost[];
  problems: Problem[];
}

/**
 * Brings the posts of content/posts up to their files. With a memory, a file that stands as it did when its post was
 * made is not read again, and a problem is told once for each state of its file; without one, every file is read.
 */
export async function reconcileFiles(
  acting: Acting,
  desk: FileDesk & { memory?: FileMemory | undefined },
  actor: Actor,
): Promise<ReconciledFiles> {
  const done: ReconciledFiles = { saved: [], problems: [] };
  const now = acting.clock.now();
  const paths = await listContentFolder(`${desk.contentFolder}/posts`);
  if (paths === null) return done;
  const memory = desk.memory ?? newFileMemory(now);
  forget(memory, new Set(paths), now);
  for (const path of paths) await lookAt(acting, { ...desk, memory }, path, done, actor);
  // A file that comes or goes changes the listing; what is in the database does not.
  const listing = paths.join('\n');
  if (listing === memory.listing) return done;
  const present = new Set(paths.map((path) => fileSubject(path, desk.contentFolder)));
  done.problems.push(...(await noteGoneFiles(acting, present, actor)));
  memory.listing = listing;
  return done;
}

async function lookAt(
  acting: Acting,
  desk: FileDesk & { memory: FileMemory },
  path: string,
  done: ReconciledFiles,
  actor: Actor,
): Promise<void> {
  const { memory, again } = desk;
  const known = memory.done.get(path);
  // How it stands is asked before it is read: what changes meanwhile differs at the next look.
  const before = await markOf([path]);
  const asked = again?.has(fileSubject(path, desk.contentFolder)) === true;
  if (known && !asked && known.mark === `${before} ${await markOf(known.pictures)}`) return;
  memory.done.delete(path);
  try {
    const file = await readSettled(path, acting.clock.now());
    if (file === null) return;
    const pictures = pictureFiles(file, draftMarkdown(file, desk.composing));
    const mark = `${before} ${await markOf(pictures)}`;
    const saved = await saveFile(acting, file, desk, actor);
    if (saved && saved.outcome !== 'unchanged') done.saved.push(saved);
    memory.done.set(path, { mark, pictures });
    memory.told.delete(path);
  } catch (error) {
    const problem = { place: path, ...asProblem(error) };
    const told = `${before} ${problem.code} ${problem.message}`;
    if (memory.told.get(path) !== told) done.problems.push(problem);
    memory.told.set(path, told);
  }
}
