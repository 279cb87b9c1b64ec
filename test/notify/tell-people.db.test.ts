import { afterEach, beforeEach, expect, test } from 'vitest';
import { acknowledgeConcern } from '../../src/notify/acknowledge-concern.ts';
import { turnConcern } from '../../src/notify/concern-store.ts';
import { tellPeople } from '../../src/notify/tell-people.ts';
import { concern, HOUR, MINUTE, notifyOf, openTelling, people, type Telling, WEDNESDAY } from './telling.ts';

let t: Telling;
beforeEach(async () => {
  t = await openTelling();
});
afterEach(() => t.close());

const look = () => tellPeople(t.work);
const lines = () =>
  t.acting.db.selectFrom('noticeLine').selectAll().orderBy('toldAt').orderBy('step').orderBy('person').execute();
const told = async (way: string) => (await lines()).filter((l) => l.way === way).map((l) => `${l.person}:${l.step}`);
const notices = () => t.acting.db.selectFrom('notice').selectAll().orderBy('createdAt').orderBy('id').execute();
const concerns = () => t.acting.db.selectFrom('concern').selectAll().orderBy('key').execute();
const firstId = async () => (await concerns())[0]?.id ?? '';
const mailRules = (more: Record<string, unknown> = {}) =>
  notifyOf({
    email: { host: 'mail.example.gov.cn', from: 'fabu@example.gov.cn' },
    rules: [
      {
        ways: ['email'],
        escalate: [
          { after: { minutes: 120 }, to: ['section-head'] },
          { after: { workingMinutes: 480 }, to: ['leader'] },
        ],
      },
    ],
    ...more,
  });

test('a matter is told once, however often one looks', async () => {
  t.standing = [concern()];
  expect(await look()).toMatchObject({ begun: 1, told: 1 });
  for (let i = 0; i < 3; i += 1) {
    t.clock.moveBy(MINUTE);
    expect(await look()).toEqual({ begun: 0, ended: 0, told: 0 });
  }
  expect(await told('console')).toEqual(['li-na:0']);
  const acts = await t.acting.db.selectFrom('ledgerEntry').select('act').execute();
  expect(acts.map((a) => a.act)).toEqual(['concern.open', 'notice.tell']);
});

test('O-03 reminders go to the liaison officer, and to that one person once', async () => {
  t.rules(mailRules());
  t.standing = [
    concern({ to: [{ section: 'news' }] }),
    concern({ key: 'k2', to: [{ section: 'news' }, { person: 'li-na' }] }),
  ];
  await look();
  t.clock.moveBy(MINUTE);
  await look();
  expect(await told('email')).toEqual(['li-na:0', 'li-na:0']);
  expect(await told('console')).toEqual(['li-na:0', 'li-na:0']);
  expect(await notices()).toHaveLength(1);
});

test('who is ignored is followed by the next person, who reads who was told before', async () => {
  t.rules(mailRules());
  t.standing = [concern()];
  await look();
  t.clock.moveBy(2 * HOUR - 1);
  await look();
  expect(await told('email')).toEqual(['li-na:0']);
  t.clock.moveBy(1);
  await look();
  expect(await told('email')).toEqual(['li-na:0', 'zhang-wei:1']);
  expect((await notices()).at(-1)?.body).toContain('已先提醒李娜');
  // Wednesday 10:00 and eight working hours: 12:00, 13:30 to 17:30, then Thursday 08:30 to 10:30.
  t.clock.moveTo(Date.parse('2026-11-26T10:29:00+08:00'));
  await look();
  expect(await told('email')).toHaveLength(2);
  t.clock.moveTo(Date.parse('2026-11-26T10:30:00+08:00'));
  await look();
  expect(await told('email')).toEqual(['li-na:0', 'zhang-wei:1', 'wang:2']);
});

test('a matter that somebody took is told to nobody else; only who was told may take it', async () => {
  t.rules(mailRules());
  t.standing = [concern()];
  await look();
  const id = await firstId();
  const by = (person: string) => acknowledgeConcern(t.acting, people, id, { person, via: 'cli' });
  await expect(by('wang')).rejects.toMatchObject({ code: 'concern-not-yours' });
  await expect(by('nobody')).rejects.toMatchObject({ code: 'person-unknown' });
  expect(await by('li-na')).toMatchObject({ isNew: true });
  expect(await by('li-na')).toMatchObject({ isNew: false });
  t.clock.moveBy(30 * HOUR);
  await look();
  expect(await told('email')).toEqual(['li-na:0']);
  t.standing = [];
  await look();
  await expect(by('li-na')).rejects.toMatchObject({ code: 'concern-ended' });
});

