import { expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { notifySchema } from '../../src/config/notify.ts';
import { contactPeople } from '../../src/config/outside-accounts.ts';
import { noticesDue } from '../../src/notify/notices-due.ts';
import { shippedConfig } from '../config/config-folder.ts';

it('a contact outside is told by e-mail where notify.yaml sends repost tasks that way, and holds no role', () => {
  const { people, outside } = loadConfig(shippedConfig);
  const contacts = contactPeople([...outside, ...outside]);
  expect(contacts).toEqual([
    {
      ...{ id: 'xuanchuan@property.example.org', email: 'xuanchuan@property.example.org', name: '丁志刚' },
      ...{ post: '示例市物业管理协会', section: '', roles: [] },
    },
  ]);
  const notify = notifySchema.parse({ rules: [{ kinds: ['repost.*'], ways: ['email'] }] });
  const now = Date.parse('2026-11-20T10:00:00+08:00');
  const standing = {
    ...{
      id: 'c1',
      episode: 1,
      kind: 'repost.issued',
      urgency: 'normal' as const,
      firstSeenAt: now,
      acknowledged: false,
    },
    to: [{ person: 'xuanchuan@property.example.org' }],
  };
  const rules = { people: { ...people, people: [...people.people, ...contacts] }, notify, calendar: buildCalendar() };
  const told = noticesDue([standing], [], { lines: [], lastAt: new Map(), stuck: new Set() }, rules, now);
  expect(told.map((t) => [t.person, t.way])).toContainEqual(['xuanchuan@property.example.org', 'email']);
});
