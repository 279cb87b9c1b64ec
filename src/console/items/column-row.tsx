import { useEffect, useRef } from 'react';
import words from '../../../content/wording/console/items.yaml';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { LevelMark } from '../look/level.tsx';
import { say } from '../look/say.ts';
import { dayWords, momentWords } from '../look/time-words.ts';
import { columnWords } from './column-words.ts';
import type { Formed, PortalColumn } from './item-types.ts';
import styles from './items.module.css';
import type { FormedActs } from './use-formed-acts.tsx';

interface Props {
  column: PortalColumn;
  acts: FormedActs;
  /** The address names it: it is brought into sight. */
  isMeant: boolean;
}

const said = words.deadline;

/** A column with its clock, and below it what was formed and is not disclosed. */
export function ColumnRow({ column, acts, isMeant }: Props) {
  const { now } = useFrame();
  const mayTell = useMay(['editor', 'section-head', 'leader', 'desk']);
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isMeant) row.current?.scrollIntoView({ block: 'center' });
  }, [isMeant]);
  const { path, owner, limit, limitSource, open, done, realTime } = column;
  const { level, says, waits } = columnWords(column, now());
  const name = path.at(-1) ?? '';
  return (
    <tbody>
      <tr ref={row} className={styles.tall} aria-current={isMeant ? 'true' : undefined}>
        <td>
          {name}
          <div className={styles.quiet}>{path.slice(0, -1).join(' › ')}</div>
        </td>
        <td>{owner}</td>
        <td title={limitSource}>{limit}</td>
        <td className="nowrap">{lastWords(column, now())}</td>
        <td>
          {level === null ? <span className={styles.quiet}>{says}</span> : <LevelMark level={level} says={says} />}
          {waits === null ? null : <div className={styles.quiet}>{waits}</div>}
        </td>
        <td>
          {realTime && mayTell ? (
            <button type="button" className={styles.act} onClick={() => acts.tell(column)}>
              {said.tell}
            </button>
          ) : null}
        </td>
      </tr>
      {open.length > 0 || done.length > 0 ? (
        <tr className={styles.below}>
          <td colSpan={6}>
            <ul className={styles.formed}>
              {open.map((formed) => (
                <OpenFormed key={formed.id} formed={formed} acts={acts} mayTell={mayTell} />
              ))}
            </ul>
            {done.length > 0 ? (
              <details>
                <summary>{say(said.doneList, { n: done.length })}</summary>
                <ul className={styles.formed}>
                  {done.map((formed) => (
                    <li key={formed.id}>
                      <Title formed={formed} />
                      <span className={styles.quiet}>
                        {say(said.done, { day: formed.doneAt === null ? '' : dayWords(formed.doneAt, now()) })}
                      </span>
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

/** Where nothing is measured there is no last update to miss. */
function lastWords({ lastUpdateAt, state, realTime }: PortalColumn, now: number): string {
  if (lastUpdateAt !== null) return momentWords(lastUpdateAt, now);
  return state === null || realTime ? '' : said.never;
}

function OpenFormed({ formed, acts, mayTell }: { formed: Formed; acts: FormedActs; mayTell: boolean }) {
  const { now } = useFrame();
  const mayVoid = useMay(['section-head', 'leader']);
  const { by, formedAt, byOn, goneAt } = formed;
  return (
    <li>
      <Title formed={formed} />
      <span className={styles.quiet}>
        {say(said.formed, { who: by, day: dayWords(formedAt, now()) })}
        {byOn === null ? '' : ` · ${say(said.byDay, { day: dayWords(byOn, now()) })}`}
        {goneAt === null ? '' : ` · ${said.gone}`}
      </span>
      {mayTell ? (
        <button type="button" className={styles.link} onClick={() => acts.out(formed)}>
          {said.out}
        </button>
      ) : null}
      {mayVoid ? (
        <button type="button" className={styles.link} onClick={() => acts.wrong(formed)}>
          {said.wrong}
        </button>
      ) : null}
    </li>
  );
}

function Title({ formed: { title, url } }: { formed: Formed }) {
  return url === null ? (
    <b>{title}</b>
  ) : (
    <a href={url} target="_blank" rel="noreferrer">
      {title}
    </a>
  );
}
