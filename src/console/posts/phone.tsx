import { useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { say } from '../look/say.ts';
import { timeWords } from '../look/time-words.ts';
import styles from './phone.module.css';
import type { Lengths } from './post-types.ts';

interface Props {
  post: string;
  position: number;
  version: number;
  account: string;
  now: number;
  lengths: Lengths | undefined;
}

const forms = ['wechat', 'weibo', 'large'] as const;

/** What goes out, as a phone shows it: the composer's own HTML in a frame that may do nothing. */
export function Phone({ post, position, version, account, now, lengths }: Props) {
  const [form, setForm] = useState<(typeof forms)[number]>('wechat');
  const address = `/api/v1/posts/${post}/preview?form=${form}&article=${position}&v=${version}`;
  return (
    <section className={styles.column} aria-label={words.phone.title}>
      <header className={styles.head}>
        <h2>{words.phone.title}</h2>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line */}
        <div className={styles.forms} role="group" aria-label={words.phone.title}>
          {forms.map((each) => (
            <button key={each} type="button" aria-pressed={each === form} onClick={() => setForm(each)}>
              {words.phone[each]}
            </button>
          ))}
        </div>
      </header>
      <div className={styles.phone}>
        <div className={styles.bar} aria-hidden="true">
          <span>{timeWords(now)}</span>
          <b>{account}</b>
          <span>···</span>
        </div>
        <iframe className={styles.screen} title={words.phone.frame} src={address} sandbox="" />
      </div>
      <p className={styles.foot}>
        {form === 'weibo' && lengths ? say(words.phone.weiboLength, { ...lengths.weibo }) : words.phone.same}
      </p>
    </section>
  );
}
