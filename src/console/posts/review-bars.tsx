import words from '../../../content/wording/console/posts.yaml';
import { fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import styles from './paper.module.css';
import type { Editor } from './post-types.ts';
import type { EditorText } from './use-editor.ts';

interface Props {
  post: Editor['post'];
  text: EditorText;
  reload: () => Promise<unknown>;
}

/** A text before its signers is read; whoever wants to change it is told first what falls. */
export function ReviewBar({ post, text, reload }: Props) {
  const ask = useActDialog();
  const undo = useUndo();
  const { state, signed } = post;
  if (!post.mayEdit && state !== 'withdrawn') {
    return <p className={styles.bar}>{say(words.reviewed.others, { section: post.author.name })}</p>;
  }
  if (post.open) return null;
  const who = signed.map(({ name }) => name).join('、');
  const words_ = signed.length > 0 ? say(words.reviewed.signed, { who }) : words.reviewed.nobody;
  const reopen = () =>
    ask({
      title: say(words.reviewed.title, { title: post.title }),
      happens: say(words.reviewed.happens, { signed: who || words.reviewed.nobody }),
      ...(signed.length > 0 ? { cannotUndo: words.reviewed.cannot } : {}),
      verb: words.reviewed.verb,
      act: async () => {
        const { data, error } = await fetchClient.POST('/api/v1/posts/{post}/reopen', {
          params: { path: { post: post.id } },
          body: { seenHash: post.contentHash },
        });
        if (!data) throw error;
        text.adopt(data);
        await reload();
        undo.offer({ said: words.reviewed.reopened });
      },
    });
  return (
    <p className={styles.bar} role="status">
      {state === 'withdrawn'
        ? words.reviewed.withdrawn
        : say(words.reviewed[state === 'approved' ? 'approved' : 'in-review'], { signed: words_ })}
      {state === 'withdrawn' ? null : (
        <button type="button" onClick={reopen}>
          {words.reviewed.reopen}
        </button>
      )}
    </p>
  );
}

/** The post has become another text while this one was being written. */
export function StaleBar({ post, text, reload }: Props) {
  if (!text.copy.stale || !text.editable) return null;
  const choose = async (take: 'post' | 'copy') => {
    await text.settle();
    const path = { params: { path: { post: post.id } } };
    const { data: page } = await fetchClient.GET('/api/v1/posts/{post}', path);
    const { data } = await fetchClient.POST('/api/v1/posts/{post}/base', {
      ...path,
      body: { seenHash: page?.post.contentHash ?? post.contentHash, take },
    });
    if (data) text.adopt(data);
    text.redraw();
    await reload();
  };
  return (
    <p className={styles.bar} role="status">
      {say(words.stale.says, { n: post.revision })}
      <button type="button" onClick={() => void choose('post')}>
        {words.stale.useNew}
      </button>
      <button type="button" onClick={() => void choose('copy')}>
        {words.stale.useMine}
      </button>
    </p>
  );
}
