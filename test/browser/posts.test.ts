import { afterEach, expect, test } from 'vitest';
import { findPost, loadHead } from '../../src/posts/post-store.ts';
import { type Desk, openDesk } from './desk.ts';
import { seedPosts } from './seeds/posts.ts';

let desk: Desk;
let post = '';
afterEach(() => desk.close());

const open = async (person = 'lin') => {
  desk = await openDesk({
    person,
    seed: async (govcast) => {
      post = await seedPosts(govcast);
    },
  });
  return desk.page;
};
const openEditor = async () => {
  const page = await open();
  await page.goto(`/posts/${post}`);
  await page.getByRole('textbox', { name: '正文', exact: true }).waitFor();
  return page;
};
const head = async () => {
  const found = await loadHead(desk.govcast.acting.db, post);
  if (!found) throw new Error('no post');
  return found;
};

test('the editor stands as in the picture, and axe finds nothing serious', async () => {
  const page = await openEditor();
  await page.getByText('必须改').first().waitFor();
  await desk.shot('editor');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('《加装电梯财政补助实施办法》来了');
  expect(await page.locator('nav ol > li').count()).toBe(3);
  expect(await page.locator('mark[data-finding]').count()).toBeGreaterThan(1);
  const frame = page.frameLocator('iframe');
  expect(await frame.locator('h1').innerText()).toContain('加装电梯');
  await desk.axe();
});
