import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EmailConfig } from '../../../src/config/notify.ts';
import { retryNotices } from '../../../src/notify/mail/retry-notices.ts';
import { type MailWork, sendDueMails } from '../../../src/notify/mail/send-due-mails.ts';
import { smtpSender } from '../../../src/notify/mail/smtp-call.ts';
import { notifyConcerns } from '../../../src/notify/notify-concerns.ts';
import { tellPeople } from '../../../src/notify/tell-people.ts';
import { concern, MINUTE, notifyOf, openTelling, people, type Telling, wording } from '../telling.ts';
import { type MailServer, smtpError, startMailServer } from './mail-server.ts';

const CA = 'test/fixtures/channels/self-signed.pem';
let t: Telling;
let server: MailServer;
beforeEach(async () => {
  t = await openTelling();
  const email = { host: '127.0.0.1', from: '发布调度 <fabu@example.gov.cn>' };
  t.rules(notifyOf({ email, rules: [{ ways: ['email'] }] }));
  t.standing = [concern()];
});
afterEach(async () => {
  await t.close();
  await server.close();
});

function workOf(change: Partial<EmailConfig> = {}, password: string | null = null): MailWork {
  const email = {
    host: '127.0.0.1',
    port: server.port,
    security: 'starttls' as const,
    from: '发布调度 <fabu@example.gov.cn>',
    caFile: CA,
    timeoutSeconds: 1,
    ...change,
  };
  const mail = { from: email.from, send: smtpSender(email, () => password) };
  return { ...t.acting, people, mail, log: t.work.log };
}
const send = (work: MailWork) => sendDueMails(work, () => false);
const notice = () => t.acting.db.selectFrom('notice').selectAll().executeTakeFirstOrThrow();
const messageIds = () => server.received.map((text) => /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim());

test('a notice goes out once, encrypted by STARTTLS with the certificate checked', async () => {
  server = await startMailServer();
  await tellPeople(t.work);
  expect(await send(workOf())).toEqual({ sent: 1 });
  expect(await send(workOf())).toEqual({ sent: 0 });
  expect(server.received).toHaveLength(1);
  expect(await notice()).toMatchObject({ state: 'sent', calls: 1, lost: 0, workAt: null });
  expect(messageIds()).toEqual([`<${(await notice()).id}@example.gov.cn>`]);
  expect(server.received[0]).toContain('To: =?UTF-8?');
});

test('TLS from the first byte works, and a certificate of an unknown authority does not', async () => {
  server = await startMailServer({ secure: true });
  await tellPeople(t.work);
  const unknown = workOf({ security: 'tls' });
  const { caFile: _, ...trusting } = {
    host: '127.0.0.1',
    port: server.port,
    security: 'tls' as const,
    from: 'a@b.cn',
    caFile: CA,
    timeoutSeconds: 1,
  };
  await send({ ...unknown, mail: { from: 'a@b.cn', send: smtpSender(trusting, () => null) } });
  expect(await notice()).toMatchObject({ state: 'failed', errorCode: 'mail-tls' });
  expect(server.received).toEqual([]);
  await retryNotices(t.acting, people, { person: 'he-yong', via: 'cli' });
  await send(workOf({ security: 'tls' }));
  expect(await notice()).toMatchObject({ state: 'sent' });
});

test('a server that offers no encryption gets nothing where STARTTLS is set, and the mail where it is not', async () => {
  server = await startMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
  await tellPeople(t.work);
  await send(workOf());
  expect(await notice()).toMatchObject({ state: 'failed', errorCode: 'mail-tls' });
  await retryNotices(t.acting, people, { person: 'he-yong', via: 'cli' });
  await send(workOf({ security: 'none' }));
  expect(server.received).toHaveLength(1);
});

