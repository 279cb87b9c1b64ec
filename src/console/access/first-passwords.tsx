import words from '../../../content/wording/console/access.yaml';
import { say } from '../look/say.ts';
import styles from './access.module.css';
import { untilWords } from './until-words.ts';

/** Somebody who was named; with the password for one login and when it opens no more, or null when he has one. */
export interface FirstPassword {
  person: string;
  name: string;
  password: string | null;
  until: number | null;
}

interface Props {
  people: FirstPassword[];
  onKept: () => void;
}

/** The passwords for one login, shown this once. */
export function FirstPasswords({ people, onKept }: Props) {
  const ends = people.flatMap(({ until }) => until ?? []);
  return (
    <>
      <p className={styles.note}>{words.firstRun.passwords}</p>
      {ends.length > 0 ? (
        <p className={styles.note}>{say(words.people.passwordUntil, { until: untilWords(Math.min(...ends)) })}</p>
      ) : null}
      <table className={styles.table}>
        <tbody>
          {people.map(({ person, name, password }) => (
            <tr key={person}>
              <th scope="row">
                {name}（{person}）
              </th>
              <td>{password ? <span className={styles.secret}>{password}</span> : words.firstRun.hasPassword}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.acts}>
        <button type="button" className={styles.primary} onClick={onKept}>
          {words.people.passwordKept}
        </button>
      </div>
    </>
  );
}
