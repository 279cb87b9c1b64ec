import { type FormEvent, useState } from 'react';
import words from '../../../content/wording/console/matrix.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useMay } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import act from '../look/act.module.css';
import { say } from '../look/say.ts';
import styles from './archive-sheet.module.css';
import type { AccountDetail } from './matrix-types.ts';

const decisions = ['keep', 'merge', 'close'] as const;

/** The yearly review (N-04): figures that somebody read off the account, and what becomes of it. */
export function ReviewForm({ account: { id, review }, year }: { account: AccountDetail; year: number }) {
  const lookAgain = useLookAgain();
  const mayDecide = useMay(['section-head', 'leader']);
  const path = { params: { path: { account: id } } };
  const figures = api.useMutation('post', '/api/v1/matrix/{account}/figures');
  const decide = api.useMutation('post', '/api/v1/matrix/{account}/review');
  const [decision, setDecision] = useState<(typeof decisions)[number]>('keep');
  const submit =
    (run: (told: (name: string) => string) => Promise<unknown>) => async (of: FormEvent<HTMLFormElement>) => {
      of.preventDefault();
      const form = new FormData(of.currentTarget);
      try {
        await run((name) => String(form.get(name) ?? '').trim());
        await lookAgain(['matrix']);
      } catch {
        // What was refused stands below the fields.
      }
    };
  const enter = submit((told) => {
    const count = (name: string) => (told(name) === '' ? {} : { [name]: Number(told(name)) });
    return figures.mutateAsync({ ...path, body: { ...count('reads'), ...count('followers') } });
  });
  const conclude = submit((told) => {
    const into = decision === 'merge' ? { mergeInto: told('into') } : {};
    return decide.mutateAsync({ ...path, body: { decision, reason: told('reason'), ...into } });
  });
  const error = figures.error ?? decide.error;
  const problem = error ? problemOf(error) : null;
  return (
    <section className={styles.part}>
      <h3>{say(words.archive.review, { year })}</h3>
      <p className={styles.quiet}>
        {review?.decision
          ? say(words.archive.decided, {
              decision: words.archive.decisions[review.decision],
              reason: review.reason ?? '',
            })
          : words.archive.undecided}
      </p>
      <form className={styles.form} onSubmit={(of) => void enter(of)}>
        {(['reads', 'followers'] as const).map((name) => (
          <label key={name}>
            {words.archive[name]}
            <input type="number" min={0} name={name} defaultValue={review?.[name] ?? ''} />
          </label>
        ))}
        <button type="submit" className={act.act}>
          {words.archive.figures}
        </button>
      </form>
      {mayDecide && !review?.decision ? (
        <form className={styles.form} onSubmit={(of) => void conclude(of)}>
          <label>
            {words.archive.decide}
            <select
              value={decision}
              onChange={(of) => setDecision(decisions.find((each) => each === of.target.value) ?? 'keep')}
            >
              {decisions.map((each) => (
                <option key={each} value={each}>
                  {words.archive.decisions[each]}
                </option>
              ))}
            </select>
          </label>
          {decision === 'merge' ? (
            <label>
              {words.archive.into}
              <input name="into" required />
            </label>
          ) : null}
          <label>
            {words.archive.reason}
            <input name="reason" required minLength={2} />
          </label>
          <button type="submit" className={act.act}>
            {words.archive.decide}
          </button>
        </form>
      ) : null}
      <p className={styles.problem} role="alert">
        {problem ? `${problem.title}：${problem.remedy}` : null}
      </p>
    </section>
  );
}
