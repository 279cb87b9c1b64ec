import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import styles from './panels.module.css';
import type { DeliveryStory } from './today-types.ts';

type Way = 'went-out' | 'repeat' | 'move' | 'leave';

/** The ways that a question leaves open; nothing is sent again while nobody knows whether it went out. */
const ways: Readonly<Record<string, readonly Way[]>> = {
  doubt: ['went-out', 'repeat', 'leave'],
  silent: ['went-out', 'repeat', 'leave'],
  gone: ['went-out', 'leave'],
  late: ['repeat', 'move', 'leave'],
  blackout: ['repeat', 'move', 'leave'],
  content: ['leave'],
  'hand-off': ['went-out', 'move', 'leave'],
  'hand-off-void': ['went-out', 'leave'],
};
const usual: readonly Way[] = ['repeat', 'move', 'leave'];

/** 再试, 已发出贴链接, 改期, 不发: the answer of a person, with the proof that it needs. */
export function AnswerForms({ story, onDone }: { story: DeliveryStory; onDone: () => void }) {
  const { delivery, question, hasLinks, mayAnswer, handOff, byHand } = story;
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const { mutateAsync, isPending } = api.useMutation('post', '/api/v1/deliveries/{id}/answer');
  const [open, setOpen] = useState<Way | null>(null);
  const [problem, setProblem] = useState('');
  if (!mayAnswer && question?.kind !== 'hand-off') return <p className={styles.small}>{words.panel.notYours}</p>;
  const asked = ways[question?.kind ?? ''] ?? usual;
  // What waits for hands is published first and answered then.
  const handsFirst = byHand && question?.kind === 'hand-off';
  const needsNote = handOff !== null || question?.kind === 'hand-off-void';
  const send = async (body: Parameters<typeof mutateAsync>[0]['body']) => {
    setProblem('');
    try {
      const { stopped } = await mutateAsync({ params: { path: { id: delivery } }, body });
      offer({ said: stopped ? words.panel.stopped : words.panel.answered[body.is] });
      onDone();
      await lookAgain(['today', 'deliveries', 'matrix', 'calendar', 'frame']);
    } catch (error) {
      const { title, remedy } = problemOf(error);
      setProblem(`${title}：${remedy}`);
    }
  };
  const begin = (way: Way) => {
    setProblem('');
    if (way === 'repeat' && !needsNote) return void send({ is: 'repeat', note: '' });
    setOpen(open === way ? null : way);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending || open === null) return;
    const read = bodyOf(open, new FormData(event.currentTarget), hasLinks);
    if (typeof read === 'string') return setProblem(read);
    void send(read);
  };
  return (
    <section className={styles.part}>
      <div className={styles.buttons}>
        {handsFirst ? (
          <Link href={`/by-hand/${delivery}`} className={act.main}>
            {words.panel.openByHand}
          </Link>
        ) : null}
        {asked.map((way, i) => (
          <button
            key={way}
            type="button"
            className={i === 0 && !handsFirst ? act.main : act.act}
            aria-expanded={way === 'repeat' && !needsNote ? undefined : open === way}
            aria-disabled={isPending}
            onClick={() => begin(way)}
          >
            {verbOf(way, hasLinks)}
          </button>
        ))}
        {byHand && !handsFirst ? (
          <Link href={`/by-hand/${delivery}`} className={act.act}>
            {words.panel.goByHand}
          </Link>
        ) : null}
      </div>
      {open ? (
        <form className={styles.form} onSubmit={submit} key={open}>
          {open === 'went-out' && hasLinks ? (
            <label>
              {words.panel.link}
              <textarea name="links" rows={2} />
            </label>
          ) : null}
          {open === 'move' ? (
            <label>
              {words.panel.moveTo}
              <input type="datetime-local" name="at" />
            </label>
          ) : null}
          {open !== 'move' || needsNote ? (
            <label>
              {open === 'leave' ? words.panel.leaveWhy : open === 'repeat' ? words.panel.retryWhy : words.panel.note}
              <textarea name="note" rows={2} />
            </label>
          ) : null}
          <div>
            <button
              type="submit"
              className={open === 'leave' ? `${act.act} ${act.danger}` : act.main}
              aria-disabled={isPending}
            >
              {submitOf(open, hasLinks)}
            </button>
          </div>
        </form>
      ) : null}
      <p className={styles.problem} role="alert">
        {problem}
      </p>
    </section>
  );
}

function verbOf(way: Way, hasLinks: boolean): string {
  if (way === 'repeat') return words.panel.retry;
  if (way === 'move') return words.panel.move;
  if (way === 'leave') return words.panel.leave;
  return hasLinks ? words.panel.sent : words.panel.sentPlain;
}

function submitOf(way: Way, hasLinks: boolean): string {
  if (way === 'repeat') return words.panel.retry;
  if (way === 'move') return words.panel.moveVerb;
  if (way === 'leave') return words.panel.leaveVerb;
  return hasLinks ? words.panel.sentVerb : words.panel.sentPlainVerb;
}

/** What the form says, or what is missing in it. */
function bodyOf(way: Way, form: FormData, hasLinks: boolean) {
  const note = String(form.get('note') ?? '').trim();
  if (way === 'move') {
    const at = Date.parse(`${String(form.get('at') ?? '')}:00+08:00`);
    return Number.isNaN(at) ? words.panel.needMoment : { is: way, at, note };
  }
  if (way === 'went-out') {
    const links = String(form.get('links') ?? '')
      .split(/\s+/)
      .filter(Boolean);
    if (hasLinks && (links.length === 0 || links.some((link) => !URL.canParse(link)))) return words.panel.badLink;
    return !hasLinks && note === '' ? words.panel.needNote : { is: way, links, note };
  }
  return note === '' ? words.panel.needNote : { is: way, note };
}