test('at night only what is red is sent; the rest goes out together in the morning', async () => {
  await t.close();
  t = await openTelling(Date.parse('2026-11-25T21:30:00+08:00'));
  t.rules(mailRules());
  t.standing = [concern({ key: 'a' }), concern({ key: 'b' })];
  await look();
  expect(await told('email')).toEqual([]);
  expect(await told('console')).toEqual(['li-na:0', 'li-na:0']);
  t.standing.push(concern({ key: 'c', urgency: 'red' }));
  t.clock.moveBy(MINUTE);
  await look();
  expect((await notices()).map((n) => n.title)).toEqual(['【紧急】【发布调度】请审签《测试稿》']);
  t.clock.moveTo(Date.parse('2026-11-26T07:29:00+08:00'));
  await look();
  // The red one was ignored for two hours: the next person is told at night, too.
  expect(await told('email')).toEqual(['li-na:0', 'zhang-wei:1']);
  t.clock.moveTo(Date.parse('2026-11-26T07:30:00+08:00'));
  await look();
  expect((await notices()).at(-1)?.title).toBe('【发布调度】2 件事要处理：请审签《测试稿》等');
  // What is not red is escalated from the end of the quiet hours on.
  t.clock.moveTo(Date.parse('2026-11-26T09:30:00+08:00'));
  await look();
  expect((await told('email')).filter((l) => l === 'zhang-wei:1')).toHaveLength(3);
});

test('several matters of one look are one message, and the next message waits its ten minutes', async () => {
  t.rules(mailRules());
  t.standing = [concern({ key: 'a' }), concern({ key: 'b' })];
  await look();
  t.standing.push(concern({ key: 'c' }));
  t.clock.moveBy(MINUTE);
  await look();
  expect(await notices()).toHaveLength(1);
  t.standing.push(concern({ key: 'd', to: [{ person: 'wang' }] }));
  t.clock.moveBy(8 * MINUTE);
  await look();
  expect((await notices()).map((n) => n.person)).toEqual(['li-na', 'wang']);
  t.clock.moveBy(MINUTE);
  await look();
  expect((await notices()).map((n) => n.person)).toEqual(['li-na', 'wang', 'li-na']);
});

test('the end is shown, and sent to those whom an escalation reached', async () => {
  t.rules(mailRules());
  t.standing = [concern()];
  await look();
  t.clock.moveBy(2 * HOUR);
  await look();
  t.standing = [];
  t.clock.moveBy(HOUR);
  expect(await look()).toMatchObject({ ended: 1, told: 1 });
  t.clock.moveBy(HOUR);
  await look();
  const last = (await notices()).at(-1);
  expect(last).toMatchObject({ kind: 'ended', person: 'zhang-wei', title: '【已解除】请审签《测试稿》' });
  expect(await notices()).toHaveLength(3);
  expect(await concerns()).toMatchObject([{ endedAt: WEDNESDAY + 3 * HOUR, endToldAt: WEDNESDAY + 3 * HOUR }]);
});

test('what comes back soon is the same matter, what comes back after a day is told anew', async () => {
  t.standing = [concern()];
  await look();
  t.standing = [];
  t.clock.moveBy(MINUTE);
  await look();
  t.standing = [concern()];
  t.clock.moveBy(HOUR);
  expect(await look()).toMatchObject({ begun: 1, told: 0 });
  t.standing = [];
  t.clock.moveBy(MINUTE);
  await look();
  t.clock.moveBy(24 * HOUR);
  t.standing = [concern()];
  expect(await look()).toMatchObject({ begun: 1, told: 1 });
  expect(await concerns()).toMatchObject([{ episode: 2, endedAt: null }]);
});

