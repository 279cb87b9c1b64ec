/** 撤下稿件 and 恢复稿件: from the list and from the editor, undone for a moment by the bar and later from 已撤下. */
import words from '../../../content/wording/console/posts.yaml';
import { fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import type { PostRow } from './post-types.ts';

type Post = Pick<PostRow, 'id' | 'title' | 'state' | 'contentHash' | 'origin'>;

/** @param after has the page look again, once it was done or undone */
export function useAway(after: () => unknown) {
  const ask = useActDialog();
  const undo = useUndo();
  const bringBack = async ({ id }: Post) => {
    const { data, error } = await fetchClient.POST('/api/v1/posts/{post}/take-up', { params: { path: { post: id } } });
    if (!data) throw error;
    await after();
    return data;
  };
  const discard = (post: Post) => {
    const title = post.title || words.editor.untitled;
    ask({
      title: say(words.away.title, { title }),
      happens: [
        words.away.happens,
        ...(post.state === 'in-review' ? [words.away.inReview] : []),
        ...(post.origin === 'item' || post.origin === 'bundle' ? [words.away.source] : []),
      ].join(''),
      reason: { label: words.away.reason, usual: words.away.usual },
      verb: words.away.discard,
      act: async (reason) => {
        const { data, error } = await fetchClient.POST('/api/v1/posts/{post}/discard', {
          params: { path: { post: post.id } },
          body: { seenHash: post.contentHash, reason },
        });
        if (!data) throw error;
        await after();
        undo.offer({ said: say(words.away.done, { title }), undo: () => bringBack(post) });
      },
    });
  };
  const takeUp = async (post: Post) => {
    const { places, passed } = await bringBack(post);
    const taken = say(words.away.takenUp, { title: post.title || words.editor.untitled });
    const placed = places > 0 ? say(words.away.withPlaces, { said: taken, n: places }) : taken;
    undo.offer({ said: passed > 0 ? say(words.away.passed, { said: placed, n: passed }) : placed });
  };
  return { discard, takeUp };
}
