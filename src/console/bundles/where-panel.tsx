import { Link } from 'wouter';
import words from '../../../content/wording/console/bundles.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { Panel } from '../look/panel.tsx';
import { momentWords } from '../look/time-words.ts';
import styles from './bundle.module.css';
import type { BundlePage } from './bundle-types.ts';

/** Where the post of the bundle goes: account, act, time, and how far it is. */
export function WherePanel({ bundle: { post } }: { bundle: BundlePage }) {
  const { now } = useFrame();
  const places = post?.places ?? [];
  const states: Readonly<Record<string, string>> = words.where.state;
  const acts: Readonly<Record<string, string>> = words.where.act;
  const signed = post?.state === 'approved';
  return (
    <Panel
      title={words.where.title}
      acts={places.length > 0 ? <Link href={`/calendar?post=${post?.id}`}>{words.where.calendar}</Link> : undefined}
    >
      {places.length === 0 ? (
        <p className={styles.quietText}>{post ? words.where.none : words.where.noPost}</p>
      ) : (
        <ul className={styles.places}>
          {places.map(({ channel, name, act, at, state }) => (
            <li key={channel}>
              <span className={styles.headName}>{name}</span>
              <span className={styles.tag}>{acts[act] ?? act}</span>
              <span className={styles.at}>
                {momentWords(at, now())}
                {state ? ` · ${states[state] ?? state}` : signed ? '' : ` · ${words.where.waiting}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
