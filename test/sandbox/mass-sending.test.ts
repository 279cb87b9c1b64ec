import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CallbackServer, openCallbackServer } from './callback-server.ts';
import { fetchJson, openTestSandbox, SERVICE, SUBSCRIPTION, type TestSandbox } from './sandbox-client.ts';

let sandbox: TestSandbox;
let callback: CallbackServer;
beforeEach(async () => {
  sandbox = await openTestSandbox();
  callback = await openCallbackServer();
  await sandbox.control('/callback', { account: SUBSCRIPTION, url: callback.url });
});
afterEach(async () => {
  await sandbox.stop();
  await callback.stop();
});

const advance = (ms: number) => sandbox.control('/clock', { advanceMs: ms });
const sendText = (content: string, clientmsgid?: string, appid?: string, filter: object = { is_to_all: true }) =>
  sandbox.call('/message/mass/sendall', { filter, msgtype: 'text', text: { content }, clientmsgid }, appid);
const eventStatus = () => callback.received.map((push) => /<Status><!\[CDATA\[([^\]]*)\]\]>/.exec(push.body)?.[1]);
/** The answer's msg_id as it stands on the wire; JSON.parse would round it. */
const rawSend = async (body: object) => {
  const { text } = await fetchJson(
    `${sandbox.url}/cgi-bin/message/mass/sendall?access_token=${await sandbox.token()}`,
    body,
  );
  return { text, msgId: /"msg_id":(\d+)/.exec(text)?.[1] ?? '' };
};
const rawGet = async (msgId: string) =>
  (
    await fetchJson(
      `${sandbox.url}/cgi-bin/message/mass/get?access_token=${await sandbox.token()}`,
      `{"msg_id":${msgId}}`,
    )
  ).text;

test('S-10 mass sending keeps quota, client id and the administrator gate', async () => {
  const mediaId = await sandbox.draft({ title: '群发' });
  const body = { filter: { is_to_all: true }, msgtype: 'mpnews', mpnews: { media_id: mediaId }, clientmsgid: '01ULID' };
  const sent = await rawSend(body);
  expect(BigInt(sent.msgId)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  expect((await sendText('另一条', 'other')).errcode).toBe(45028);

  await advance(59_000);
  expect(JSON.parse((await rawSend(body)).text).errcode).toBe(45066);
  await advance(1_000);
  const again = await rawSend(body);
  expect(again.text).toMatch(/"errcode":45065.*clientmsgid exist/);
  expect(again.msgId).toBe(sent.msgId);
  expect(await rawGet(sent.msgId)).toContain(`{"msg_id":${sent.msgId},"msg_status":"SEND_SUCCESS"}`);
  expect(eventStatus()).toEqual(['send success']);
  await advance(86_400_000 - 60_000);
  expect((await sendText('第二天', '01ULID')).errcode).toBe(0);

  await advance(86_400_000);
  await sandbox.control('/gate', { account: SUBSCRIPTION, on: true });
  const waiting = await rawSend({ ...body, clientmsgid: 'gate', msgtype: 'text', text: { content: '待确认' } });
  expect(JSON.parse(waiting.text).errcode).toBe(89505);
  await advance(30 * 60_000 - 1);
  expect(JSON.parse(await rawGet(waiting.msgId)).errcode).toBe(89504);
  await advance(1);
  expect(JSON.parse(await rawGet(waiting.msgId)).msg_status).toBe('SEND_FAIL');
  expect(eventStatus().at(-1)).toBe('err(40002)');
  expect((await sandbox.control('/counters')).effects).toMatchObject({ massAccepted: 3, massSent: 2 });
});

test('the administrator confirms or refuses a send that waits; a refused one gives its place in the quota back', async () => {
  await sandbox.control('/gate', { account: SUBSCRIPTION, on: true, givesId: false });
  const refused = await sendText('一', 'a');
  expect(refused).toEqual({ errcode: 89505, errmsg: expect.any(String) });
  await advance(60_000);
  expect((await sendText('一', 'a')).errcode).toBe(89504);
  const { decided } = await sandbox.control('/gate/decide', { account: SUBSCRIPTION, decision: 'refuse' });
  expect(decided).toHaveLength(1);
  expect(eventStatus()).toEqual(['err(40001)']);
  expect((await sendText('一', 'a')).errcode).toBe(45065);

  expect((await sendText('二', 'b')).errcode).toBe(89505);
  await sandbox.control('/gate/decide', { account: SUBSCRIPTION, decision: 'confirm' });
  await advance(2_000);
  expect(eventStatus()).toEqual(['err(40001)', 'send success']);
});

test('a 服务号 sends to all four times a month; sends to a tag are not counted', async () => {
  for (let n = 1; n <= 4; n++) expect((await sendText(`第${n}次`, undefined, SERVICE)).errcode).toBe(0);
  expect((await sendText('第五次', undefined, SERVICE)).errcode).toBe(45028);
  expect((await sendText('分组', undefined, SERVICE, { is_to_all: false, tag_id: 2 })).errcode).toBe(0);
  await sandbox.control('/clock', { now: Date.parse('2026-12-01T00:00:00+08:00') });
  expect((await sendText('下月', undefined, SERVICE)).errcode).toBe(0);
});

test('without a clientmsgid the same content to the same people within a day is refused', async () => {
  expect((await sendText('同一条', undefined, SERVICE)).errcode).toBe(0);
  await advance(60_000);
  expect((await sendText('同一条', undefined, SERVICE)).errcode).toBe(45065);
  expect((await sendText('另一条', undefined, SERVICE)).errcode).toBe(0);
  expect((await sendText('x', 'i'.repeat(33), SERVICE)).errcode).toBe(45067);
});

test('a mass-sent article has a page, is absent from the published list, and can be deleted', async () => {
  const mediaId = await sandbox.draft({ title: '群发文章' });
  const { msgId } = await rawSend({ filter: { is_to_all: true }, msgtype: 'mpnews', mpnews: { media_id: mediaId } });
  await advance(2_000);
  const [article] = (await sandbox.control('/published')).published;
  expect(article).toMatchObject({ title: '群发文章', via: 'mass', jobId: msgId });
  expect((await fetchJson(article.url)).text).toContain('群发文章');
  expect((await sandbox.call('/freepublish/batchget', { offset: 0, count: 20 })).total_count).toBe(0);
  const event = callback.received[0]?.body ?? '';
  expect(event).toContain('<ArticleUrlResult><Count>1</Count><ResultList><item><ArticleIdx>1</ArticleIdx>');
  expect((await sandbox.call('/message/mass/delete', { url: article.url })).errcode).toBe(0);
  expect(JSON.parse(await rawGet(msgId)).msg_status).toBe('DELETE');
  expect((await fetchJson(article.url)).text).toContain('该内容已被发布者删除');
});

test('a preview leaves the draft as it is', async () => {
  const mediaId = await sandbox.draft({ title: '预览' });
  const body = { towxname: 'zhangsan', msgtype: 'mpnews', mpnews: { media_id: mediaId } };
  expect((await sandbox.call('/message/mass/preview', body)).errcode).toBe(0);
  expect((await sandbox.call('/draft/get', { media_id: mediaId })).news_item).toHaveLength(1);
  expect((await sandbox.control('/counters')).effects).toMatchObject({ preview: 1 });
});
