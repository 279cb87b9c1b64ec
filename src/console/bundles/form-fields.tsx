/** Fields of the small dialogs: a label above, native controls beneath. */
import styles from './form-fields.module.css';

interface Field {
  name: string;
  label: string;
  first?: string;
  optional?: boolean;
}

export function Text({ name, label, first = '', optional = false }: Field) {
  return (
    <label className={styles.field}>
      {label}
      <input name={name} defaultValue={first} required={!optional} maxLength={200} />
    </label>
  );
}

export function Day({ name, label, first = '', optional = false }: Field) {
  return (
    <label className={styles.field}>
      {label}
      <input type="date" name={name} defaultValue={first} required={!optional} />
    </label>
  );
}

interface Of {
  of: readonly { code: string; name: string }[];
}

export function Choice({ name, label, of, first }: Field & Of) {
  return (
    <label className={styles.field}>
      {label}
      <select name={name} defaultValue={first ?? of[0]?.code}>
        {of.map((each) => (
          <option key={each.code} value={each.code}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Choices({ name, label, of, first }: Omit<Field, 'first'> & Of & { first: readonly string[] }) {
  return (
    <fieldset className={styles.several}>
      <legend>{label}</legend>
      {of.map((each) => (
        <label key={each.code}>
          <input type="checkbox" name={name} value={each.code} defaultChecked={first.includes(each.code)} />
          {each.name}
        </label>
      ))}
    </fieldset>
  );
}
