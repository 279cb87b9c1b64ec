import { type FormEvent, useState } from 'react';
import words from '../../../content/wording/console/matrix.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import { SideSheet } from '../frame/side-sheet.tsx';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import { say } from '../look/say.ts';
import { dayOf, dayWords } from '../look/time-words.ts';
import styles from './archive-sheet.module.css';
import { HandForm } from './hand-form.tsx';
import type { AccountDetail } from './matrix-types.ts';
import { ReviewForm } from './review-form.tsx';

const events = ['opened', 'changed', 'paused', 'resumed', 'closed', 'cancelled'] as const;

/** 账号档案: filings of its life, the yearly review, what was sent by hand. */
export function ArchiveSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { data } = api.useQuery('get', '/api/v1/matrix/{account}', { params: { path: { account: id } } });
  const { now } = useFrame();
  const mayFile = useMay(['section-head', 'leader', 'system-admin']);
  const mayEnter = useMay(['editor', 'section-head', 'leader']);
  if (!data) return null;
  return (
    <SideSheet
      title={say(words.archive.title, { name: data.name })}
      note={say(words.archive.opened, { day: dayWords(data.openedOn, now()) })}
      onClose={onClose}
    >
      <section className={styles.part}>
        <h3>{words.archive.filings}</h3>
        <Filings account={data} now={now()} />
        {mayFile ? <FilingForm account={data} today={dayOf(now())} /> : null}
      </section>
      <ReviewForm account={data} year={Number(dayOf(now()).slice(0, 4))} />
      {data.ours && mayEnter ? <HandForm account={data} /> : null}
    </SideSheet>
  );
}

function Filings({ account: { filings, unfiled }, now }: { account: AccountDetail; now: number }) {
  const missing = unfiled.filter(({ event, on }) => !filings.some((f) => f.event === event && f.on === on));
  if (filings.length + missing.length === 0) return <p className={styles.quiet}>{words.archive.none}</p>;
  return (
    <ul className={styles.list}>
      {filings.map((each) => (
        <li key={`${each.event} ${each.on}`}>
          {say(words.archive.filing, { day: dayWords(each.on, now), event: each.name, unit: each.unit ?? '' })}
          <small>
            {each.number && each.filedOn
              ? say(words.archive.numbered, { number: each.number, day: dayWords(each.filedOn, now) })
              : words.archive.unnumbered}
            {` ・ ${each.reason ?? ''} ・ ${each.by ?? ''}`}
          </small>
        </li>
      ))}
      {missing.map(({ event, name, on }) => (
        <li key={`missing ${event} ${on}`} className={styles.missing}>
          {say(words.archive.missing, { event: name, day: dayWords(on, now) })}
        </li>
      ))}
    </ul>
  );
}

function FilingForm({ account: { id }, today }: { account: AccountDetail; today: string }) {
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const file = api.useMutation('post', '/api/v1/matrix/{account}/filings');
  const [event, setEvent] = useState<(typeof events)[number]>('changed');
  const submit = async (of: FormEvent<HTMLFormElement>) => {
    of.preventDefault();
    if (file.isPending) return;
    const form = of.currentTarget;
    const read = (name: string) => String(new FormData(form).get(name) ?? '').trim();
    const [until, number] = [read('until'), read('number')];
    const body = {
      ...{ event, on: read('on'), unit: read('unit'), reason: read('reason') },
      ...(until === '' ? {} : { until }),
      ...(number === '' ? {} : { filed: { number, filedOn: read('filedOn') || today } }),
    };
    try {
      await file.mutateAsync({ params: { path: { account: id } }, body });
      offer({ said: words.archive.saved });
      form.reset();
      await lookAgain(['matrix', 'today']);
    } catch {
      // What was refused stands below the fields, which keep what was written.
    }
  };
  const problem = file.error ? problemOf(file.error) : null;
  return (
    <details className={styles.more}>
      <summary>{words.archive.add}</summary>
      <form className={styles.form} onSubmit={(of) => void submit(of)}>
        <label>
          {words.archive.event}
          <select value={event} onChange={(of) => setEvent(events.find((e) => e === of.target.value) ?? 'changed')}>
            {events.map((each) => (
              <option key={each} value={each}>
                {words.archive.events[each]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.archive.on}
          <input type="date" name="on" required defaultValue={today} />
        </label>
        {event === 'paused' ? (
          <label>
            {words.archive.until}
            <input type="date" name="until" />
          </label>
        ) : null}
        <label>
          {words.archive.unit}
          <input name="unit" required />
        </label>
        <label>
          {words.archive.number}
          <input name="number" />
        </label>
        <label>
          {words.archive.filedOn}
          <input type="date" name="filedOn" max={today} />
        </label>
        <label>
          {words.archive.reason}
          <textarea name="reason" rows={2} required minLength={2} />
        </label>
        <p className={styles.problem} role="alert">
          {problem ? `${problem.title}：${problem.remedy}` : null}
        </p>
        <button type="submit" className={act.act} aria-disabled={file.isPending}>
          {words.archive.save}
        </button>
      </form>
    </details>
  );
}
