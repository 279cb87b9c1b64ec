import { useState } from 'react';
import words from '../../../content/wording/console/review.yaml';
import { OfficeConfirm, useByOffice } from '../access/office-confirm.tsx';
import { fetchClient } from '../api/client.ts';
import { ActDialog } from '../frame/act-dialog.tsx';
import styles from './confirm-dialog.module.css';

/** Asks for password or code before a signature, at most every quarter of an hour, and then goes on with what was begun. */
export function ConfirmDialog({ then, onClose }: { then: () => Promise<void>; onClose: () => void }) {
  const [shown, setShown] = useState('');
  const byOffice = useByOffice();
  const confirm = async () => {
    if (shown === '') return void then();
    const body = /^\d{6}$/.test(shown) ? { code: shown } : { password: shown };
    const { error } = await fetchClient.POST('/api/v1/session/confirm', { body });
    if (error) throw error;
    void then();
  };
  return (
    <ActDialog
      title={words.confirm.title}
      happens={words.confirm.says}
      verb={words.confirm.verb}
      act={confirm}
      onClose={onClose}
    >
      <OfficeConfirm />
      <label className={styles.field}>
        {words.confirm.password}
        <input
          type="password"
          autoComplete="current-password"
          required={!byOffice}
          value={shown}
          onChange={(event) => setShown(event.target.value)}
        />
      </label>
    </ActDialog>
  );
}
