/**
 * Every page as its people see it: in light and dark, in the colours of the system, at 1280×720, zoomed in twice, on a
 * phone, on paper, without colours. One desk for all of them; GOVCAST_TEST_LOOKS=1 keeps a picture of each page in each
 * look for eyes, in test-results/screens/looks-*.png.
 */
import type { BrowserContextOptions, Locator } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import type { DeskPage } from './desk-page.ts';
import { type Everything, seedEverything } from './seeds/everything.ts';
import { todayConfig } from './seeds/today.ts';

let desk: Desk;
let at: Everything;
const people = new Map<string, DeskPage>();
beforeAll(async () => {
  desk = await openDesk({
    config: todayConfig(),
    seed: async (govcast) => {
      at = await seedEverything(govcast);
    },
  });
  people.set('zhou 1', desk);
});
afterAll(() => desk.close());

async function as(person: string, options: BrowserContextOptions = {}): Promise<DeskPage> {
  const key = `${person} ${options.isMobile ? 'phone' : (options.deviceScaleFactor ?? 1)}`;
  const page = people.get(key) ?? (await desk.as(person, options));
  people.set(key, page);
  return page;
}

/** Pages by who opens them, and what a sheet of paper of them says at least. */
const pages: readonly [name: string, person: string, path: () => string, onPaper: RegExp][] = [
  ['today', 'zhou', () => '/', /《供暖报修指南》[\s\S]*《低温天气施工安全提醒》[\s\S]*示例城建档案/],
  ['items', 'zhou', () => '/items', /冬季城建档案查阅预约指南/],
  ['sources', 'zhou', () => '/items?tab=sources', /栏目页取到 0 条/],
  ['columns', 'zhou', () => '/items?tab=columns', /与政策文件同时发布/],
  ['bundles', 'zhou', () => '/bundles', /加装电梯财政补助实施办法/],
  ['bundle', 'zhou', () => `/bundles/${at.bundle}`, /文字解读[\s\S]*已到/],
  ['posts', 'lin', () => '/posts', /物业专项维修资金怎么用/],
  ['editor', 'lin', () => `/posts/${at.post}`, /四层及以上既有住宅加装电梯/],
  ['review', 'zhou', () => `/review/${at.review}`, /四层及以上既有住宅加装电梯[\s\S]*政治关[\s\S]*林编辑/],
  ['form', 'zhou', () => `/review/${at.review}/form`, /政务信息公开审批单[\s\S]*主动公开/],
  ['calendar', 'zhou', () => '/calendar?view=weeks', /示例12319[\s\S]*供暖报修指南/],
  ['week', 'zhou', () => '/calendar?view=week', /供暖报修指南/],
  ['month', 'zhou', () => '/calendar?view=month', /低温天气施工安全提醒/],
  ['by-hand', 'lin', () => `/by-hand/${at.byHand}`, /登录，核对右上角的账号名称[\s\S]*供暖报修电话/],
  ['matrix', 'zhou', () => '/matrix', /示例住建发布[\s\S]*转载任务/],
  ['requests', 'feng-jie', () => '/requests', /投诉：小区物业长期不清理垃圾/],
  ['request', 'feng-jie', () => `/requests/${at.request}`, /为什么是今天/],
  ['reports', 'zhou', () => '/reports', /示例住建发布[\s\S]*合计[\s\d]*[1-9]/],
  ['ledger', 'zhou', () => '/ledger', /周科长 登录了控制台/],
  ['rules', 'zhou', () => '/system/rules', /国办 2 周/],
  ['days', 'zhou', () => '/system/days', /2026年[\s\S]*元旦/],
  ['tokens', 'zhou', () => '/system/tokens', /令牌/],
  ['password', 'zhou', () => '/system/password', /动态码/],
  ['sessions', 'zhou', () => '/system/sessions', /127\.0\.0\.1/],
  ['people', 'he-yong', () => '/system/people', /郑洋[\s\S]*物业科/],
  ['accounts', 'he-yong', () => '/system/accounts', /示例住建发布/],
  ['checks', 'he-yong', () => '/system/checks', /服务器时间正常/],
  ['logins', 'liu-fang', () => '/system/logins', /登录记录/],
];

/** What `?` lists of a page itself; the others have no keys of their own. */
const keysOf: Readonly<Record<string, string>> = {
  today: 'J K Enter E',
  items: 'J K Enter E',
  bundles: 'J K Enter',
  bundle: 'Esc',
  posts: 'J K Enter E',
  editor: 'Alt ↑, Alt ↓, Ctrl S, Ctrl Enter, F8, Shift F8, Alt Enter',
  review: 'J K D R, Ctrl Enter, 1 2 3 4 5',
  calendar: 'M ← ↑',
  week: 'M ← ↑',
  matrix: 'J K Enter E',
  requests: 'J K X Enter E, Shift ↓, Shift ↑, Ctrl Enter, N',
  request: 'J K X Enter E, Shift ↓, Shift ↑, Ctrl Enter, N',
  ledger: 'J K Enter',
};

