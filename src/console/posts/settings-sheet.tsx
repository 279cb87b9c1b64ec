import { useId, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import type { Problem } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { dayOf, startOfDay, timeWords } from '../look/time-words.ts';
import type { Copy, Editor, Head } from './post-types.ts';
import styles from './side-sheet.module.css';
import { SideSheet } from './side-sheet.tsx';

interface Props {
  copy: Copy;
  choices: Editor['choices'];
  disabled: boolean;
  /** Both reject with what the server refused. */
  onHead: (head: Partial<Head>) => Promise<unknown>;
  onWishes: (wishes: Partial<Copy['wishes']>) => Promise<unknown>;
  onClose: () => void;
}

/** What a post is and does, and where and when it shall go out. */
export function SettingsSheet({ copy, choices, disabled, onHead, onWishes, onClose }: Props) {
  const id = useId();
  const { head, wishes } = copy;
  const [until, setUntil] = useState(head.publicUntil);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = (saving: Promise<unknown>) =>
    void saving.then(
      () => setProblem(null),
      (error: unknown) => setProblem(problemOf(error)),
    );
  // Esc leaves a field without a blur, and what stands in it is meant.
  const leave = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    onClose();
  };
  const isDay = /^(?:长期|\d{4}-\d{2}-\d{2}|)$/.test(until);
  const choice = <K extends 'kind' | 'job' | 'marking'>(field: K, of: readonly { id: string; name: string }[]) => (
    <>
      <label htmlFor={id + field}>{words.settings[field]}</label>
      <select
        id={id + field}
        value={head[field] ?? ''}
        disabled={disabled}
        onChange={(event) =>
          send(onHead({ [field]: event.target.value === '' ? null : event.target.value } as Partial<Head>))
        }
      >
        {head[field] === null ? <option value="">{words.settings.unset}</option> : null}
        {of.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </>
  );
  const words_ = (field: 'source' | 'unit' | 'telephone') => (
    <>
      <label htmlFor={id + field}>{words.settings[field]}</label>
      <input
        id={id + field}
        defaultValue={head[field] ?? ''}
        disabled={disabled}
        onBlur={(event) =>
          event.target.value !== (head[field] ?? '') && send(onHead({ [field]: event.target.value.trim() || null }))
        }
      />
    </>
  );
  return (
    <SideSheet title={words.settings.title} close={words.settings.close} onClose={leave}>
      <p className={styles.problem} role="alert">
        {problem ? `${problem.title}：${problem.remedy}` : null}
      </p>
      <div className={styles.fields}>
        {choice('kind', choices.kinds)}
        {choice('job', choices.jobs)}
        {choice('marking', choices.markings)}
        <label htmlFor={`${id}until`}>{words.settings.publicUntil}</label>
        <div>
          <input
            id={`${id}until`}
            value={until}
            disabled={disabled}
            aria-invalid={!isDay}
            onChange={(event) => setUntil(event.target.value.trim())}
            onBlur={() => isDay && until !== head.publicUntil && send(onHead({ publicUntil: until }))}
          />
          <p className={styles.hint}>{words.settings.publicUntilHint}</p>
        </div>
        {words_('source')}
        {head.kind === 'experience' ? words_('unit') : null}
        {words_('telephone')}
        <span id={`${id}to`}>{words.settings.channels}</span>
        <fieldset className={styles.boxes} aria-labelledby={`${id}to`} disabled={disabled}>
          {choices.channels.map((channel) => (
            <label key={channel.id}>
              <input
                type="checkbox"
                checked={wishes.channels.includes(channel.id)}
                onChange={(event) =>
                  send(
                    onWishes({
                      channels: event.target.checked
                        ? [...wishes.channels, channel.id]
                        : wishes.channels.filter((each) => each !== channel.id),
                    }),
                  )
                }
              />
              {channel.name}
            </label>
          ))}
          <p className={styles.hint}>{words.settings.channelsHint}</p>
        </fieldset>
        <label htmlFor={`${id}at`}>{words.settings.at}</label>
        <div>
          <input
            id={`${id}at`}
            type="datetime-local"
            disabled={disabled}
            defaultValue={wishes.at === null ? '' : `${dayOf(wishes.at)}T${timeWords(wishes.at)}`}
            onBlur={(event) => {
              const at = momentOf(event.target.value);
              if (at !== wishes.at) send(onWishes({ at }));
            }}
          />
          <p className={styles.hint}>{words.settings.atHint}</p>
        </div>
      </div>
    </SideSheet>
  );
}

/** A local moment as it stands in the field, in Beijing; null for none. */
function momentOf(value: string): number | null {
  const [, day = '', hours = '', minutes = ''] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(value) ?? [];
  return day === '' ? null : startOfDay(day) + (Number(hours) * 60 + Number(minutes)) * 60_000;
}
