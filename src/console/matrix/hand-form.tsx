import type { FormEvent } from 'react';
import words from '../../../content/wording/console/matrix.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import styles from './archive-sheet.module.css';
import type { AccountDetail } from './matrix-types.ts';

/** 补登手工发的, and having the platform's own list read again. */
export function HandForm({ account: { id, history, kind } }: { account: AccountDetail }) {
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const enter = api.useMutation('post', '/api/v1/matrix/{account}/sent-by-hand');
  const read = api.useMutation('post', '/api/v1/matrix/{account}/read-history');
  const acts = kind === 'wecom-robot' ? (['message'] as const) : (['publish', 'massSend'] as const);
  const submit = async (of: FormEvent<HTMLFormElement>) => {
    of.preventDefault();
    if (enter.isPending) return;
    const form = of.currentTarget;
    const told = (name: string) => String(new FormData(form).get(name) ?? '').trim();
    const mark = (['original', 'repost'] as const).find((each) => each === told('mark')) ?? null;
    const body = {
      at: Date.parse(`${told('at')}:00+08:00`),
      title: told('title'),
      url: told('url') || null,
      act: acts.find((each) => each === told('act')) ?? acts[0],
      mark,
    };
    try {
      const { added, unchecked } = await enter.mutateAsync({ params: { path: { account: id } }, body });
      const { handSaved } = words.archive;
      offer({ said: unchecked > 0 ? handSaved.unchecked : added > 0 ? handSaved.added : handSaved.known });
      form.reset();
      await lookAgain(['matrix', 'today']);
    } catch {
      // What was refused stands below the fields, which keep what was written.
    }
  };
  const again = async () => {
    try {
      await read.mutateAsync({ params: { path: { account: id } } });
      offer({ said: words.archive.reading });
    } catch (error) {
      offer({ said: problemOf(error).title });
    }
  };
  const problem = enter.error ? problemOf(enter.error) : null;
  return (
    <section className={styles.part}>
      <h3>{words.archive.hand}</h3>
      <p className={styles.quiet}>{words.archive.handSays}</p>
      <form className={styles.form} onSubmit={(of) => void submit(of)}>
        <label>
          {words.archive.at}
          <input type="datetime-local" name="at" required />
        </label>
        <label>
          {words.archive.act}
          <select name="act">
            {acts.map((each) => (
              <option key={each} value={each}>
                {words.detail.acts[each]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.archive.link}
          <input type="url" name="url" placeholder="https://" />
        </label>
        <label>
          {words.archive.name}
          <input name="title" />
        </label>
        <label>
          {words.archive.mark}
          <select name="mark">
            <option value="">{words.archive.marks.none}</option>
            <option value="original">{words.archive.marks.original}</option>
            <option value="repost">{words.archive.marks.repost}</option>
          </select>
        </label>
        <p className={styles.problem} role="alert">
          {problem ? `${problem.title}：${problem.remedy}` : null}
        </p>
        <span className={styles.acts}>
          <button type="submit" className={act.act} aria-disabled={enter.isPending}>
            {words.archive.handSave}
          </button>
          {history?.canRead ? (
            <button type="button" className={act.link} onClick={() => void again()}>
              {words.archive.read}
            </button>
          ) : null}
        </span>
      </form>
    </section>
  );
}
