/** Limits and acts of requests in words. */
import words from '../../../content/wording/console/requests.yaml';
import { say } from '../look/say.ts';
import { dayWords, dueWords, leftOf, timeWords } from '../look/time-words.ts';
import type { ListedRequest, RequestCase } from './request-types.ts';

/** 还剩 3 个工作日, 今天 24:00 前, 超期 2 天. */
export function dueOf(request: Pick<ListedRequest, 'dueAt' | 'left' | 'unit' | 'provisional'>, now: number): string {
  const { dueAt, left, unit, provisional } = request;
  return dueWords({
    ...{ dueAt, now, provisional, short: true },
    workingDaysLeft: unit === 'working-day' ? left : null,
  });
}

type Act = RequestCase['acts'][number];

/** One grey line: what was done, by whom and when. */
export function actLine({ act, at, by, before, after }: Act, now: number): string {
  const facts = { time: timeWords(at), by: by === '' ? words.system : by };
  switch (act) {
    case 'request.receive':
      return say(words.acts['request.receive'], { ...facts, number: after.number ?? '', section: after.section ?? '' });
    case 'request.assign':
      return say(words.acts['request.assign'], { ...facts, to: after.assignee ?? after.section ?? '' });
    case 'request.unmask':
    case 'request.close':
    case 'request.reopen':
      return say(words.acts[act], { ...facts, reason: after.reason ?? '' });
    case 'due-date.recompute':
      return say(words.acts[act], { ...facts, from: dayIn(before.dueOn, now), to: dayIn(after.dueOn, now) });
    default:
      return say(words.acts.other, { ...facts, act });
  }
}

function dayIn(day: string | null | undefined, now: number): string {
  return day ? dayWords(day, now) : '';
}

type Step = RequestCase['steps'][number];

/** A step of the reply clock: when, and what counts. */
export function stepWords(step: Step, request: RequestCase, now: number): { when: string; what: string } {
  const { steps } = words;
  const unit = request.unit === 'day' ? 'day' : 'working';
  const range = () => {
    const [from, to] = [dayIn(step.from, now), dayIn(step.to, now)];
    if (from === to) return from;
    return say(steps.range, {
      from,
      to: step.from?.slice(0, 7) === step.to?.slice(0, 7) ? to.replace(/^.*月/, '') : to,
    });
  };
  switch (step.step) {
    case 'received':
      return { when: momentIn(step.at, now), what: say(steps.received, { way: request.intake }) };
    case 'start':
      return { when: dayIn(step.on, now), what: steps.start };
    case 'skipped':
      return { when: range(), what: say(steps.skipped, { reason: step.reason ?? '' }) };
    case 'weekend-counts':
      return { when: range(), what: steps.weekendCounts };
    case 'made-up':
      return { when: dayIn(step.on, now), what: say(steps.madeUp, { reason: step.reason ?? '' }) };
    case 'now': {
      const late = now >= request.dueAt;
      const hours = leftOf(request.dueAt, now) / 3_600_000;
      const left =
        hours < 24 ? spanOf(hours) : say(words.ruleLimit, { n: step.left ?? 0, unit: words.units[request.unit] });
      const text = late ? say(steps.over, { unit: words.units[request.unit] }) : steps.nth[unit];
      return { when: `${words.today} ${timeWords(now)}`, what: say(text, { n: step.nth ?? 0, left }) };
    }
    case 'due':
      return { when: `${dayIn(step.on, now)} 24:00`, what: say(steps.due[unit], { n: step.days ?? 0 }) };
    default:
      return {
        when: dayWords(step.at ?? now, now),
        what: say(steps.moved, {
          day: dayWords(step.at ?? now, now),
          from: dayIn(step.from, now),
          to: dayIn(step.to, now),
        }),
      };
  }
}

function spanOf(hours: number): string {
  return say(words.span, { h: Math.floor(hours), m: Math.floor((hours % 1) * 60) });
}

function momentIn(at: number | undefined, now: number): string {
  return at === undefined ? '' : `${dayWords(at, now)} ${timeWords(at)}`;
}