async function listedKeys({ page, keys }: DeskPage): Promise<string[]> {
  await keys('?');
  const list = page.getByRole('dialog', { name: '按键' });
  await list.getByRole('heading', { name: '到处可用' }).waitFor();
  const own = list.locator('section', { hasText: '这一页' }).locator('kbd');
  const listed = await own.allInnerTexts();
  await keys('Escape');
  await list.waitFor({ state: 'hidden' });
  return listed.sort();
}

/** `J K, Shift ↓` as single keys. */
function written(keys: string): string[] {
  return keys
    .split(', ')
    .flatMap((group) => (/^(Ctrl|Alt|Shift) /.test(group) ? [group] : group.split(' ')))
    .sort();
}

async function keep(page: DeskPage, name: string): Promise<void> {
  if (process.env.GOVCAST_TEST_LOOKS === '1') await page.shot(`looks-${name}`);
}

/** A screen of 1440×900 at 200 %. */
const zoomed = { width: 720, height: 450 };

async function whole(shown: DeskPage, name: string, size: { width: number; height: number }): Promise<void> {
  await shown.page.setViewportSize(size);
  await keep(shown, `${name}-${size.width}`);
  expect(await shown.nothingCut([size])).toEqual([]);
  expect(await shown.page.evaluate('document.documentElement.scrollWidth')).toBe(size.width);
}

/** Screen only: what a sheet of paper does not show. */
const onScreen = 'nav, button:not(.printed), input, select, textarea';

