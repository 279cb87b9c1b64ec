import type { MatrixAccount } from '../../channels/matrix.ts';
import type { Composed } from '../../posts/post.ts';
import { findPost, loadRevision } from '../../posts/post-store.ts';
import type { RepostDesk } from './repost-desk.ts';
import type { RepostTask } from './repost-store.ts';

/** What an account that others run is given to paste. */
export interface RepostText {
  title: string;
  /** In the form of its platform; for a page elsewhere the title with its address. */
  text: string;
  /** Where the original stands; null when nothing says. */
  link: string | null;
  /** In the order of the text, by description; the first one is the cover. */
  pictures: string[];
  /** Content hash of the text, null for a page elsewhere. */
  hash: string | null;
}

/**
 * The text of a task for one account, out of the approved revision and nothing else: nothing unreviewed leaves.
 * @returns null while the post is not approved
 */
export async function repostText(
  { db, matrix, publishedOn }: Pick<RepostDesk, 'db' | 'matrix' | 'publishedOn'>,
  task: RepostTask,
  account: MatrixAccount,
): Promise<RepostText | null> {
  if (task.post === null) {
    return { title: task.title, text: `${task.title}\n${task.url}`, link: task.url, pictures: [], hash: null };
  }
  const hash = (await findPost(db, task.post))?.approvedHash;
  if (!hash) return null;
  const main = matrix.find((each) => each.role === 'main');
  const published = main ? (await publishedOn(db, task.post, main.id)).standing?.url : null;
  const composed = await loadRevision(db, task.post, hash);
  return { ...textFor(composed, account.platform, published ?? null, main?.name ?? ''), hash };
}

/**
 * The approved text as a platform takes it: one status for Weibo, plain text for the others, with the source named (N-09).
 * Pure.
 * @param published address of the article on the main account, null while it is not out
 */
export function textFor(
  { articles, forms }: Pick<Composed, 'articles' | 'forms'>,
  platform: MatrixAccount['platform'],
  published: string | null,
  mainAccount: string,
): Omit<RepostText, 'hash'> {
  const [first] = articles;
  const link = published ?? first?.sourceUrl ?? null;
  const plain = forms.plain ?? [first?.title, first?.digest].filter(Boolean).join('\n');
  const source = mainAccount === '' ? '' : `\n来源：${mainAccount}`;
  const text = platform === 'weibo' && forms.weibo ? forms.weibo : `${plain}${source}`;
  const pictures = articles.flatMap(({ cover, html }) => [
    ...(cover ? ['封面'] : []),
    ...[...html.matchAll(/<img\b[^>]*>/g)].map(([tag], i) => /\balt="([^"]+)"/.exec(tag)?.[1] ?? `插图${i + 1}`),
  ]);
  return { title: first?.title ?? '', text, link, pictures };
}
