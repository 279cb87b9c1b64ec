import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/calendar.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { LevelChip } from '../look/level.tsx';
import { say } from '../look/say.ts';
import type { Movable } from './answers.ts';
import { whenWords } from './item-words.ts';
import styles from './move-bubble.module.css';
import { moveWords } from './move-words.ts';
import type { MovingActs } from './use-moving.ts';

interface Props {
  acts: MovingActs;
  board: RefObject<HTMLElement | null>;
  onOtherDay: (item: Movable) => void;
}

const WIDTH = 336;
const BESIDE = 44;

/** The planner's answer beside the ghost: where it would stand, why, what moves along; and the way on. */
export function MoveBubble({ acts, board, onOtherDay }: Props) {
  const { moving, commit, aim, stop } = acts;
  const { now } = useFrame();
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const go = useRef<HTMLButtonElement>(null);
  const tried = moving?.tried ?? null;
  const target = moving?.target ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ghost moves with the answer
  useLayoutEffect(() => {
    const box = board.current;
    const mark = box?.querySelector('[data-ghost]') ?? box?.querySelector(`[data-item="${moving?.item.id}"]`);
    if (!box || !mark || target === null) return setPlace(null);
    const [outer, inner] = [box.getBoundingClientRect(), mark.getBoundingClientRect()];
    const right = inner.right - outer.left + BESIDE;
    const fits = right + WIDTH < outer.width;
    const left = fits ? right : inner.left - outer.left - WIDTH - 12;
    setPlace({ left: Math.max(4, left), top: Math.max(10, inner.top - outer.top - 48) });
  }, [target, tried]);
  const waits = moving?.dropped === true && tried !== null && !moving.running;
  useLayoutEffect(() => {
    if (waits) go.current?.focus();
  }, [waits]);
  if (!moving || target === null || place === null) return null;
  const nameOf = (channel: string) => channelName(board.current, channel);
  const said = tried ? moveWords(tried, nameOf, now()) : null;
  const isRefused = tried?.verdict === 'refused';
  return (
    <section className={styles.bubble} style={place} data-dropped={moving.dropped} aria-label={words.move.label}>
      {said === null ? (
        <p className={styles.trying}>{say(words.move.trying, { when: whenWords(target, now()) })}</p>
      ) : (
        <>
          <p className={styles.head}>
            <LevelChip level={isRefused ? 'red' : 'green'} says={said.head} />
          </p>
          <p className={styles.body}>{said.body}</p>
          {said.besides === '' ? null : <p className={styles.besides}>{said.besides}</p>}
        </>
      )}
      {moving.problem ? (
        <p className={styles.problem} role="alert">
          {moving.problem.title}：{moving.problem.remedy}
        </p>
      ) : null}
      <div className={styles.acts}>
        {tried && !isRefused && tried.verdict !== 'fits' ? (
          <button
            ref={go}
            type="button"
            className={styles.go}
            aria-disabled={moving.running}
            onClick={() => void commit(moving)}
          >
            {moving.running ? words.move.going : words.move.go}
          </button>
        ) : null}
        {tried?.nextPossibleAt != null && isRefused ? (
          <button ref={go} type="button" className={styles.go} onClick={() => aim(tried.nextPossibleAt)}>
            {say(words.move.next, { when: whenWords(tried.nextPossibleAt, now()) })}
          </button>
        ) : null}
        <button type="button" onClick={() => onOtherDay(moving.item)}>
          {words.move.other}
        </button>
        <button type="button" className={styles.leave} onClick={stop}>
          {words.move.leave}
        </button>
      </div>
    </section>
  );
}

function channelName(board: HTMLElement | null, channel: string): string {
  return board?.querySelector(`[data-channel="${CSS.escape(channel)}"]`)?.getAttribute('aria-label') ?? channel;
}
