import { useRef, useState } from 'react';
import words from '../../../content/wording/console/requests.yaml';
import { api } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { useKeptText } from '../frame/kept-text.ts';
import { useKeys } from '../frame/keys.ts';
import { useLookAgain } from '../frame/live.ts';
import act from '../look/act.module.css';
import { KeptBar } from '../look/kept-bar.tsx';
import { say } from '../look/say.ts';
import { dayWords, timeWords } from '../look/time-words.ts';
import styles from './case.module.css';
import { CloseForm, keptWords } from './close-form.tsx';
import { Refusal } from './refusal.tsx';
import type { RequestCase } from './request-types.ts';

/** Below the case: an internal note, or that it was answered elsewhere. Nothing here reaches the citizen. */
export function CaseFoot({ request }: { request: RequestCase }) {
  const [chosen, setChosen] = useState<'note' | 'close' | null>(null);
  const kept = useKeptText(`request:${request.id}:close`, keptWords('', ''));
  // What was being written when the page went opens again.
  const tab = chosen ?? (kept.found && request.mayClose ? 'close' : 'note');
  if (request.closed) return <Closed request={request} closed={request.closed} />;
  return (
    <footer className={styles.write}>
      <fieldset className={`${act.switch} ${styles.switch}`}>
        <legend className="hidden-words">{words.footLabel}</legend>
        <button type="button" aria-pressed={tab === 'note'} onClick={() => setChosen('note')}>
          {words.foot.note}
        </button>
        {request.mayClose ? (
          <button type="button" aria-pressed={tab === 'close'} onClick={() => setChosen('close')}>
            {words.foot.close}
          </button>
        ) : null}
      </fieldset>
      {tab === 'note' ? (
        <NoteForm request={request} />
      ) : (
        <CloseForm request={request} kept={kept} onTaken={() => setChosen('close')} />
      )}
    </footer>
  );
}

function NoteForm({ request: { id } }: { request: RequestCase }) {
  const kept = useKeptText(`request:${id}:note`, '');
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const lookAgain = useLookAgain();
  const note = api.useMutation('post', '/api/v1/requests/{request}/notes');
  const write = (to: string) => {
    setText(to);
    kept.keep(to);
  };
  const save = async () => {
    if (text.trim() === '' || note.isPending) return field.current?.focus();
    try {
      await note.mutateAsync({ params: { path: { request: id } }, body: { text } });
      setText('');
      kept.saved();
      await lookAgain(['requests']);
    } catch {
      // What was refused stands below the field, and the text stays in it.
    }
  };
  useKeys({
    'ctrl+enter': { says: words.noteSave, act: () => void save() },
    n: { says: words.keys.note, act: () => field.current?.focus() },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <KeptBar kept={kept} onTake={setText} />
      <textarea
        ref={field}
        className={styles.field}
        rows={3}
        aria-label={words.note}
        placeholder={words.notePlaceholder}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      <Refusal error={note.error} />
      <div className={styles.line}>
        <button type="submit" className={`${act.act} ${act.main}`} aria-disabled={note.isPending}>
          {note.isPending ? words.noteSaving : words.noteSave} <kbd className={styles.key}>Ctrl Enter</kbd>
        </button>
        <span className={styles.hint}>{words.noteHint}</span>
      </div>
    </form>
  );
}

function Closed({ request, closed }: { request: RequestCase; closed: NonNullable<RequestCase['closed']> }) {
  const { now } = useFrame();
  const ask = useActDialog();
  const lookAgain = useLookAgain();
  const reopen = api.useMutation('post', '/api/v1/requests/{request}/reopen');
  const day = `${dayWords(closed.at, now())} ${timeWords(closed.at)}`;
  const open = () =>
    ask({
      title: words.reopenTitle,
      happens: words.reopenSays,
      reason: true,
      verb: words.reopen,
      act: async (reason) => {
        await reopen.mutateAsync({ params: { path: { request: request.id } }, body: { reason } });
        await lookAgain(['requests', 'frame']);
      },
    });
  return (
    <footer className={styles.write}>
      <p className={styles.closed}>{say(words.closedBy, { day, by: closed.by, reason: closed.reason })}</p>
      <div className={styles.line}>
        {closed.link ? (
          <a href={closed.link} target="_blank" rel="noreferrer">
            {words.closedLink}
          </a>
        ) : null}
        {request.mayClose ? (
          <button type="button" className={act.act} onClick={open}>
            {words.reopen}
          </button>
        ) : null}
      </div>
    </footer>
  );
}
