import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchJson, openTestSandbox, SUBSCRIPTION, type TestSandbox } from './sandbox-client.ts';

let sandbox: TestSandbox;
let msgDataId: string;
beforeEach(async () => {
  sandbox = await openTestSandbox();
  const { msg_data_id } = await sandbox.call('/freepublish/submit', { media_id: await sandbox.draft() });
  msgDataId = msg_data_id;
  await sandbox.control('/clock', { advanceMs: 2_000 });
});
afterEach(() => sandbox.stop());

const comment = async (content: string, more: object = {}): Promise<string> => {
  sandbox.clock.moveBy(1_000);
  return (await sandbox.control('/comments', { account: SUBSCRIPTION, msgDataId, content, ...more })).userCommentId;
};
const page = { index: 0, begin: 0, count: 49, type: 0 };
const list = (more: object = {}) => sandbox.call('/comment/list', { msg_data_id: Number(msgDataId), ...page, ...more });
const reply = (userCommentId: string, content: string) =>
  sandbox.call(
    '/comment/reply/add',
    `{"msg_data_id":${msgDataId},"index":0,"user_comment_id":${userCommentId},"content":"${content}"}`,
  );

test('S-12 comments behave as in the field', async () => {
  const first = await comment('公积金窗口周六办公吗？');
  await comment('匿名的问题', { openid: null });
  const deleted = await comment('我删掉了');
  await sandbox.control('/comments/delete-by-writer', { account: SUBSCRIPTION, userCommentId: deleted });

  const answer = await list();
  expect(answer).toMatchObject({ errcode: 0, total: 3 });
  const contents = answer.comment.map((item: { content: string }) => item.content);
  expect(contents).toEqual(['我删掉了', '匿名的问题', '公积金窗口周六办公吗？']);
  expect('openid' in answer.comment[1]).toBe(false);
  expect(answer.comment[2].openid).toEqual(expect.any(String));
  expect((await list({ index: 1 })).errcode).toBe(88001);
  expect((await list({ count: 50 })).errcode).toBe(88010);

  expect((await reply(first, '周六上午办公。')).errcode).toBe(0);
  expect((await reply(first, '再答一次')).errcode).toBe(88005);
  expect((await list()).comment[2].reply.content).toBe('周六上午办公。');
  expect((await sandbox.control('/counters')).effects.commentReply).toBe(1);

  const { accounts } = await sandbox.control('/accounts');
  const { settings, ...profile } = accounts.find((a: { appid: string }) => a.appid === SUBSCRIPTION);
  await sandbox.control('/accounts', { ...profile, comments: false });
  expect((await list()).errcode).toBe(88000);
  expect((await reply(first, 'x')).errcode).toBe(88000);
});

test('comment ids are 64-bit on the wire, and wrong ones are told apart', async () => {
  const id = await comment('问题');
  const { text } = await fetchJson(`${sandbox.url}/cgi-bin/comment/list?access_token=${await sandbox.token()}`, {
    msg_data_id: msgDataId,
    ...page,
  });
  expect(text).toContain(`"user_comment_id":${id},`);
  expect(BigInt(id)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  expect((await reply(String(BigInt(id) + 1n), '答')).errcode).toBe(88008);
  expect((await reply(id, '')).errcode).toBe(88007);
});

test('featured comments can be listed alone, and one deleted by API is gone', async () => {
  const one = await comment('一');
  const two = await comment('二');
  const on = (id: string) => `{"msg_data_id":${msgDataId},"index":0,"user_comment_id":${id}}`;
  await sandbox.call('/comment/markelect', on(one));
  expect((await list({ type: 2 })).comment).toMatchObject([{ content: '一', comment_type: 1 }]);
  expect((await list({ type: 1 })).comment).toMatchObject([{ content: '二' }]);
  await sandbox.call('/comment/delete', on(two));
  expect((await list()).total).toBe(1);
});
