import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import { storedPictures } from './asset-store.ts';
import { wantedPictures } from './compose-draft.ts';
import { draftMarkdown } from './compose-markdown.ts';
import { composePost } from './compose-post.ts';
import type { Composing } from './composing.ts';
import type { FetchBytes } from './fetch-images.ts';
import { type Following, followFile } from './follow-file.ts';
import type { MarkdownFile } from './front-matter.ts';
import { noteFileBack } from './note-gone-files.ts';
import { pictureFile, picturesBeside } from './pictures-beside.ts';
import type { PostDraft } from './post-draft.ts';
import { findPostOf, type Post, type Subject } from './post-store.ts';
import { fileSubject } from './read-content-folder.ts';
import { isComposed } from './retry-pictures.ts';
import { type SavedPost, savePost } from './save-post.ts';

export interface FileDesk extends Following {
  composing: Composing;
  fetchBytes: FetchBytes;
  /** Person id of the drafter of a file that is new. */
  author: string;
  /** Subjects that are composed from the same file once more, for a picture that was lost. */
  again?: ReadonlySet<string>;
}

/**
 * Makes a post of a Markdown file, or a new revision when the file or a picture beside it has changed. `queue add FILE`
 * and the loop over content/posts both come here. A file under a new name keeps its post.
 * @returns null when a withdrawn post's file is unchanged: it stays withdrawn
 * @throws Refused when the file of a withdrawn post was changed, or the same text lies in another file
 */
export async function saveFile(
  acting: Acting,
  file: MarkdownFile,
  desk: FileDesk,
  actor: Actor,
): Promise<SavedPost | null> {
  const draft = draftMarkdown(file, desk.composing);
  const subject: Subject = { subjectKind: 'file', subjectId: fileSubject(file.file, desk.contentFolder) };
  const material = await fingerprint(file, draft);
  const known = await findPostOf(acting.db, subject);
  const post = known ?? (await followFile(acting, { ...subject, material, title: file.matter.title }, desk, actor));
  if (known && known.fileGoneAt !== null) await noteFileBack(acting, known, actor);
  const again = post?.material === material && post.state === 'draft' && desk.again?.has(subject.subjectId) === true;
  if (post && post.material === material && !again) {
    const { id, revision, contentHash, state } = post;
    return state === 'withdrawn' ? null : { id, revision, contentHash, outcome: 'unchanged', voided: false };
  }
  const shelf = storedPictures(acting.db, acting.clock.now);
  const composition = await composePost(draft, desk.composing, shelf, picturesBeside(file.file, desk.fetchBytes));
  const manner = file.matter.manner ?? (post ? undefined : desk.composing.manner);
  const { embargo: embargoUntil } = file.matter;
  const wanted = { ...subject, ...composition, author: desk.author, material, manner, embargoUntil };
  // For a lost picture's sake nothing is voided that was signed, nor replaced that was written, in the meantime.
  const mayRevise = async (db: Db, head: Post) =>
    head.state === 'draft' && head.revision === post?.revision && (await isComposed(db, head, actor));
  return await savePost(acting, again ? { ...wanted, mayRevise } : wanted, actor);
}

/** Where the pictures of a file would lie beside it. */
export function pictureFiles({ file }: MarkdownFile, draft: PostDraft): string[] {
  return wantedPictures(draft).flatMap((url) => pictureFile(file, url) ?? []);
}

/** Text of the file, and size and time of each picture beside it. */
async function fingerprint({ file, matter, body }: MarkdownFile, draft: PostDraft): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([matter, body]));
  for (const url of wantedPictures(draft)) {
    const picture = pictureFile(file, url);
    if (picture === null) continue;
    const found = await stat(picture).catch(() => null);
    hash.update(`${url}:${found?.size}:${found?.mtimeMs}`);
  }
  return hash.digest('hex');
}
