import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import words from '../../../content/wording/console/calendar.yaml';
import { api, fetchClient } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { SideSheet } from '../frame/side-sheet.tsx';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import { dayOf, timeWords } from '../look/time-words.ts';
import type { Lane, Proposal, Tried } from './answers.ts';
import { whenWords } from './item-words.ts';
import styles from './sheet.module.css';
import { TryAnswer } from './try-answer.tsx';

interface Props {
  lanes: readonly Lane[];
  proposals: readonly Proposal[];
  channel: string;
  /** A proposal that is chosen already. */
  chosen?: string | undefined;
  nameOf: (channel: string) => string;
  onClose: () => void;
  look: () => Promise<void>;
}

/** 排一条: a post or a proposal, its channel and its time, with the planner's answer before it stands. */
export function AddDialog({ lanes, proposals, channel: first, chosen, nameOf, onClose, look }: Props) {
  const { now } = useFrame();
  const { offer } = useUndo();
  const client = useQueryClient();
  const [channel, setChannel] = useState(first);
  const [what, setWhat] = useState(chosen ?? '');
  const [title, setTitle] = useState('');
  const [day, setDay] = useState(() => dayOf(now()));
  const [time, setTime] = useState(() => timeWords(now() + 3_600_000 - ((now() + 3_600_000) % 900_000)));
  const [free, setFree] = useState(true);
  const [tried, setTried] = useState<Tried | null>(null);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<{ title: string; remedy: string } | null>(null);
  const query = { params: { query: { channel, title } } };
  const { data } = api.useQuery('get', '/api/v1/calendar/addable', query, { placeholderData: (was) => was });
  const posts = data?.posts ?? [];
  const mine = proposals.filter((each) => each.channel === channel);
  const isPost = posts.some(({ post }) => post === what);
  const moment = Date.parse(`${day}T${time}:00+08:00`);
  const target = free ? now() + 60_000 : moment;
  useEffect(() => {
    setTried(null);
    if (!isPost || free || !Number.isFinite(moment)) return;
    let over = false;
    const timer = setTimeout(async () => {
      const body = { post: what, channel, at: moment, exact: false };
      const answer = await fetchClient.POST('/api/v1/calendar/try', { body });
      if (!over && answer.data) setTried(answer.data);
    }, 150);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [what, channel, moment, free, isPost]);
  const titleOf = () => [...posts, ...mine].find((each) => ('id' in each ? each.id : each.post) === what)?.title ?? '';
  const run = async () => {
    if (running) return;
    if (what === '') return setProblem({ title: words.add.choose, remedy: '' });
    setRunning(true);
    setProblem(null);
    const at = free ? {} : { at: tried?.at ?? moment };
    const act = tried === null ? {} : { act: tried.act };
    const { data: done, error } = await fetchClient.POST('/api/v1/calendar/place', {
      body: { what, channel, ...at, ...act },
    });
    setRunning(false);
    if (!done) return setProblem(problemOf(error));
    if (!done.ok) return setProblem({ title: say(words.add.blocked, { n: done.blocking }), remedy: '' });
    const [place] = done.places;
    const said = say(words.add.done, { title: titleOf(), when: place ? whenWords(place.at, now()) : '' });
    const body = { post: done.post, channel };
    const undo = async () => {
      const taken = await fetchClient.POST('/api/v1/calendar/remove', { body });
      if (taken.error) throw taken.error;
      await look();
    };
    offer({ said, undo });
    onClose();
    await look();
    await client.invalidateQueries({ queryKey: ['get', '/api/v1/calendar/addable'] });
  };
  return (
    <SideSheet
      size="middle"
      title={words.add.title}
      onClose={onClose}
      foot={
        <>
          <button type="button" className={styles.button} onClick={onClose}>
            {words.add.leave}
          </button>
          <button type="button" className={styles.primary} aria-disabled={running} onClick={() => void run()}>
            {running ? words.add.going : words.add.go}
          </button>
        </>
      }
    >
      <div className={styles.fields}>
        <label>
          {words.add.channel}
          <select
            value={channel}
            onChange={(event) => {
              setChannel(event.target.value);
              setWhat('');
            }}
          >
            {lanes.map(({ channel: id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.add.find}
          <input type="search" value={title} maxLength={60} onChange={(event) => setTitle(event.target.value)} />
        </label>
      </div>
      <fieldset className={styles.list}>
        <legend className="hidden-words">{words.add.what}</legend>
        <ul className={styles.plain}>
          {mine.map(({ id, title: name }) => (
            <Choice key={id} id={id} what={what} onWhat={setWhat} name={name} state={words.add.proposals} />
          ))}
          {posts.map(({ post, title: name, state }) => (
            <Choice key={post} id={post} what={what} onWhat={setWhat} name={name} state={words.add.state[state]} />
          ))}
        </ul>
        {posts.length + mine.length === 0 ? <p>{words.add.none}</p> : null}
      </fieldset>
      <label className={styles.check}>
        <input type="checkbox" checked={free} onChange={(event) => setFree(event.target.checked)} />
        {words.add.first}
      </label>
      {free ? null : (
        <div className={styles.fields}>
          <label>
            {words.add.day}
            <input type="date" value={day} min={dayOf(now())} onChange={(event) => setDay(event.target.value)} />
          </label>
          <label>
            {words.add.time}
            <input type="time" value={time} step={300} onChange={(event) => setTime(event.target.value)} />
          </label>
        </div>
      )}
      {isPost && !free ? <TryAnswer tried={tried} target={target} nameOf={nameOf} now={now()} /> : null}
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem.title}
          {problem.remedy === '' ? '' : `：${problem.remedy}`}
        </p>
      ) : null}
    </SideSheet>
  );
}

interface ChoiceProps {
  id: string;
  what: string;
  onWhat: (id: string) => void;
  name: string;
  state: string;
}

function Choice({ id, what, onWhat, name, state }: ChoiceProps) {
  return (
    <li>
      <label>
        <input type="radio" name="what" checked={what === id} onChange={() => onWhat(id)} />
        <span>{name}</span>
        <small>{state}</small>
      </label>
    </li>
  );
}
