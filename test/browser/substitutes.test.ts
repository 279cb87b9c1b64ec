import { afterEach, expect, test } from 'vitest';
import { findPost } from '../../src/posts/post-store.ts';
import { type Desk, openDesk } from './desk.ts';
import { type ReviewSeed, seedReview } from './seeds/review.ts';

let desk: Desk;
afterEach(() => desk.close());
const ids: Partial<ReviewSeed> = {};

test('a signer names who signs while he is away, the queue says so, and on those days the stand-in signs in his place', async () => {
  desk = await openDesk({ seed: seedReview(ids), rehearsal: true });
  const { page } = desk;
  await desk.go('/review');
  await page.getByText('没有定代签的人。').waitFor();
  await page.getByRole('link', { name: '定代签的人' }).click();
  await page.getByText('没有代签。请假前定好由谁代签，就列在这里。').waitFor();
  await page.getByRole('button', { name: '定代签的人' }).click();
  const dialog = page.getByRole('dialog', { name: '周科长请假时由谁代签？' });
  await dialog.getByLabel('由谁代签').selectOption({ label: '林洁（新闻中心，编辑）' });
  await dialog.getByLabel('从哪天').fill('2026-11-25');
  await dialog.getByLabel('到哪天').fill('2026-11-27');
  await dialog.getByRole('button', { name: '外出学习' }).click();
  await desk.shot('substitutes-dialog');
  await dialog.getByRole('button', { name: '定代签的人' }).click();
  const row = page.getByRole('row', { name: /周科长 林编辑/ });
  await row.getByText('11月25日至27日').waitFor();
  await row.getByText('还没开始').waitFor();
  await desk.shot('substitutes');
  expect(await desk.axe()).toEqual([]);
  expect(await desk.nothingCut()).toEqual([]);
  await desk.go('/review');
  await page.getByText('11月25日至27日您请假，由林编辑代签。').waitFor();
  await desk.shot('review-leave');
  expect(await desk.axe()).toEqual([]);

  desk.clock.moveTo(Date.parse('2026-11-25T09:12:00+08:00'));
  const standIn = await desk.as('lin');
  await standIn.go(`/review/${ids.fire}`);
  const queue = standIn.page.getByRole('navigation', { name: '等我审的稿件' });
  await queue.getByText('苏编辑送审 · 代周科长').waitFor();
  await queue.getByText('11月25日至27日您代周科长签。').waitFor();
  await standIn.page.getByRole('checkbox', { name: /文字关/ }).waitFor();
  for (const key of ['1', '2', '3', '5']) {
    await standIn.keys(key);
    await expect
      .poll(() =>
        standIn.page
          .getByRole('checkbox')
          .nth(Number(key) - 1)
          .isChecked(),
      )
      .toBe(true);
  }
  await standIn.keys('Control+Enter');
  const asked = standIn.page.getByRole('dialog', { name: '代周科长签《〈全国消防宣传月倡议〉转载》？' });
  await asked.getByRole('button', { name: '代周科长签名' }).click();
  await standIn.page.getByText('已签名，交分管领导').waitFor();
  await standIn.go(`/review/${ids.fire}`);
  // In the chain; the gates that he ticked say so too.
  await standIn.page.getByText('林编辑（代周科长）').first().waitFor();
  await standIn.shot('review-signed-for');
  expect(await standIn.axe()).toEqual([]);
  const signed = await desk.govcast.acting.db.selectFrom('signature').selectAll().where('person', '=', 'lin').execute();
  expect(signed).toMatchObject([{ forPerson: 'zhou', step: 'section-head' }]);
  expect((await findPost(desk.govcast.acting.db, ids.fire ?? ''))?.state).toBe('in-review');

  const back = await desk.as('zhou');
  await back.go('/system/substitutes');
  await back.page.getByRole('button', { name: '结束代签：林编辑代周科长' }).click();
  await back.page.getByRole('button', { name: '结束代签', exact: true }).last().click();
  await back.page.getByText('已提前结束').waitFor();
});
