import { afterEach, beforeEach, expect, test } from 'vitest';
import { acknowledgeConcern } from '../../src/notify/acknowledge-concern.ts';
import { type DigestWork, makeDigests } from '../../src/notify/make-digests.ts';
import { findDigest } from '../../src/notify/notice-store.ts';
import { tellPeople } from '../../src/notify/tell-people.ts';
import { concern, HOUR, notifyOf, openTelling, people, type Telling } from './telling.ts';

const at = (time: string, day = '2026-11-26') => Date.parse(`${day}T${time}:00+08:00`);
let t: Telling;
beforeEach(async () => {
  t = await openTelling(at('18:00', '2026-11-25'));
});
afterEach(() => t.close());

const work = (): DigestWork => ({ ...t.work, figures: async (day) => [`${day} 的前一天：发布 3 篇`] });
const look = async () => {
  await tellPeople(work());
  return makeDigests(work());
};
const digests = () => t.acting.db.selectFrom('notice').selectAll().where('kind', '=', 'digest').orderBy('id').execute();

test('at 08:30 everybody for whom something stands gets one digest, once a day', async () => {
  t.standing = [
    concern(),
    concern({ key: 'b', urgency: 'digest', kind: 'bundle.owed', fields: { sentence: '请写解读' } }),
  ];
  expect(await look()).toBe(0);
  t.clock.moveTo(at('08:29'));
  expect(await look()).toBe(0);
  t.clock.moveTo(at('08:30'));
  expect(await look()).toBe(1);
  t.clock.moveBy(HOUR);
  t.standing.push(concern({ key: 'late', to: [{ person: 'wang' }] }));
  expect(await look()).toBe(0);
  t.clock.moveTo(at('08:30', '2026-11-27'));
  expect(await look()).toBe(2);
  const digest = await findDigest(t.acting.db, 'li-na');
  expect(digest).toMatchObject({ day: '2026-11-27', title: '【发布调度】11月27日 每日摘要：2 件事' });
  expect(digest?.text).toMatch(
    /■ 等您审签（1）[\s\S]*■ 快到期（1）\n1\. 请写解读[\s\S]*■ 昨日数据\n2026-11-27 的前一天/,
  );
  expect(await findDigest(t.acting.db, 'sun-lei')).toBeUndefined();
});

test('a process that was down at 08:30 makes it when it is back before noon, else with the next', async () => {
  t.standing = [concern()];
  t.clock.moveTo(at('11:59'));
  expect(await look()).toBe(1);
  t.clock.moveTo(at('12:00', '2026-11-27'));
  expect(await look()).toBe(0);
  t.clock.moveTo(at('08:31', '2026-11-28'));
  expect(await look()).toBeGreaterThan(0);
});

test('two workers, and a crash before the commit, make one digest', async () => {
  t.standing = [concern()];
  await tellPeople(work());
  t.clock.moveTo(at('08:30'));
  let broken = true;
  const breaking: DigestWork = {
    ...work(),
    record: async (tx, line) => {
      if (broken) throw new Error('the machine went down');
      return t.acting.record(tx, line);
    },
  };
  await expect(makeDigests(breaking)).rejects.toThrow('went down');
  expect(await digests()).toEqual([]);
  broken = false;
  await Promise.all([makeDigests(breaking), makeDigests(breaking)]);
  expect(await digests()).toHaveLength(1);
});

test('on working days only, by setting; the day off is left out', async () => {
  t.rules(notifyOf({ digest: { days: 'workingDay' } }));
  t.standing = [concern()];
  t.clock.moveTo(at('09:00', '2026-11-28'));
  expect(await look()).toBe(0);
  t.clock.moveTo(at('09:00', '2026-11-30'));
  expect(await look()).toBeGreaterThan(0);
});

test('what somebody has taken stands in his digest alone; mails and groups get theirs by setting', async () => {
  const email = { host: 'mail.example.gov.cn', from: 'fabu@example.gov.cn' };
  t.rules(notifyOf({ email, digest: { ways: ['email', 'robot:duty'] } }));
  t.standing = [
    concern({ to: [{ person: 'li-na' }, { person: 'sun-lei' }], fields: { ...concern().fields, title: '<@all>' } }),
  ];
  await look();
  const [row] = await t.acting.db.selectFrom('concern').select('id').execute();
  await acknowledgeConcern(t.acting, people, row?.id ?? '', { person: 'li-na', via: 'cli' });
  t.clock.moveTo(at('08:30'));
  expect(await look()).toBe(3);
  expect((await digests()).map((d) => `${d.way} ${d.person} ${d.state}`)).toEqual([
    'console li-na sent',
    'email li-na planned',
    'robot:duty null handed',
  ]);
  const group = JSON.parse((await digests()).at(-1)?.body ?? '');
  expect(group.text).toContain('@李娜');
  expect(group.text).not.toContain('<@all>');
});

test('a group whose robot is busy gets its digest once, when the robot is free, and before noon', async () => {
  t.rules(notifyOf({ digest: { ways: ['robot:duty'] } }));
  t.standing = [concern()];
  t.clock.moveTo(at('08:30'));
  t.stuck.add('robot:duty');
  expect(await look()).toBe(1);
  t.clock.moveTo(at('08:40'));
  expect(await look()).toBe(0);
  t.stuck.clear();
  expect([await look(), await look()]).toEqual([1, 0]);
  expect((await digests()).map((d) => d.way)).toEqual(['console', 'robot:duty']);
});

test('a contact outside the house reads of its own matters, without the figures of the house', async () => {
  const address = 'office@district.gov.cn';
  const email = { host: 'mail.example.gov.cn', from: 'fabu@example.gov.cn' };
  t.rules(notifyOf({ email, digest: { ways: ['email'] } }));
  const outside = { id: address, name: '某区', post: '', section: '', roles: [], email: address };
  const { rules } = t.work;
  t.work = { ...t.work, rules: { ...rules, people: { ...people, people: [...people.people, outside] } } };
  t.standing = [concern({ to: [{ person: address }] }), concern({ key: 'b' })];
  t.clock.moveTo(at('08:30'));
  await look();
  const own = (await digests()).filter((d) => d.person === address);
  expect(own.map((d) => d.way)).toEqual(['email']);
  expect(JSON.parse(own[0]?.body ?? '')).toMatchObject({ title: expect.stringContaining('1 件事') });
  expect(own[0]?.body).not.toContain('昨日数据');
  expect(own[0]?.body).not.toContain('发布 3 篇');
});