test('a refused recipient is a matter for the administrators, with what to do, and is tried again by command only', async () => {
  let refuses = true;
  server = await startMailServer({
    onRcptTo: (_address, _session, answer) => answer(refuses ? smtpError(550, 'no such user') : null),
  });
  await tellPeople(t.work);
  await send(workOf());
  expect(await notice()).toMatchObject({ state: 'failed', errorCode: 'mail-refused' });
  const [found] = await notifyConcerns(t.acting.db, people, wording, t.clock.now());
  expect(found).toMatchObject({ key: 'notify.failed:li-na', to: [{ role: 'system-admin' }] });
  expect(found?.fields).toMatchObject({ who: '李娜', cause: '邮件服务器拒收这封信（550）。' });
  t.clock.moveBy(60 * MINUTE);
  await send(workOf());
  expect((await notice()).calls).toBe(1);
  expect(() => retryNotices(t.acting, people, { person: 'li-na', via: 'cli' })).toThrow(/system-admin/);
  refuses = false;
  expect(await retryNotices(t.acting, people, { person: 'he-yong', via: 'cli' })).toBe(1);
  await send(workOf());
  expect(await notice()).toMatchObject({ state: 'sent' });
  expect(await notifyConcerns(t.acting.db, people, wording, t.clock.now())).toEqual([]);
});

test('a server that says later is asked later, and a day of it is put to a person', async () => {
  server = await startMailServer();
  server.onMail = () => smtpError(451, 'greylisted');
  await tellPeople(t.work);
  await send(workOf());
  expect(await notice()).toMatchObject({ state: 'planned', calls: 1, lost: 0, workAt: t.clock.now() + MINUTE });
  t.clock.moveBy(MINUTE);
  server.onMail = () => null;
  await send(workOf());
  expect(await notice()).toMatchObject({ state: 'sent', calls: 2, lost: 0 });
  await t.acting.db.updateTable('notice').set({ state: 'planned', workAt: 0, createdAt: 0 }).execute();
  await send(workOf());
  expect(await notice()).toMatchObject({ state: 'failed', errorCode: 'mail-unreachable' });
});

test('a connection cut after the text is a lost answer: at most three calls, all under one Message-ID', async () => {
  server = await startMailServer();
  server.onMail = (_count, hangUp) => {
    hangUp();
    return 'silent';
  };
  await tellPeople(t.work);
  for (let i = 0; i < 6; i += 1) {
    await send(workOf());
    t.clock.moveBy(60 * MINUTE);
  }
  expect(server.received).toHaveLength(3);
  expect(new Set(messageIds()).size).toBe(1);
  expect(new Set(server.received).size).toBe(1);
  expect(await notice()).toMatchObject({ state: 'failed', errorCode: 'mail-lost', lost: 3 });
});

test('a server that falls silent after the text is given up in time, too', async () => {
  server = await startMailServer();
  server.onMail = (count) => (count === 1 ? 'silent' : null);
  await tellPeople(t.work);
  await send(workOf());
  expect(await notice()).toMatchObject({ state: 'planned', lost: 1, errorCode: 'mail-lost' });
  t.clock.moveBy(MINUTE);
  await send(workOf());
  expect(await notice()).toMatchObject({ state: 'sent', lost: 1, calls: 2 });
});

test('a crash during the call counts as a lost answer; one before the commit of the intent sends nothing', async () => {
  server = await startMailServer();
  await tellPeople(t.work);
  const dies = { ...workOf(), mail: { from: 'fabu@example.gov.cn', send: () => new Promise<never>(() => {}) } };
  void send(dies);
  await expect.poll(async () => (await notice()).state).toBe('sending');
  await send(workOf());
  expect(server.received).toHaveLength(0);
  t.clock.moveBy(5 * MINUTE);
  await send(workOf());
  expect(await notice()).toMatchObject({ state: 'sent', calls: 2, lost: 1 });
  expect(server.received).toHaveLength(1);
});

test('two workers send one mail', async () => {
  server = await startMailServer();
  await tellPeople(t.work);
  await Promise.all([send(workOf()), send(workOf()), send(workOf())]);
  expect(server.received).toHaveLength(1);
});

