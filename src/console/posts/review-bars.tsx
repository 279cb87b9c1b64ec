import words from '../../../content/wording/console/posts.yaml';
import { fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import styles from './paper.module.css';
import type { Editor, Returned } from './post-types.ts';
import type { EditorText } from './use-editor.ts';

interface Props {
  post: Editor['post'];
  text: EditorText;
  reload: () => Promise<unknown>;
  onTakeUp: () => void;
}

/** A text before its signers is read; whoever wants to change it is told first what falls. */
export function ReviewBar({ post, text, reload, onTakeUp }: Props) {
  const ask = useActDialog();
  const undo = useUndo();
  const { now } = useFrame();
  const { state, signed } = post;
  if (state === 'withdrawn') return <AwayBar post={post} now={now()} onTakeUp={onTakeUp} />;
  if (!post.mayEdit) {
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
        // What was typed when it was refused is not typed twice.
        await text.settle();
      },
    });
  return (
    <p className={styles.bar} role="status">
      {say(words.reviewed[state === 'approved' ? 'approved' : 'in-review'], { signed: words_ })}
      <button type="button" onClick={reopen}>
        {words.reviewed.reopen}
      </button>
    </p>
  );
}

/** Put away: why, by whom, and the way back. */
function AwayBar({ post, now, onTakeUp }: { post: Editor['post']; now: number; onTakeUp: () => void }) {
  const { away } = post;
  return (
    <p className={styles.bar} role="status">
      {words.reviewed.withdrawn}
      {away ? say(words.away.told, { who: away.by.name, time: momentWords(away.at, now), reason: away.reason }) : null}
      {post.mayTakeUp ? (
        <button type="button" onClick={onTakeUp}>
          {words.away.takeUp}
        </button>
      ) : null}
    </p>
  );
}

/** What the signer wrote who sent it back; the passages he marked stand in the paper and beside it. */
export function ReturnBar({ returned }: { returned: Returned }) {
  const { now } = useFrame();
  if (!returned) return null;
  const { by, at, opinion, marks } = returned;
  return (
    <p className={styles.bar} role="status">
      <span>
        <b>{say(words.returned.bar, { who: by, time: momentWords(at, now()), opinion })}</b>
        {marks.length > 0 ? ` ${say(words.returned.marks, { n: marks.length })}` : ''}
      </span>
    </p>
  );
}

/** The post has become another text while this one was being written. */
export function StaleBar({ post, text, reload }: Omit<Props, 'onTakeUp'>) {
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
