/** A text that nothing becomes of, put away and taken up again by the commands. */
import { afterAll, expect, it } from 'vitest';
import { govcastProgram } from './run-govcast.ts';

const FILE = 'content/posts/示例：冬季供暖报修指南.md';
const program = govcastProgram();
afterAll(() => program.remove());

it('a post is put away with a reason, gives up its place, and comes back with it', async () => {
  const place = ['--channel', 'main', '--at', '2027-03-25 09:00', '--as', 'li-na'];
  const added = await program.json('queue', 'add', FILE, ...place);
  const post = String(added.json.post);
  const other = await program.json('post', 'discard', post, '--reason', '写重了', '--as', 'zhou-ting');
  expect(other).toMatchObject({ code: 1, json: { error: { code: 'not-yours' } } });
  const away = await program.json('post', 'discard', post, '--reason', '写重了', '--as', 'li-na');
  expect(away).toMatchObject({ code: 0, json: { state: 'withdrawn', reason: '写重了' } });
  expect((await program.json('queue', 'list')).json.waiting).toEqual([]);
  const listed = await program.json('post', 'list', '--state', 'withdrawn');
  expect(listed.json.posts).toEqual([expect.objectContaining({ id: post })]);
  const again = await program.json('queue', 'add', `post:${post}`, ...place);
  expect(again).toMatchObject({ code: 1, json: { error: { remedy: expect.stringContaining('post take-up') } } });
  const back = await program.json('post', 'take-up', post, '--as', 'li-na');
  expect(back).toMatchObject({ code: 0, json: { state: 'draft', places: 1 } });
});
