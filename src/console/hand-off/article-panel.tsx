import words from '../../../content/wording/console/hand-off.yaml';
import act from '../look/act.module.css';
import { Panel } from '../look/panel.tsx';
import { say } from '../look/say.ts';
import { CopiedBody, CopiedField } from './copied-field.tsx';
import styles from './hand-off.module.css';
import type { ArticleOf } from './hand-off-types.ts';

/** An article in its parts, each to be copied, and its pictures in the order in which they belong. */
export function ArticlePanel({ article, n, of }: { article: ArticleOf; n: number; of: number }) {
  const { title, author, digest, sourceUrl, html, text, cover, pictures } = article;
  const { fields, pictureOf } = words;
  return (
    <Panel title={of > 1 ? say(words.articleOf, { n }) : words.article}>
      <dl className={styles.fields}>
        <CopiedField name={fields.title} value={title} />
        <CopiedField name={fields.author} value={author} />
        <CopiedBody html={html} text={text} />
        <CopiedField name={fields.digest} value={digest} />
        <CopiedField name={fields.source} value={sourceUrl ?? ''} />
      </dl>
      {cover || pictures.length > 0 ? (
        <ul className={styles.pictures} aria-label={words.pictures}>
          {cover ? <Picture name={cover.name} sha256={cover.sha256} where={pictureOf.cover} /> : null}
          {pictures.map(({ sha256, name, after, before }) => (
            <Picture
              key={sha256}
              name={name}
              sha256={sha256}
              where={after === '' ? say(pictureOf.before, { before }) : say(pictureOf.after, { after })}
            />
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}

function Picture({ name, sha256, where }: { name: string; sha256: string; where: string }) {
  const href = `/api/v1/posts/pictures/${sha256}`;
  return (
    <li>
      <img src={href} alt="" />
      <div>
        <b>{name}</b>
        <small>{where}</small>
      </div>
      <a className={act.act} href={href} download={name}>
        {say(words.save, { name })}
      </a>
    </li>
  );
}