describe.each(pages)('%s', (name, person, path, onPaper) => {
  test('is named, lists its keys, clean in its colours, whole at its sizes; on paper what it is about and nothing else', async () => {
    const shown = await as(person);
    const { page } = shown;
    await page.emulateMedia({ media: 'screen', colorScheme: 'light', forcedColors: 'none' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await shown.go(path());
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.title()).toMatch(/./);
    expect(await listedKeys(shown)).toEqual(written(keysOf[name] ?? '').filter((key) => key !== ''));
    await keep(shown, name);
    expect(await shown.axe()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await keep(shown, `${name}-dark`);
    expect(await shown.axe('color-contrast')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await keep(shown, `${name}-forced`);
    expect(await shown.axe('color-contrast')).toEqual([]);
    await page.emulateMedia({ forcedColors: 'none' });
    await whole(shown, name, { width: 1280, height: 720 });
    await whole(shown, name, zoomed);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 794, height: 1123 });
    await keep(shown, `${name}-print`);
    await expect.poll(() => page.locator('body').innerText()).toMatch(onPaper);
    const left = page.locator(onScreen).filter({ visible: true });
    expect(await left.evaluateAll((all) => all.map((each) => each.outerHTML.slice(0, 120)))).toEqual([]);
  });
});

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe('on a phone', () => {
  test.each([
    ['today', 'zhou', () => '/'],
    ['review', 'zhou', () => '/review'],
    ['requests', 'feng-jie', () => '/requests'],
    ['request', 'feng-jie', () => `/requests/${at.request}`],
    ['pause', 'zhou', () => '/?pause=1'],
    ['items', 'zhou', () => '/items'],
  ])('%s is clean and whole, and the bar below lies over nothing of it', async (name, person, path) => {
    const shown = await as(person, phone);
    const { page } = shown;
    await shown.go(path());
    await keep(shown, `${name}-phone`);
    expect(await shown.axe()).toEqual([]);
    expect(await shown.nothingCut([phone.viewport])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await keep(shown, `${name}-phone-end`);
    const acts = page.locator('main').locator('a, button, input, select, textarea').filter({ visible: true });
    // Who signs has the two buttons there instead.
    const bar = name === 'review' ? null : await page.getByRole('navigation', { name: '手机导航' }).boundingBox();
    const below = (all: Element[], top: number) =>
      all.filter((each) => each.getBoundingClientRect().bottom > top).map((each) => each.outerHTML.slice(0, 120));
    expect(await acts.evaluateAll(below, bar?.y ?? phone.viewport.height)).toEqual([]);
  });
});

describe('before anybody is in', () => {
  const everyLook = async (shown: DeskPage, name: string) => {
    const { page } = shown;
    await keep(shown, name);
    expect(await shown.axe()).toEqual([]);
    for (const [look, media] of [
      ['dark', { colorScheme: 'dark' }],
      ['forced', { colorScheme: 'light', forcedColors: 'active' }],
    ] as const) {
      await page.emulateMedia(media);
      await keep(shown, `${name}-${look}`);
      expect(await shown.axe('color-contrast')).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    for (const size of [zoomed, phone.viewport]) await whole(shown, name, size);
  };

  test('the login and the first run are clean and whole in every look', async () => {
    const outside = await desk.as('chen');
    await outside.page.context().clearCookies();
    await outside.go('/login');
    await everyLook(outside, 'login');
    outside.complaints.splice(0);
    const fresh = await openDesk();
    await fresh.govcast.acting.db.deleteFrom('session').execute();
    await fresh.page.context().clearCookies();
    await fresh.go('/first-run');
    await everyLook(fresh, 'first-run');
    fresh.complaints.splice(0);
    await fresh.close();
  });
});

const visions = ['none', 'achromatopsia', 'deuteranopia', 'protanopia', 'tritanopia'] as const;

describe('told apart by form alone, in greys and by eyes that miss a colour', () => {
  test.each([
    ['levels', '/matrix', 'svg[data-shape]', 'data-shape', 6],
    ['states of what is planned', '/calendar?view=weeks', 'footer svg[data-mark]', 'data-mark', 7],
  ])('%s have each their shape, and a word beside it', async (_name, path, marks, attribute, count) => {
    // Four points of the screen for one: forms are compared, not how their edges fell.
    const near = await as('zhou', { deviceScaleFactor: 4 });
    await near.go(path);
    const { page } = near;
    const all = page.locator(marks).filter({ visible: true });
    const ids = [...new Set(await all.evaluateAll((each, of) => each.map((m) => m.getAttribute(of)), attribute))];
    expect(ids).toHaveLength(count);
    const client = await page.context().newCDPSession(page);
    const words = new Set<string>();
    for (const type of visions) {
      await client.send('Emulation.setEmulatedVisionDeficiency', { type });
      const forms = new Map<string, boolean[]>();
      for (const id of ids) {
        const mark = page.locator(`${marks}[${attribute}="${id}"]`).filter({ visible: true }).first();
        forms.set(id ?? '', await formOf(mark));
        words.add((await mark.evaluate((m) => m.closest('span:not([aria-hidden])')?.textContent)) ?? '');
      }
      const alike = [...forms].flatMap(([a, form], i) =>
        [...forms]
          .slice(i + 1)
          .flatMap(([b, other]) =>
            differing(form, other) < LEAST ? [`${type}: ${a} ${b} ${differing(form, other)}`] : [],
          ),
      );
      expect(alike).toEqual([]);
    }
    await client.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
    expect(words.size).toBe(count);
    expect(words).not.toContain('');
  });

  test('a bar of the ruler has its level in words in its line; a card of the calendar the shape of its state', async () => {
    const { page } = desk;
    await desk.go('/');
    const words = { green: '充裕', yellow: '留意', orange: '抓紧', red: '告急', breached: '已超期' };
    const lines = page.getByRole('region', { name: '时限尺' }).locator('div:has(> div > i[data-level])');
    await lines.first().waitFor();
    for (const line of await lines.all()) {
      const level = await line.locator('i[data-level]').first().getAttribute('data-level');
      expect(await line.innerText()).toContain(words[level as keyof typeof words]);
    }
    await desk.go('/calendar?view=weeks');
    const cards = page.locator('button[data-item]');
    await cards.first().waitFor();
    const marks = (all: Element[]) =>
      all.map((card) => [card.getAttribute('data-state'), card.querySelector('svg')?.getAttribute('data-mark')]);
    for (const [state, mark] of await cards.evaluateAll(marks)) expect(mark).toBe(state);
  });
});

/** Of the 576 places of a mark so many must differ between two. */
const LEAST = 90;

/** Where a mark stands out from its ground: its picture without colours, cut to its form and drawn 24 by 24. */
async function formOf(mark: Locator): Promise<boolean[]> {
  const grey = await sharp(await mark.screenshot())
    .flatten()
    .greyscale()
    .toBuffer();
  // Every shape leaves the corner to its ground.
  const [ground = 0] = await sharp(grey).raw().toBuffer();
  const box = { width: 24, height: 24, fit: 'fill' as const };
  const form = [...(await sharp(grey).trim({ threshold: 40 }).resize(box).raw().toBuffer())];
  const most = Math.max(...form.map((value) => Math.abs(value - ground)));
  expect(most).toBeGreaterThan(60);
  return form.map((value) => Math.abs(value - ground) > most / 2);
}

function differing(one: readonly boolean[], other: readonly boolean[]): number {
  return one.filter((value, i) => value !== other[i]).length;
}
