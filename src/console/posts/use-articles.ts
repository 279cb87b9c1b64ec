/** What is done with articles and fields: order, add, take out, covers, what is said of the post, versions. */
import words from '../../../content/wording/console/posts.yaml';
import { fetchClient } from '../api/client.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import { type Article, type Copy, type Head, textOf, type Versions } from './post-types.ts';
import type { Recipe } from './remake-sheet.tsx';
import type { EditorText } from './use-editor.ts';

type Arrangement =
  | { do: 'order'; articles: string[] }
  | { do: 'add' }
  | { do: 'remove'; article: string }
  | { do: 'put-back'; text: ReturnType<typeof textOf>; at: number };

export function useArticles(post: string, text: EditorText, select: (id: string) => void) {
  const undo = useUndo();
  const path = { params: { path: { post } } };
  const took = (copy: Copy | undefined, error: unknown): Copy => {
    if (!copy) throw error;
    text.adopt(copy);
    void text.lookAtFindings();
    return copy;
  };
  const arrange = async (body: Arrangement) => {
    await text.settle();
    const { data, error } = await fetchClient.POST('/api/v1/posts/{post}/articles', { ...path, body });
    return took(data, error);
  };
  const order = async (articles: string[]) => {
    const before = text.copy;
    const sorted = articles.flatMap((id) => before.articles.filter((each) => each.id === id));
    text.adopt({ ...before, articles: sorted });
    await arrange({ do: 'order', articles }).catch((error: unknown) => {
      text.adopt(before);
      throw error;
    });
  };
  /** @returns the id of the new article */
  const add = async () => {
    const copy = await arrange({ do: 'add' });
    const id = copy.articles.at(-1)?.id ?? '';
    select(id);
    return id;
  };
  const remove = async (id: string) => {
    const at = text.copy.articles.findIndex((article) => article.id === id);
    const gone = text.copy.articles[at];
    if (!gone) return;
    const said = textOf(text.texts[id] ?? gone);
    const copy = await arrange({ do: 'remove', article: id });
    select(copy.articles[Math.max(0, at - 1)]?.id ?? '');
    undo.offer({
      said: say(words.editor.removed, { title: said.title || words.editor.untitled }),
      undo: async () => {
        const back = await arrange({ do: 'put-back', text: said, at });
        select(back.articles[at]?.id ?? '');
      },
    });
  };
  const setHead = async (head: Partial<Head>) => {
    const { data, error } = await fetchClient.PUT('/api/v1/posts/{post}/head', { ...path, body: { head } });
    took(data, error);
  };
  const setWishes = async (wishes: Partial<Copy['wishes']>) => {
    const { data, error } = await fetchClient.PUT('/api/v1/posts/{post}/head', { ...path, body: { wishes } });
    took(data, error);
  };
  const tookArticle = (article: Article) => {
    const articles = text.copy.articles.map((each) =>
      each.id === article.id ? { ...each, cover: article.cover, coverFrom: article.coverFrom } : each,
    );
    text.adopt({ ...text.copy, articles });
    void text.lookAtFindings();
  };
  /** Shows the newest text after it took the place of the one that was written. */
  const showNewest = async () => {
    const { data: copy } = await fetchClient.GET('/api/v1/posts/{post}/text', path);
    if (copy) text.adopt(copy);
    select(copy?.articles[0]?.id ?? '');
    text.redraw();
    void text.lookAtFindings();
  };
  const restore = async (revision: number) => {
    const { data, error } = await fetchClient.POST('/api/v1/posts/{post}/restore', { ...path, body: { revision } });
    if (!data) throw error;
    await showNewest();
    return data;
  };
  /** What was typed is a version first, so that it can be brought back. */
  const remake = async (recipe: Recipe) => {
    await text.keepRevision();
    const { data: page } = await fetchClient.GET('/api/v1/posts/{post}', path);
    const { revision: before = 0, contentHash: seenHash = '' } = page?.post ?? {};
    const body = { seenHash, ...recipe };
    const { data, error } = await fetchClient.POST('/api/v1/posts/{post}/recompose', { ...path, body });
    if (!data) throw error;
    await showNewest();
    if (data.outcome === 'unchanged') return undo.offer({ said: words.remake.same });
    undo.offer({
      said: say(words.remake.done, { n: data.revision }),
      undo: () => restore(before),
      undone: say(words.remake.back, { n: before }),
    });
  };
  const putBack = async ({ title, author, digest, body }: Versions['kept'][number]) => {
    const at = text.copy.articles.length;
    const copy = await arrange({ do: 'put-back', text: { title, author, digest, body, sourceUrl: null }, at });
    select(copy.articles[at]?.id ?? '');
  };
  return { order, add, remove, setHead, setWishes, took: tookArticle, restore, remake, putBack };
}
