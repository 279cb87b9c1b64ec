import { Link } from 'wouter';
import words from '../../../content/wording/console/posts.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import type { PostRow } from './post-types.ts';
import styles from './posts-page.module.css';

/** One post: what it is, where it came from, how it stands. */
export function PostLine({ row, props, onAway }: { row: PostRow; props: object; onAway: () => void }) {
  const { now } = useFrame();
  const { written, channels, origin, originOf, away } = row;
  return (
    <tr {...props} className={styles.row}>
      <td>
        <Link href={`/posts/${row.id}`} className={styles.name}>
          {row.title || words.editor.untitled}
        </Link>
        <small>
          {words.origins[origin]}
          {originOf ? ` · ${originOf}` : ''}
          {written ? ` · ${say(words.list.written, { who: written.by, time: momentWords(written.at, now()) })}` : ''}
          {away
            ? ` · ${say(words.away.told, { who: away.by.name, time: momentWords(away.at, now()), reason: away.reason })}`
            : ''}
        </small>
      </td>
      <td>{row.kindName}</td>
      <td>
        <span className={styles.state}>{words.states[row.state]}</span>
      </td>
      <td>{row.author.name}</td>
      <td className="nowrap">{momentWords(row.updatedAt, now())}</td>
      <td>
        {channels.map(({ name }) => name).join('、') || <span className={styles.none}>{words.list.noChannels}</span>}
      </td>
      <td>
        <Findings of={row.findings} />
      </td>
      <td className="screen-only">
        {row.mayDiscard || row.mayTakeUp ? (
          <button
            type="button"
            className={styles.act}
            aria-label={`${row.mayTakeUp ? words.away.takeUp : words.away.discard} ${row.title}`}
            onClick={onAway}
          >
            {row.mayTakeUp ? words.away.shortUp : words.away.short}
          </button>
        ) : null}
      </td>
    </tr>
  );
}

function Findings({ of }: { of: PostRow['findings'] }) {
  if (of === null) return <span className={styles.none}>{words.list.counting}</span>;
  const { blocking, warning, note } = of;
  if (blocking + warning + note === 0) return <span className={styles.none}>{words.list.noFindings}</span>;
  return (
    <>
      {blocking > 0 ? <b className={styles.must}>■ {say(words.findings.must, { n: blocking })}</b> : null}
      {warning > 0 ? (
        <span className={styles.should}>
          ◆ {words.grades.warning} {warning}
        </span>
      ) : null}
      {note > 0 ? (
        <span className={styles.none}>
          ○ {words.grades.note} {note}
        </span>
      ) : null}
    </>
  );
}
