import { afterAll, expect, test } from 'vitest';
import { govcastProgram } from './run-govcast.ts';

const program = govcastProgram();
afterAll(() => program.remove());

test('proposal list, take and refuse: a new office is told what the season asks for, takes one and refuses another', async () => {
  const listed = await program.json('proposal', 'list', '--channel', 'main');
  expect(listed).toMatchObject({ code: 0, json: { asking: expect.any(Array), proposals: expect.any(Array) } });
  expect(await program.run('proposal', 'list')).toMatchObject({ code: 0 });
  const take = ['proposal', 'take', 'season:heating:2026', '--channel', 'main', '--as', 'li-na'];
  const taken = await program.json(...take);
  expect(taken).toMatchObject({ code: 0, json: { ok: true, state: 'in-review', placements: [{ channel: 'sub' }] } });
  expect((await program.json(...take)).json).toMatchObject({ post: taken.json.post, state: 'in-review' });
  const refuse = ['proposal', 'refuse', 'season:fire-month:2026', '--channel', 'main', '--as', 'li-na'];
  expect(await program.json(...refuse)).toMatchObject({ code: 2 });
  const refused = await program.json(...refuse, '--reason', '去年刚发过');
  expect(refused).toMatchObject({ code: 0, json: { refused: ['sub'] } });
  const wrong = await program.json('proposal', 'take', 'something', '--as', 'li-na');
  expect(wrong).toMatchObject({
    code: 2,
    json: { error: { code: 'proposal-id', remedy: expect.stringContaining('proposal list') } },
  });
});

test('cross-posting list and try say which rule takes a page and why', async () => {
  expect(await program.json('cross-posting', 'list')).toMatchObject({
    code: 0,
    json: { rules: [{ id: 'higher-level-notices' }] },
  });
  expect((await program.run('cross-posting', 'list')).stdout).toContain('higher-level-notices');
  const { writeFileSync } = await import('node:fs');
  const file = `${program.data}/page.json`;
  writeFileSync(
    file,
    JSON.stringify({ title: '关于供暖的通知', number: '国办发〔2026〕8号', html: '', publishedAt: '2026-11-20' }),
  );
  const tried = await program.json('cross-posting', 'try', file, '--source', 'shili/tzgg');
  expect(tried).toMatchObject({
    code: 0,
    json: { rules: [{ rule: 'higher-level-notices', reasons: expect.arrayContaining(['文号以“国办发”开头']) }] },
  });
  expect(await program.json('cross-posting', 'try', 'item:none')).toMatchObject({
    code: 1,
    json: { error: { code: 'item-unknown' } },
  });
});
