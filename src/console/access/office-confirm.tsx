import words from '../../../content/wording/console/access.yaml';
import { api } from '../api/client.ts';
import styles from './access.module.css';

/** Whether the person came in by the identity provider of the office, and can show himself again there. */
export function useByOffice(): boolean {
  return api.useQuery('get', '/api/v1/session').data?.session?.method === 'oidc';
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
