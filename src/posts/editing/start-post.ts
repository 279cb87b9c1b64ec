import { requireRole } from '../../config/acting-person.ts';
import { TryLater } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import { storedPictures } from '../asset-store.ts';
import { channelForms } from '../channel-forms.ts';
import { draftMarkdown } from '../compose-markdown.ts';
import { composePost } from '../compose-post.ts';
import { editingRoles } from '../edit-head.ts';
import { readFrontMatter } from '../front-matter.ts';
import type { Composed, PostJob, PostKind } from '../post.ts';
import { type SavedPost, savePost } from '../save-post.ts';
import type { Editing } from './editing.ts';

/** A post that begins in the console: blank, or as a Markdown file says it. */
export type NewPost = { title: string; kind: PostKind; job: PostJob | null } | { file: string; markdown: string };

/**
 * Begins a post. A Markdown text is read as a file of content/posts would be; pictures beside it are not there and have to
 * be uploaded.
 * @throws Refused for a person without an editing role
 * @throws FixContent naming the line of a head that is broken
 */
export async function startPost(editing: Editing, wish: NewPost, actor: Actor): Promise<SavedPost> {
  const { acting, composing, who } = editing;
  requireRole(who.people, actor.person, editingRoles, 'begin a post');
  const made =
    'markdown' in wish ? await fromMarkdown(editing, wish) : { composed: blank(wish, composing.office), findings: [] };
  const subject = { subjectKind: 'console' as const, subjectId: acting.newId() };
  return await savePost(acting, { ...subject, ...made, author: actor.person, manner: composing.manner }, actor);
}

async function fromMarkdown({ acting, composing }: Editing, { file, markdown }: { file: string; markdown: string }) {
  const draft = draftMarkdown(readFrontMatter(file, markdown), composing);
  const shelf = storedPictures(acting.db, acting.clock.now);
  const { composed, findings } = await composePost(draft, composing, shelf, notHere);
  return { composed, findings };
}

/** A text that is handed in brings no files with it. */
async function notHere(url: string): Promise<Buffer> {
  const remedy = 'Upload the picture in the editor.';
  throw new TryLater({
    code: 'picture-elsewhere',
    message: `${url} was not handed in with the text`,
    place: url,
    remedy,
  });
}

function blank({ title, kind, job }: { title: string; kind: PostKind; job: PostJob | null }, office: string): Composed {
  const article = { title, author: office, digest: '', html: '', sourceUrl: null, cover: null, images: [] };
  const set = { kind, job, marking: null, audience: 'public', publicUntil: '', source: null };
  return { ...set, articles: [article], forms: channelForms([article], null) };
}
