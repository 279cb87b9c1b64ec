/** The planner's answer to a move, in sentences. Pure. */
import words from '../../../content/wording/console/calendar.yaml';
import { say } from '../look/say.ts';
import { dayOf, dayWords, spokenDates, timeWords } from '../look/time-words.ts';
import type { Tried } from './answers.ts';
import { actWords, whenWords } from './item-words.ts';

export interface MoveWords {
  /** On the chip: 可以移到 11月26日 14:30. */
  head: string;
  /** Why and what becomes of it. */
  body: string;
  /** What moves along, and whether signatures stand. */
  besides: string;
}

export function moveWords(tried: Tried, nameOf: (channel: string) => string, now: number): MoveWords {
  const { verdict, at, wantedAt } = tried;
  if (verdict === 'refused' || at === null) {
    const said: Record<string, string> = words.move.refusedBecause;
    const why =
      said[tried.code ?? ''] ??
      (tried.reason === '' ? '' : say(words.move.why, { reason: spokenDates(tried.reason, now) }));
    return { head: say(words.move.refused, { when: whenWords(wantedAt, now) }), body: why, besides: '' };
  }
  return {
    head: say(words.move.fits, { when: whenWords(at, now) }),
    body: bodyOf(tried, at, now),
    besides: besidesOf(tried, nameOf, now),
  };
}

function bodyOf({ taken, code, reason, warning, was, act, wantedAt }: Tried, at: number, now: number): string {
  const time = timeWords(at);
  const isOtherAct = was !== null && was.act !== act;
  const first = taken
    ? say(words.move.taken, {
        day: dayWords(taken.at, now).replace(/^.*月/, ''),
        half: timeWords(taken.at) < '12:00' ? words.move.morning : words.move.afternoon,
        other: taken.title,
        act: actWords(was?.act ?? act),
      })
    : '';
  const then = isOtherAct
    ? say(words.move.otherAct, { time, act: actWords(act) })
    : dayOf(at) !== dayOf(wantedAt)
      ? say(words.move.otherDay, { when: whenWords(at, now) })
      : at === wantedAt
        ? say(words.move.asWanted, { time, act: actWords(act) })
        : say(words.move.otherTime, { time, act: actWords(act) });
  // Earlier on the same day: the reason is what bars the rest of it.
  const isEarlier = at < wantedAt && dayOf(at) === dayOf(wantedAt);
  const sentence = !isEarlier ? words.move.why : code === 'noSlot' ? words.move.noneLater : words.move.barsLater;
  const why =
    first === '' && code !== null && reason !== ''
      ? say(sentence, { reason: spokenDates(reason, now), time: timeWords(wantedAt) })
      : '';
  const broken = warning === null ? '' : say(words.move.warning, { warning: spokenDates(warning, now) });
  return `${first}${why}${first === '' && why !== '' && !isOtherAct && !isEarlier ? '' : then}${broken}`;
}

function besidesOf({ moves, losses, signatures }: Tried, nameOf: (channel: string) => string, now: number): string {
  const along = moves.map(({ title, channel, was, at }) =>
    say(words.move.along, {
      ...{ title, channel: nameOf(channel), was: whenWords(was, now) },
      at: at === null ? '' : whenWords(at, now),
    }),
  );
  const lost = losses.map(({ title, channel }) => say(words.move.lost, { title, channel: nameOf(channel) }));
  const signed =
    signatures === 'approved'
      ? words.move.signed
      : signatures === 'in-review'
        ? words.move.partly
        : words.move.unsigned;
  return `${[...along, ...lost, signed].join('；')}。`;
}
