/** Matters that stand because a test says so, told on a clock and a database of the test's. */
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { type TestClock, testClock } from '../../src/clock.ts';
import { defaultNotify, type Notify, notifySchema } from '../../src/config/notify.ts';
import type { People } from '../../src/config/people.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import type { Concern } from '../../src/notify/concern.ts';
import { readNoticeWording } from '../../src/notify/notice-wording.ts';
import type { TellWork } from '../../src/notify/tell-work.ts';
import type { Tx } from '../../src/store/database.ts';
import { openTestStore, testActing } from '../store/test-store.ts';

export const people: People = {
  sections: [
    { id: 'news', name: '新闻中心', liaison: 'li-na' },
    { id: 'housing', name: '住房保障科', liaison: 'sun-lei' },
  ],
  people: [
    { id: 'li-na', name: '李娜', post: '编辑', section: 'news', roles: ['editor'], email: 'li-na@example.gov.cn' },
    {
      id: 'zhang-wei',
      name: '张伟',
      post: '主任',
      section: 'news',
      roles: ['section-head'],
      email: 'zhang@example.gov.cn',
    },
    { id: 'sun-lei', name: '孙磊', post: '科长', section: 'housing', roles: ['editor'] },
    { id: 'wang', name: '王建国', post: '副局长', section: 'news', roles: ['leader'], email: 'wang@example.gov.cn' },
    { id: 'he-yong', name: '何勇', post: '管理员', section: 'news', roles: ['system-admin'] },
  ],
};

export const calendar = buildCalendar([]);
export const wording = readNoticeWording('content');

/** Wednesday 2026-11-25, 10:00 in Beijing. */
export const WEDNESDAY = Date.parse('2026-11-25T10:00:00+08:00');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export function notifyOf(change: Record<string, unknown>): Notify {
  return notifySchema.parse(change);
}

export function concern(change: Partial<Concern> = {}): Concern {
  return {
    key: 'clock:sub:V-2',
    kind: 'review.sign',
    about: 'channel:sub',
    since: WEDNESDAY,
    urgency: 'normal',
    to: [{ person: 'li-na' }],
    fields: { title: '测试稿', step: '科室负责人', since: '11月25日 09:00', due: '11月26日', post: '01J' },
    ...change,
  };
}

export interface Telling {
  work: TellWork;
  clock: TestClock;
  acting: Acting;
  /** What stands; a test changes it. */
  standing: Concern[];
  /** Robots' messages that were given to be delivered. */
  handed: { notice: string; channel: string; hash: string; at: number }[];
  stuck: Set<string>;
  problems: string[];
  rules: (notify: Notify) => void;
  close: () => Promise<void>;
}

export async function openTelling(at: number = WEDNESDAY): Promise<Telling> {
  const store = await openTestStore();
  const clock = testClock(at);
  const acting = testActing(store.db, clock);
  const problems: string[] = [];
  const note = (message: string) => void problems.push(message);
  const telling: Telling = {
    clock,
    acting,
    standing: [],
    handed: [],
    stuck: new Set(),
    problems,
    rules: (notify) => {
      telling.work = { ...telling.work, rules: { ...telling.work.rules, notify } };
    },
    close: store.close,
    work: {
      ...acting,
      sources: { test: async () => telling.standing },
      rules: { people, notify: defaultNotify, calendar },
      wording,
      robots: {
        stuck: async () => telling.stuck,
        deliver: async (_tx: Tx, message) => void telling.handed.push(message),
      },
      log: { debug: note, info: note, warn: note, error: note },
    },
  };
  return telling;
}
