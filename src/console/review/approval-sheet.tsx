import type { ReactNode } from 'react';
import words from '../../../content/wording/console/review.yaml';
import { say, titled } from '../look/say.ts';
import { dayOf, fullDayWords, timeWords } from '../look/time-words.ts';
import styles from './form-page.module.css';
import type { ShownForm } from './review-data.ts';

type Form = ShownForm['form'];

/** The sheet itself: the eight fields, signatures with name and time, fingerprint and QR at the foot. */
export function ApprovalSheet({ shown, rehearsal }: { shown: ShownForm; rehearsal: boolean }) {
  const { form, fingerprint, qr } = shown;
  return (
    <article className={styles.sheet} data-sheet="">
      {rehearsal ? (
        <svg className={styles.rehearsal} viewBox="0 0 210 297" aria-hidden="true">
          <text x="105" y="150" transform="rotate(-35 105 150)" textAnchor="middle">
            {words.form.rehearsal}
          </text>
        </svg>
      ) : null}
      <h2 className={styles.title}>
        <span>{form.office}</span>
        {words.form.title}
      </h2>
      <table className={styles.table}>
        <tbody>
          <Field name={words.form.department}>
            {form.department}
            <small>{say(words.form.submitter, { who: form.submittedBy, at: moment(form.submittedAt) })}</small>
          </Field>
          <Field name={words.form.content}>
            <ol className={styles.articles}>
              {form.articles.map((each, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: articles have no other name than their place
                <li key={i}>
                  {titled(each.title)}
                  {each.images > 0 ? `（${say(words.form.images, { n: each.images })}）` : ''}
                </li>
              ))}
            </ol>
            <small className={styles.hash}>{say(words.form.annex, { n: form.revision, hash: form.contentHash })}</small>
          </Field>
          <Field name={words.form.manner}>{[form.marking, ...form.manners].filter(Boolean).join('、')}</Field>
          <Field name={words.form.time}>
            {form.releases.length === 0
              ? words.form.noTime
              : form.releases.map((each) => (
                  <span key={`${each.account}${each.at}`} className={styles.release}>
                    {moment(each.at)} {each.account}
                  </span>
                ))}
          </Field>
          <Field name={words.form.period}>{periodOf(form.publicUntil)}</Field>
          {form.steps.map((step) => (
            <Field key={step.post} name={say(words.form.opinion, { post: step.post })} tall>
              <Signature signed={step.signed} />
            </Field>
          ))}
          <Field name={words.form.gates}>
            <span className={styles.gates}>
              {form.gates.map((gate) => (
                <span key={gate.name}>
                  {gate.person && gate.at
                    ? say(words.form.gate, {
                        name: gate.name,
                        who: gate.person + (gate.standsFor ? say(words.form.for, { who: gate.standsFor }) : ''),
                        at: moment(gate.at),
                      })
                    : say(words.form.gateOpen, { name: gate.name })}
                </span>
              ))}
            </span>
          </Field>
        </tbody>
      </table>
      <p className={styles.date}>{dateOf(form.signedOn)}</p>
      <footer className={styles.foot}>
        <div>
          <p>{say(words.form.number, { review: form.review })}</p>
          <p className={styles.hash}>{say(words.form.fingerprint, { hash: fingerprint })}</p>
          {shown.kept ? null : <p>{words.form.open}</p>}
        </div>
        <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={fingerprint} shapeRendering="crispEdges">
          <path d={`M0 0h${qr.size}v${qr.size}h-${qr.size}z`} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
      </footer>
    </article>
  );
}

function Field({ name, tall = false, children }: { name: string; tall?: boolean; children: ReactNode }) {
  return (
    <tr data-tall={tall}>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}

function Signature({ signed }: { signed: Form['steps'][number]['signed'] }) {
  if (!signed) return <p className={styles.opinion}>{words.form.blank}</p>;
  return (
    <>
      <p className={styles.opinion}>
        {signed.decision === 'return' ? `${words.form.returned}：` : ''}
        {signed.opinion || words.form.blank}
      </p>
      <p className={styles.signed}>
        {say(words.form.sign, { who: signed.person })}
        {signed.standsFor ? say(words.form.for, { who: signed.standsFor }) : ''}
        <span>{moment(signed.at)}</span>
      </p>
    </>
  );
}

/** 2026年11月23日 09:08: the year always, because the sheet is kept. */
function moment(at: number): string {
  return `${fullDayWords(dayOf(at))} ${timeWords(at)}`;
}

function periodOf(until: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(until) ? fullDayWords(until) : until;
}

function dateOf(day: string | null): string {
  if (day === null) return words.form.noDate;
  const [y = '', m = '', d = ''] = day.split('-').map((part) => String(Number(part)));
  return say(words.form.date, { y, m, d });
}
