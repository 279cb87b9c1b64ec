import type { BoardChannel } from './board.ts';
import { dayOf } from './day-number.ts';
import type { Job } from './job.ts';
import { dayOfNamed, hoursApart } from './job-bounds.ts';
import { monthOf } from './moment-text.ts';
import { messagesOf } from './point-bar.ts';
import type { PlanWording } from './wording.ts';

export type PinWarning = keyof PlanWording['warnings'];

/** What a place fixed by a person breaks; it stands all the same. */
export function pinWarnings(channel: BoardChannel, job: Job): PinWarning[] {
  const at = job.at ?? 0;
  const { lane, named } = job;
  const found: PinWarning[] = [];
  const warn = (broken: boolean, warning: PinWarning) => {
    if (broken) found.push(warning);
  };
  warn(at < job.earliest || at > job.latest, 'window');
  const bar = lane === null ? null : channel.barred(at);
  if (bar) found.push(bar.is);
  warn(
    job.before.some((other) => other.at === null || other.at > at),
    'after',
  );
  if (named) warn(dayOfNamed(job, named) !== dayOf(at), 'sameDay');
  const hours = hoursApart(job);
  warn(
    hours !== null && job.siblings.some((each) => each.at !== null && Math.abs(each.at - at) > hours),
    'withinHours',
  );
  if (!lane) return found;
  const { perDay = Number.POSITIVE_INFINITY, perMonth = Number.POSITIVE_INFINITY } =
    channel.settings.quotas[job.act] ?? {};
  const messages = messagesOf(lane, job);
  const count = (of: (moment: number) => unknown) =>
    messages.reduce((sum, each) => (of(each.at) === of(at) ? sum + each.count : sum), 0);
  const posts = lane.fixed.find((message) => message.at === at)?.posts ?? 0;
  warn(posts > lane.postsPerMessage, 'full');
  warn(count(dayOf) > perDay, 'quotaDay');
  warn(count(monthOf) > perMonth, 'quotaMonth');
  warn(
    messages.some((each) => each.at !== at && Math.abs(each.at - at) < lane.gapMs),
    'gap',
  );
  return found;
}