test('a source that fails ends nothing and keeps no other from being told', async () => {
  t.standing = [concern()];
  let broken = false;
  const sources = {
    first: async () => {
      if (broken) throw new Error('no such table');
      return t.standing;
    },
    second: async () => [concern({ key: 'other' })],
  };
  t.work = { ...t.work, sources: { first: sources.first } };
  await look();
  broken = true;
  t.work = { ...t.work, sources };
  expect(await look()).toMatchObject({ begun: 1, ended: 0, told: 1 });
  expect(t.problems).toEqual(['what stands could not be read; nothing of it ends']);
  broken = false;
  t.standing = [];
  expect(await look()).toMatchObject({ ended: 1 });
});

test('a message into a group names the people and waits while the robot is stuck', async () => {
  t.rules(notifyOf({ rules: [{ ways: ['robot:duty'] }], groupMinutes: 0 }));
  t.standing = [
    concern({
      to: [{ person: 'li-na' }, { person: 'wang' }],
      fields: { ...concern().fields, title: '<@all>[点](http://a.cn)' },
    }),
  ];
  t.stuck.add('robot:duty');
  await look();
  expect(t.handed).toEqual([]);
  t.stuck.clear();
  await look();
  const [notice] = await notices();
  expect(t.handed).toEqual([{ notice: notice?.id, channel: 'duty', hash: notice?.hash, at: WEDNESDAY }]);
  expect(notice).toMatchObject({ state: 'handed', person: null });
  const { text } = JSON.parse(notice?.body ?? '');
  expect(text).toContain('@李娜 @王建国');
  expect(text).not.toMatch(/<@all>|\[点\]/);
});

test('a group message never exceeds 4096 bytes and counts what it leaves out', async () => {
  t.rules(notifyOf({ rules: [{ ways: ['robot:duty'] }] }));
  t.standing = Array.from({ length: 60 }, (_, i) =>
    concern({ key: `k${i}`, fields: { ...concern().fields, title: '很长的标题'.repeat(40) } }),
  );
  await look();
  const { text } = JSON.parse((await notices())[0]?.body ?? '');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4096);
  expect(text).toMatch(/另有 \d+ 件/);
  expect(await told('robot:duty')).toHaveLength(60);
});

test('a person without an address, or who has left, loses no matter: the console has it, and somebody is told', async () => {
  t.rules(mailRules());
  t.standing = [concern({ to: [{ person: 'sun-lei' }] }), concern({ key: 'b', to: [{ person: 'gone' }] })];
  await look();
  expect(await told('email')).toEqual([]);
  expect(await told('console')).toEqual(['he-yong:0', 'sun-lei:0']);
});

test('a clock that jumps back tells nothing twice and holds nothing back for long', async () => {
  t.rules(mailRules());
  t.standing = [concern({ key: 'a' })];
  await look();
  await t.acting.db
    .updateTable('notice')
    .set({ createdAt: WEDNESDAY + 9 * HOUR })
    .execute();
  t.standing.push(concern({ key: 'b' }));
  t.clock.moveBy(MINUTE);
  await look();
  expect(await told('email')).toEqual(['li-na:0', 'li-na:0']);
});

test('an address outside the house is told by e-mail alone, and where that is no way the administrators are', async () => {
  t.rules(mailRules());
  t.standing = [concern({ to: [{ person: 'zhang@example.cn' }] })];
  await look();
  expect((await lines()).map((l) => `${l.person} ${l.way}`)).toEqual(['zhang@example.cn email']);
  t.rules(notifyOf({}));
  await look();
  expect(await told('console')).toEqual(['he-yong:0']);
});

test('whoever was told that a matter is over is told when it comes back within the day', async () => {
  t.rules(mailRules({ ended: 'everyone', groupMinutes: 0 }));
  t.standing = [concern()];
  await look();
  t.standing = [];
  t.clock.moveBy(MINUTE);
  await look();
  expect(await told('email')).toEqual(['li-na:0', 'li-na:-1']);
  t.standing = [concern()];
  t.clock.moveBy(HOUR);
  await look();
  expect(await told('email')).toEqual(['li-na:0', 'li-na:-1', 'li-na:0']);
});

test('a matter that another worker has ended is not ended a second time', async () => {
  t.standing = [concern()];
  await look();
  const [seen] = await concerns();
  const end = () => t.acting.db.transaction().execute(async (tx) => seen && turnConcern(tx, seen, { endedAt: 1 }));
  expect([await end(), await end()]).toEqual([true, false]);
});
