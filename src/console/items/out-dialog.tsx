import { useState } from 'react';
import words from '../../../content/wording/console/items.yaml';
import styles from '../access/access.module.css';
import { Field } from '../access/field.tsx';
import { ActDialog } from '../frame/act-dialog.tsx';
import { say } from '../look/say.ts';
import type { Formed } from './item-types.ts';

const said = words.deadline;

/** Where it can be read; without an address a person's word closes it. */
export interface OutWish {
  url?: string;
}

interface Props {
  formed: Formed;
  out: (wish: OutWish) => Promise<void>;
  onClose: () => void;
}

export function OutDialog({ formed, out, onClose }: Props) {
  const [url, setUrl] = useState(formed.goneAt === null ? (formed.url ?? '') : '');
  return (
    <ActDialog
      title={say(said.outTitle, { title: formed.title })}
      happens={said.outHappens}
      verb={said.outVerb}
      act={() => out(url === '' ? {} : { url })}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Field label={said.urlOut} type="url" hint={said.optional} value={url} onType={setUrl} />
      </div>
    </ActDialog>
  );
}
