import type { ChannelConfig } from '../../config/channels.ts';
import type { Composed } from '../../posts/post.ts';
import type { DutyProblem } from './repost-desk.ts';

/** Why a kind of account cannot take a post at all, said before anything is placed; null when it can. Pure. */
export function cannotTake(
  { articles, forms }: Pick<Composed, 'articles' | 'forms'>,
  { id, kind }: Pick<ChannelConfig, 'id' | 'kind'>,
): DutyProblem | null {
  if (kind === 'wecom-robot') {
    const text = (forms[kind] ?? forms.plain ?? '').trim();
    return text === '' ? problem(`the post has no text for the group ${id}`, 'Compose the post again.') : null;
  }
  const bare = articles.findIndex((article) => article.cover === null);
  if (articles.length > 0 && bare === -1) return null;
  return problem(
    articles.length === 0
      ? `the post has no article for ${id}`
      : `article ${bare + 1} has no cover, which ${id} asks for`,
    'Mend the post and have it signed; then it is placed by itself.',
  );
}

function problem(message: string, remedy: string): DutyProblem {
  return { code: 'repost-form', message, remedy };
}
