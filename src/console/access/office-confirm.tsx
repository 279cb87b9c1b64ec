import words from '../../../content/wording/console/access.yaml';
import { api } from '../api/client.ts';
import styles from './access.module.css';

/** Whether the person shows himself again at the identity provider of the office: he came in by it, or a password may not do. */
export function useByOffice(): boolean {
  const door = api.useQuery('get', '/api/v1/session').data;
  return door?.session?.method === 'oidc' || (door?.oidc === true && door.passwords !== 'everybody');
}

/** The way to show oneself again there, in a page of its own so that nothing on this one is lost; else nothing. */
export function OfficeConfirm() {
  if (!useByOffice()) return null;
  return (
    <p className={styles.note}>
      <a href="/login/confirm" target="_blank" rel="noreferrer">
        {words.confirm.office}
      </a>
      <br />
      {words.confirm.officeNote}
    </p>
  );
}
