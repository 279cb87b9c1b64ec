import { useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { ActDialog } from '../frame/act-dialog.tsx';
import { CodeField } from './code-field.tsx';
import { Field } from './field.tsx';
import { OfficeConfirm } from './office-confirm.tsx';

interface Props {
  answer: (shown: { password: string } | { code: string } | null) => Promise<void>;
  onLeave: () => void;
}

/** Password or code once more; at most every quarter of an hour. */
export function ConfirmDialog({ answer, onLeave }: Props) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  return (
    <ActDialog
      title={words.confirm.title}
      happens={words.confirm.happens}
      verb={words.confirm.act}
      act={() => answer(password ? { password } : code ? { code } : null)}
      onClose={onLeave}
    >
      <OfficeConfirm />
      <Field
        label={words.confirm.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onType={setPassword}
      />
      <CodeField label={words.confirm.code} value={code} onType={setCode} />
    </ActDialog>
  );
}