test('a wrong password is told to a person and stands in no row and no log', async () => {
  server = await startMailServer({
    disabledCommands: [],
    authOptional: false,
    onAuth: (_auth, _session, answer) => answer(smtpError(535, 'authentication failed')),
  });
  await tellPeople(t.work);
  await send(workOf({ user: 'fabu', password: { env: 'X' } }, 'geheim-123'));
  expect(await notice()).toMatchObject({ state: 'failed', errorCode: 'mail-auth' });
  const ledger = await t.acting.db.selectFrom('ledgerEntry').selectAll().execute();
  expect(JSON.stringify([await notice(), ledger, t.problems])).not.toContain('geheim-123');
});

test('nobody listens: nothing was sent, it is tried again; without settings a person is told', async () => {
  server = await startMailServer();
  await tellPeople(t.work);
  await send(workOf({ port: 1 }));
  expect(await notice()).toMatchObject({ state: 'planned', calls: 1, lost: 0 });
  t.clock.moveBy(MINUTE);
  await send({ ...workOf(), mail: null });
  expect(await notice()).toMatchObject({ state: 'failed', errorCode: 'mail-settings' });
});

/** A mail for each of several people. */
async function severalMails(count: number) {
  const several = Array.from({ length: count }, (_, i) => ({ id: `p${i}`, email: `p${i}@example.gov.cn` }));
  const staff = several.map((each) => ({ ...each, name: each.id, post: '', section: 'news', roles: [] }));
  const all = { ...people, people: [...people.people, ...staff] };
  t.work = { ...t.work, rules: { ...t.work.rules, people: all } };
  t.standing = several.map(({ id }) => concern({ key: id, to: [{ person: id }] }));
  await tellPeople(t.work);
  return all;
}

test('a server that hangs or is away costs one wait a look; one that defers a mail gets the others', async () => {
  server = await startMailServer();
  const all = await severalMails(4);
  let tries = 0;
  const answering = (unreachable: boolean): MailWork => ({
    ...workOf(),
    people: all,
    mail: {
      from: 'fabu@example.gov.cn',
      send: async () => {
        tries += 1;
        return { is: 'later', detail: 'no', unreachable };
      },
    },
  });
  await send(answering(true));
  expect(tries).toBe(1);
  await send(answering(false));
  expect(tries).toBe(4);
});

test('a mail whose matter is over, or that is a day old, is not sent, also after days of downtime', async () => {
  server = await startMailServer();
  await tellPeople(t.work);
  t.standing = [];
  await tellPeople(t.work);
  await send(workOf());
  expect(await notice()).toMatchObject({ state: 'failed', errorCode: 'mail-over' });
  expect(await notifyConcerns(t.acting.db, people, wording, t.clock.now())).toEqual([]);
  expect(await retryNotices(t.acting, people, { person: 'he-yong', via: 'cli' })).toBe(0);
  t.standing = [concern()];
  t.clock.moveBy(60 * MINUTE);
  expect(await tellPeople(t.work)).toMatchObject({ told: 2 });
  t.clock.moveBy(3 * 24 * 60 * MINUTE);
  await send(workOf());
  expect(server.received).toEqual([]);
  const codes = await t.acting.db.selectFrom('notice').select('errorCode').orderBy('createdAt').execute();
  expect(codes.map((row) => row.errorCode)).toEqual(['mail-over', 'mail-unreachable']);
  expect(await retryNotices(t.acting, people, { person: 'he-yong', via: 'cli' })).toBe(0);
});

test('the digest of an earlier day is not sent', async () => {
  server = await startMailServer();
  await tellPeople(t.work);
  await t.acting.db.updateTable('notice').set({ kind: 'digest', digestOn: '2026-11-24' }).execute();
  await send(workOf());
  expect(server.received).toEqual([]);
  expect(await notice()).toMatchObject({ state: 'failed', errorCode: 'mail-over' });
});
