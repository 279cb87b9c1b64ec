import { afterAll, beforeAll, expect, test } from 'vitest';
import { editingOf, submitText } from '../../src/post-desk.ts';
import { lookAtWorking } from '../../src/posts/editing/arrange-articles.ts';
import { saveHead } from '../../src/posts/editing/save-head.ts';
import { findPost, loadHead } from '../../src/posts/post-store.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { composedPost } from '../review/composed.ts';
import { aroundFirstTransaction } from '../store/around-first-transaction.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

const li = { person: 'li-na', via: 'console' as const };
const zhang = { person: 'zhang-wei', via: 'console' as const };
let house: StoreGovcast;
beforeAll(async () => {
  house = await openStoreGovcast('2026-11-23T09:00:00+08:00');
});
afterAll(() => house.close());

test('a text that a colleague changed just after it was kept goes neither before signers nor onto an account', async () => {
  const { govcast } = house;
  const { acting } = govcast;
  const draft = { subjectKind: 'console' as const, subjectId: 's1', findings: [], author: 'li-na' };
  const { id: post } = await savePost(acting, { ...draft, composed: composedPost() }, li);
  const channels = govcast.config.channels.filter(({ role }) => role === 'main').map(({ id }) => id);
  await saveHead(editingOf(govcast), post, { head: { publicUntil: '2027-12-31' }, wishes: { channels } }, li);
  const version = (await lookAtWorking(editingOf(govcast), post))?.version ?? 0;
  const changing = async () => {
    const head = await loadHead(acting.db, post);
    if (!head) throw new Error('no post');
    const composed = { ...head.composed, publicUntil: '2030-01-01' };
    await savePost(acting, { ...draft, composed }, zhang);
  };
  const db = aroundFirstTransaction(acting.db, { after: changing });
  const meanwhile = { ...govcast, acting: { ...acting, db } };
  await expect(submitText(meanwhile, { post, version }, li)).rejects.toMatchObject({ code: 'post-changed' });
  expect(await findPost(acting.db, post)).toMatchObject({ state: 'draft', revision: 3 });
  expect(await acting.db.selectFrom('placement').select('id').where('post', '=', post).execute()).toEqual([]);
});
