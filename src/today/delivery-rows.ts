/** Deliveries that ask, wait for a phone or are in doubt, and places and black-outs that need a word. Pure. */
import { mayAnswer } from '../delivery/answer-with-proof.ts';
import type { KeptByBlackout } from '../delivery/kept-by-blackouts.ts';
import type { WaitingDelivery } from '../delivery/waiting-deliveries.ts';
import type { Recipient } from '../notify/concern.ts';
import { recipientsOf } from '../notify/recipients.ts';
import type { LostPlace } from '../schedule/lost-places.ts';
import { dueOf } from './clock-rows.ts';
import type { ClocksNow } from './clocks-now.ts';
import { channelName, type TodayHouse } from './names.ts';
import { type Level, levelByMoment, type RowFor } from './row.ts';

type Config = Pick<TodayHouse, 'config'>;

/** Told to the drafter and to whoever answers for the account. */
export function deliveryRow({ config }: Config, each: WaitingDelivery, clocks: ClocksNow, now: number): RowFor {
  const { delivery, post, title, channel, question, since, until } = each;
  const owner = config.channels.find(({ id }) => id === channel)?.owner;
  const to: Recipient[] = [
    each.author === null ? { role: 'section-head' } : { person: each.author },
    ...(owner === undefined ? [] : [{ person: owner }]),
  ];
  const base = {
    id: `delivery:${delivery}`,
    ...{ delivery, post, title, channel, channelName: channelName(config, channel) },
    ...{ since, workingDaysLeft: null, provisional: false, people: recipientsOf(config.people, to) },
  };
  if (each.is === 'confirmation') {
    return { ...base, kind: 'confirmation', dueAt: until, level: levelByMoment(until ?? now, now, false) };
  }
  if (question === null) return { ...base, kind: 'doubt', dueAt: null, level: 'orange' };
  const { kind: asks, seen, title: cause, remedy } = question;
  return { ...base, kind: 'question', asks, seen, cause, remedy, ...limitOf(each, asks, clocks, now) };
}

/** What did not go out endangers the clock of its account: that is its limit. What is published by hand has its own time. */
function limitOf({ dueAt, channel }: WaitingDelivery, asks: string, clocks: ClocksNow, now: number) {
  if (asks === 'hand-off') return { dueAt, level: levelByMoment(dueAt, now, false) };
  const clock = clocks.channels.find((found) => found.channel === channel)?.tightest;
  if (!clock || clock.dueAt === null) return { dueAt: null, level: 'red' as const };
  const level: Level = clock.state === 'green' || clock.state === 'paused' ? 'orange' : clock.state;
  return { ...dueOf(clock), level };
}

/** What a black-out kept back and nobody has answered: everybody who may answer is asked. */
export function blackoutRow({ config }: Config, { blackout, reason, count, since }: KeptByBlackout): RowFor {
  return {
    kind: 'blackout',
    id: `blackout:${blackout}`,
    level: 'orange',
    ...{ dueAt: null, workingDaysLeft: null, provisional: false, since, blackout, reason, count },
    people: recipientsOf(
      config.people,
      mayAnswer.map((role) => ({ role })),
    ),
  };
}

/** A post that has no place any more. */
export function obstacleRow({ config }: Config, lost: LostPlace): RowFor {
  const { post, title, channel, obstacle, obstacleAt, nextPossibleAt, author } = lost;
  return {
    kind: 'obstacle',
    id: `obstacle:${post}:${channel}`,
    level: 'orange',
    ...{ dueAt: null, workingDaysLeft: null, provisional: false, since: obstacleAt, post, title, channel, obstacle },
    ...{ channelName: channelName(config, channel), nextPossibleAt },
    people: [author],
  };
}
