import { afterEach, beforeEach, expect, it } from 'vitest';
import { filled, readNoticeWording } from '../../../src/notify/notice-wording.ts';
import { repostConcerns } from '../../../src/schedule/repost-concerns.ts';
import { addRepost } from '../../../src/schedule/reposts/add-repost.ts';
import { cancelRepost } from '../../../src/schedule/reposts/cancel-repost.ts';
import { confirmRepost } from '../../../src/schedule/reposts/confirm-repost.ts';
import { by, HOUR, ISSUED, openRepostWorld, type RepostWorld, TITLE } from './world.ts';

let world: RepostWorld;
beforeEach(async () => {
  world = await openRepostWorld();
});
afterEach(() => world.end());
const standing = async (hours: number) => {
  const all = await repostConcerns(world.desk, ISSUED + hours * HOUR);
  return all.map((c) => [c.kind, c.fields.id]);
};

it('accounts of others are told with the text to paste, then before the limit, then that it has passed, and no more once it is carried', async () => {
  const post = await world.post();
  const accounts = ['street-a', 'housing-centre-weibo', 'sub'];
  const { task } = await addRepost(world.desk, { matter: { post }, accounts }, by('li-na'));
  expect(await standing(1)).toEqual([
    ['repost.issued', 'housing-centre-weibo'],
    ['repost.issued', 'street-a'],
  ]);
  const [, issued] = await repostConcerns(world.desk, ISSUED);
  expect(issued).toMatchObject({
    to: [{ person: 'xuanchuan@property.example.org' }],
    fields: {
      title: TITLE,
      due: '2026-11-21 17:00',
      text: expect.stringContaining('来源：示例发布'),
      pictures: '封面、插图1',
    },
  });
  const wording = readNoticeWording('content').kinds;
  const { text = '', title = '' } = wording[issued?.kind ?? '']?.zh ?? {};
  expect(filled(`${title}${text}`, issued?.fields ?? {})).not.toContain('…');
  expect(await standing(20)).toContainEqual(['repost.soon', 'street-a']);
  await confirmRepost(
    world.desk,
    { task: task.id, account: 'street-a' },
    { link: world.page(TITLE), note: '' },
    by('li-na'),
  );
  expect(await standing(24)).toEqual([
    ['repost.overdue', 'housing-centre-weibo'],
    ['repost.overdue', 'sub'],
  ]);
  await cancelRepost(world.desk, task.id, '不需要了', by('li-na'));
  expect(await standing(24)).toEqual([]);
});

it('no text leaves before the post is approved, and a text that is signed anew is told anew', async () => {
  const post = await world.post(false);
  await addRepost(world.desk, { matter: { post }, accounts: ['street-a'] }, by('li-na'));
  expect(await standing(1)).toEqual([]);
  const [late] = await repostConcerns(world.desk, ISSUED + 24 * HOUR);
  expect(late).toMatchObject({ kind: 'repost.overdue', to: [{ person: 'li-na' }] });
  const { contentHash } = await world.db.selectFrom('post').select('contentHash').executeTakeFirstOrThrow();
  await world.db.updateTable('post').set({ approvedHash: contentHash, state: 'approved' }).execute();
  const [told] = await repostConcerns(world.desk, ISSUED);
  expect(told?.key).toContain(contentHash.slice(0, 12));
});

it('what one of our accounts cannot take is told at once, with what to do', async () => {
  world.refusals.set('service', { code: 'repost-form', message: 'article 1 has no cover', remedy: 'Mend it.' });
  const post = await world.post();
  await addRepost(world.desk, { matter: { post }, accounts: ['service'] }, by('li-na'));
  const [blocked] = await repostConcerns(world.desk, ISSUED);
  expect(blocked).toMatchObject({
    ...{ kind: 'repost.blocked', to: [{ person: 'zhang-wei' }, { person: 'li-na' }] },
    fields: { why: 'article 1 has no cover', remedy: 'Mend it.', post },
  });
});
