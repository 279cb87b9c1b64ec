import { useState } from 'react';
import words from '../../../content/wording/console/requests.yaml';
import { api } from '../api/client.ts';
import type { KeptText } from '../frame/kept-text.ts';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import { KeptBar } from '../look/kept-bar.tsx';
import styles from './case.module.css';
import { Refusal } from './refusal.tsx';
import type { RequestCase } from './request-types.ts';

/** The link on the first line, how it was answered below it. */
export function keptWords(reason: string, link: string): string {
  return `${link}\n${reason}`;
}

interface Props {
  request: RequestCase;
  /** Both fields as one text (keptWords). */
  kept: KeptText;
  onTaken: () => void;
}

/** 已在别处答复: how, and where it can be read; nothing is sent to the citizen. What was written is kept until it is saved. */
export function CloseForm({ request: { id }, kept, onTaken }: Props) {
  const [reason, setReason] = useState('');
  const [link, setLink] = useState('');
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const close = api.useMutation('post', '/api/v1/requests/{request}/close');
  const reopen = api.useMutation('post', '/api/v1/requests/{request}/reopen');
  const write = (how: string, where: string) => {
    setReason(how);
    setLink(where);
    kept.keep(keptWords(how, where));
  };
  const take = (text: string) => {
    const [where = '', ...how] = text.split('\n');
    write(how.join('\n'), where);
    onTaken();
  };
  const path = { params: { path: { request: id } } };
  const save = async () => {
    if (close.isPending) return;
    try {
      await close.mutateAsync({ ...path, body: { reason, link: link.trim() === '' ? null : link.trim() } });
      kept.saved();
      offer({
        said: words.closed,
        undo: async () => {
          await reopen.mutateAsync({ ...path, body: { reason: words.back } });
          await lookAgain(['requests', 'frame']);
        },
      });
      await lookAgain(['requests', 'frame']);
    } catch {
      // What was refused stands below the fields.
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <KeptBar kept={kept} onTake={take} />
      <label className={styles.labelled}>
        {words.closeReason}
        <textarea
          className={styles.field}
          rows={2}
          required
          minLength={2}
          placeholder={words.closeReasonPlaceholder}
          value={reason}
          onChange={(event) => write(event.target.value, link)}
        />
      </label>
      <label className={styles.labelled}>
        {words.closeLink}
        <input
          className={styles.field}
          type="url"
          placeholder="https://"
          value={link}
          onChange={(event) => write(reason, event.target.value)}
        />
      </label>
      <Refusal error={close.error} />
      <div className={styles.line}>
        <button type="submit" className={`${act.act} ${act.main}`} aria-disabled={close.isPending}>
          {close.isPending ? words.closeSaving : words.closeSave}
        </button>
        <span className={styles.hint}>{words.closeHint}</span>
      </div>
    </form>
  );
}
