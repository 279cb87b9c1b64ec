/** What a person wishes of a post's times, as options of a command. */
import type { Command } from 'commander';
import type { AskedWishes } from '../delivery/post-wishes.ts';
import { AskedWrongly } from '../errors.ts';
import { windowMoment } from '../posts/time-fields.ts';

export interface WishOptions {
  earliest?: string;
  latest?: string;
  priority?: string;
  urgent?: boolean;
  after: string[];
  sameDayAs?: string;
  withinHours?: string;
}

export function wishOptions(command: Command): Command {
  const several = (name: string, before: string[]) => [...before, name];
  return command
    .option('--earliest <moment>', 'not before; with --channel on these channels only')
    .option(
      '--latest <moment>',
      'not after, a bare day takes in its last minute; with --channel on these channels only',
    )
    .option('--priority <n>', '1 to 10, higher goes first and may move what is not announced; default 5')
    .option('--urgent', 'may move what is announced, if that is of lower priority')
    .option(
      '--after <post>',
      'post:ID or file that it must not come before, channel by channel; may be repeated',
      several,
      [],
    )
    .option('--same-day-as <post>', 'post:ID or file whose day it shares')
    .option('--within-hours <n>', 'most hours between its first and its last channel');
}

/** @throws AskedWrongly for what is no moment or no such number */
export function wishesAsked(options: WishOptions): AskedWishes {
  const { earliest, latest, priority, urgent, after, sameDayAs, withinHours } = options;
  return {
    ...(earliest === undefined ? {} : { earliest: moment(earliest, 'from') }),
    ...(latest === undefined ? {} : { latest: moment(latest, 'until') }),
    ...(priority === undefined ? {} : { priority: number(priority, '--priority', /^([1-9]|10)$/, '1 to 10') }),
    ...(urgent === undefined ? {} : { urgent }),
    ...(after.length === 0 ? {} : { after }),
    ...(sameDayAs === undefined ? {} : { sameDayAs }),
    ...(withinHours === undefined
      ? {}
      : { withinHours: number(withinHours, '--within-hours', /^\d{1,3}(\.\d+)?$/, 'hours, such as 24') }),
  };
}

/** Without the bounds, which hold on the named channels alone. */
export function onAllChannels({ earliest: _earliest, latest: _latest, ...rest }: AskedWishes): AskedWishes {
  return rest;
}

function moment(text: string, end: 'from' | 'until'): number {
  const at = windowMoment(text, end);
  if (at !== null) return at;
  const remedy = 'Write it as 2026-11-25 or "2026-11-25 09:00", Beijing time.';
  throw new AskedWrongly({ code: 'moment', message: `${text} is not a moment`, remedy });
}

function number(text: string, option: string, pattern: RegExp, expected: string): number {
  if (pattern.test(text)) return Number(text);
  const message = `${option} ${text} is not ${expected}`;
  throw new AskedWrongly({ code: 'argument', message, place: option, remedy: `Give ${expected}.` });
}
