import words from '../../../content/wording/console/calendar.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import levelStyles from '../look/level.module.css';
import { LevelShape } from '../look/level-shape.tsx';
import { say } from '../look/say.ts';
import { dayWords, spokenDates } from '../look/time-words.ts';
import type { Lane, LaneNote, Proposal } from './answers.ts';
import styles from './notes.module.css';

export interface NoteActs {
  failed: (note: LaneNote) => void;
  take: (proposal: Proposal) => void;
  add: (channel: string) => void;
  move: (note: LaneNote) => void;
  rule: (note: LaneNote) => void;
}

interface Props {
  notes: readonly LaneNote[];
  lanes: readonly Lane[];
  proposals: readonly Proposal[];
  acts: NoteActs;
  mayMove: boolean;
}

const SHOWN = 8;

/** 排期说明: conflicts and refusals in words, each with what can be done about it. */
export function Notes({ notes, lanes, proposals, acts, mayMove }: Props) {
  const byChannel = new Map(lanes.map((lane) => [lane.channel, lane]));
  const { now } = useFrame();
  return (
    <section className={styles.notes} aria-label={words.notes.title}>
      <h2>{words.notes.title}</h2>
      {notes.length === 0 ? <p className={styles.none}>{words.notes.none}</p> : null}
      <ul>
        {notes.slice(0, SHOWN).map((note) => {
          const lane = byChannel.get(note.channel);
          const proposal = proposals.find(({ channel }) => channel === note.channel);
          const act = actOf(note, proposal, acts, mayMove);
          return (
            <li key={`${note.kind} ${note.channel} ${note.post} ${note.at}`}>
              <Shape note={note} lane={lane} />
              <span className={styles.text}>
                <b>{lane?.name ?? note.channel}</b> {sentenceOf(note, lane, proposal, now())}
              </span>
              {act === null ? null : (
                <button type="button" onClick={act.run}>
                  {act.verb}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {notes.length > SHOWN ? (
        <p className={styles.none}>{say(words.notes.more, { n: notes.length - SHOWN })}</p>
      ) : null}
    </section>
  );
}

function Shape({ note: { kind }, lane }: { note: LaneNote; lane: Lane | undefined }) {
  const level =
    kind === 'breached'
      ? 'breached'
      : kind === 'due'
        ? (lane?.level ?? 'red')
        : kind === 'failed' || kind === 'no-place'
          ? 'red'
          : null;
  if (level === null) return <span className={styles.ring} aria-hidden="true" />;
  return (
    <span className={`${styles.shape} ${levelStyles[level]}`}>
      <LevelShape level={level} />
    </span>
  );
}

function sentenceOf(note: LaneNote, lane: Lane | undefined, proposal: Proposal | undefined, now: number): string {
  const { kind, at, title, reason } = note;
  const [day, named] = [at === null ? '' : dayWords(at, now), title ?? ''];
  if (kind === 'due') {
    return say(words.notes.due, { due: `${day} 24:00 ` });
  }
  if (kind === 'breached') {
    const unit = lane?.unit === 'working-day' ? words.notes['working-day'] : words.notes.day;
    const first = say(words.notes.breached, { n: Math.abs(lane?.left ?? 0), unit });
    const then = proposal
      ? words.notes.breachedProposal
      : title === null
        ? words.notes.breachedNone
        : words.notes.breachedFailed;
    return first + say(then, { title: named });
  }
  return say(words.notes[kind], { day, title: named, reason: spokenDates(reason ?? '', now) });
}

function actOf(note: LaneNote, proposal: Proposal | undefined, acts: NoteActs, mayMove: boolean) {
  if (note.kind === 'failed' || (note.delivery !== null && note.kind !== 'moved' && note.kind !== 'no-place'))
    return { verb: words.notes.actFailed, run: () => acts.failed(note) };
  if (note.kind === 'moved') return { verb: words.notes.actRule, run: () => acts.rule(note) };
  if (!mayMove) return null;
  if (note.kind === 'no-place') return { verb: words.notes.actMove, run: () => acts.move(note) };
  if (proposal) return { verb: words.notes.actTake, run: () => acts.take(proposal) };
  return { verb: words.notes.actAdd, run: () => acts.add(note.channel) };
}
