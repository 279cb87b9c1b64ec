import { useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { fetchClient } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { say } from '../look/say.ts';
import { type Article, pictureAddress, type Text } from './post-types.ts';
import styles from './side-sheet.module.css';
import { SideSheet } from './side-sheet.tsx';
import { useUpload } from './use-upload.ts';

interface Props {
  post: string;
  article: Article;
  text: Text;
  position: number;
  onCover: (article: Article) => void;
  onClose: () => void;
}

/** The cover of an article: drawn again, cut from a picture of the text, or uploaded. */
export function CoverSheet({ post, article, text, position, onCover, onClose }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const upload = useUpload(post);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (from: string) => {
    const { data, error } = await fetchClient.POST('/api/v1/posts/{post}/articles/{article}/cover', {
      params: { path: { post, article: article.id } },
      body: { from },
    });
    if (data) onCover(data);
    setProblem(data ? null : problemOf(error).title);
  };
  const inText = [...new Set([...text.body.matchAll(/asset:([0-9a-f]{64})/g)].map(([, sha256]) => sha256 ?? ''))];
  return (
    <SideSheet
      title={say(words.covers.title, { title: text.title || words.editor.untitled })}
      close={words.covers.close}
      onClose={onClose}
    >
      {article.cover ? (
        <img className={styles.cover} src={pictureAddress(article.cover.sha256)} alt={words.covers.now} />
      ) : (
        <p>{words.covers.none}</p>
      )}
      <p className={styles.hint}>{position === 0 ? words.covers.wide : words.covers.square}</p>
      <div className={styles.acts}>
        <button type="button" onClick={() => void choose('drawn')}>
          {words.covers.draw}
        </button>
        {inText.length > 0 ? (
          <button type="button" onClick={() => void choose('auto')}>
            {words.covers.auto}
          </button>
        ) : null}
        <button type="button" onClick={() => files.current?.click()}>
          {words.covers.upload}
        </button>
        <input
          ref={files}
          type="file"
          hidden
          accept="image/*"
          aria-label={words.covers.upload}
          onChange={(event) => void upload.take([...(event.target.files ?? [])], (_, sha256) => void choose(sha256))}
        />
      </div>
      {(upload.says ?? problem) ? <p role="status">{upload.says ?? problem}</p> : null}
      <div className={styles.thumbs}>
        {inText.map((sha256) => (
          <button key={sha256} type="button" aria-label={words.covers.choose} onClick={() => void choose(sha256)}>
            <img src={pictureAddress(sha256)} alt="" />
          </button>
        ))}
      </div>
    </SideSheet>
  );
}
