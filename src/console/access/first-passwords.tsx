import words from '../../../content/wording/console/access.yaml';
import styles from './access.module.css';

interface Props {
  people: { person: string; name: string; password: string | null }[];
  onKept: () => void;
}

/** The passwords for one login, shown this once. */
export function FirstPasswords({ people, onKept }: Props) {
  return (
    <>
      <p className={styles.note}>{words.firstRun.passwords}</p>
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
