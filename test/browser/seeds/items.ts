/** Pages of a portal, and the bundle of bundle.png: Monday 23 November 2026, 09:12. Everything in it is invented. */
import type { Govcast } from '../../../src/govcast.ts';
import { assignSection } from '../../../src/policy/assign-section.ts';
import { describeBundle } from '../../../src/policy/describe-bundle.ts';
import { nameInterpreter } from '../../../src/policy/name-interpreter.ts';
import { policyReconciler } from '../../../src/policy/reconcile-policy.ts';
import { setPlan } from '../../../src/policy/set-plan.ts';
import type { Article } from '../../../src/portal/article.ts';
import type { ReadPage } from '../../../src/portal/item.ts';
import { leaveItem } from '../../../src/portal/leave-item.ts';
import { putSourceState } from '../../../src/portal/source-state-store.ts';
import { storeArticles } from '../../../src/portal/store-articles.ts';

const MINUTE_MS = 60_000;
const crawler = { person: 'govcast', via: 'worker' as const };
const zheng = { person: 'zheng', via: 'console' as const };
const zhou = { person: 'zhou', via: 'console' as const };

type Page = Pick<Article, 'title' | 'text'> &
  Partial<Article> & { id: string; source: string; on: string | null; foundAt: string; html?: string };

function read({ id, source, on, foundAt: _, ...says }: Page): ReadPage {
  const url = `http://127.0.0.1:8790/portal/${source}/${id}.html`;
  const html =
    says.html ??
    (says.text ?? '')
      .split('\n')
      .map((line) => `<p>${line}</p>`)
      .join('');
  const article: Article = {
    ...{ family: 'trs', number: null, issuer: '示例市住房和城乡建设局', indexNumber: null, subject: null },
    ...{ writtenOn: null, source: null, author: null, marking: 'public', validity: null, images: [], attachments: [] },
    ...{ links: [], column: null, warnings: [] },
    ...{ publishedAt: on === null ? null : Date.parse(`${on}+08:00`) },
    ...says,
    ...{ html, url },
  };
  return {
    ...{ source: `shili/${source}`, address: url, article, bytes: Buffer.from(html), charset: 'utf-8' },
    ...{ validators: { etag: null, lastModified: null }, listedAs: null },
  };
}

const methods = '《示例市既有住宅加装电梯财政补助实施办法》';
const number = '示住建规〔2026〕3号';

export const itemPages: Page[] = [
  {
    ...{ id: 'gjj', source: 'zcwj', on: '2026-11-05T10:00', foundAt: '2026-11-05T10:05' },
    title: '关于调整示例市住房公积金缴存比例有关事项的通知',
    number: '示住建发〔2026〕31号',
    text: '各有关单位：\n为做好缴存工作，现就有关事项通知如下。\n一、缴存比例为5%至12%。\n二、本通知自印发之日起施行。',
  },
  {
    ...{ id: 'faq2', source: 'zcjd', on: '2026-11-08T09:30', foundAt: '2026-11-08T09:40' },
    title: '《加装电梯财政补助实施办法》常见问题解答（二）',
    text: '近来群众咨询较多，现根据示住建字〔2023〕41号解答如下。\n问：一楼住户不同意怎么办？\n答：先协商。',
  },
  {
    ...{ id: 'lift', source: 'zcwj', on: '2026-11-20T16:30', foundAt: '2026-11-20T16:35' },
    title: '示例市住房和城乡建设局等四部门关于印发《示例市既有住宅加装电梯财政补助实施办法》的通知',
    ...{ number, validity: '有效' },
    text: `各区人民政府，市有关单位：\n现将${methods}印发给你们，请遵照执行。\n第一条　为支持既有住宅加装电梯，制定本办法。\n第二条　本办法所称既有住宅，是指2000年前建成、四层以上的住宅。\n第三条　每台电梯补助20万元。\n第四条　申请人应当在竣工验收合格后60日内申报。\n第十条　本办法自2027年1月1日起施行，有效期3年。`,
  },
  {
    ...{ id: 'lift-text', source: 'zcjd', on: '2026-11-20T16:30', foundAt: '2026-11-20T16:36' },
    title: `${methods}政策解读`,
    text: `近日，市住房和城乡建设局等四部门印发${methods}（${number}）。\n一、核心概念\n既有住宅，是指2000年前建成的住宅。\n二、适用范围\n适用于四层以上的住宅。`,
    links: [{ url: 'http://127.0.0.1:8790/portal/zcwj/lift.html', text: methods }],
  },
  {
    ...{ id: 'heat', source: 'tzgg', on: '2026-11-21T09:00', foundAt: '2026-11-21T09:10' },
    title: '关于做好2026年冬季供暖报修工作的通知',
    text: '各供热单位：\n供暖期自11月15日开始。\n报修电话12319，二十四小时有人接听。\n24小时内上门，不得推诿。\n特此通知。',
  },
  {
    ...{ id: 'safety', source: 'gzdt', on: '2026-11-22T15:00', foundAt: '2026-11-22T15:10' },
    title: '我局组织开展低温天气施工安全检查',
    text: '11月22日，我局组织检查组对在建工地开展低温天气施工安全检查。',
  },
  {
    ...{ id: 'visit', source: 'gzdt', on: '2026-11-22T16:40', foundAt: '2026-11-22T16:50' },
    title: '局机关党支部开展主题党日活动',
    text: '11月22日，局机关党支部开展主题党日活动。',
  },
  {
    ...{ id: 'lift-picture', source: 'tj', on: '2026-11-23T08:40', foundAt: '2026-11-23T08:45' },
    title: `一图读懂${methods}`,
    text: '新旧政策差异：补助由15万元提高到20万元。\n执行标准：竣工后60日内申报。',
    links: [{ url: 'http://127.0.0.1:8790/portal/zcwj/lift.html', text: methods }],
    warnings: [{ code: 'media-left-out', message: '1 medium was left out' }],
  },
  {
    ...{ id: 'archive', source: 'gzdt', on: '2026-11-23T08:50', foundAt: '2026-11-23T09:00' },
    title: '冬季城建档案查阅预约指南',
    text: '查阅城建档案，可以提前一天电话预约。\n带上身份证和产权证明。',
  },
  {
    ...{ id: 'rent', source: 'tzgg', on: null, foundAt: '2026-11-23T09:05' },
    title: '2026年度公租房年审提醒',
    issuer: null,
    text: '请承租家庭于12月15日前办理年审。',
    warnings: [{ code: 'no-date', message: 'the page gives no date of publication' }],
  },
];

/** Ids of the stored items by the names above, and the bundle's. */
export interface SeededItems {
  items: Map<string, string>;
  bundle: string;
}

export async function seedItems(govcast: Govcast): Promise<SeededItems> {
  const { acting, bundles, config, clock } = govcast;
  const items = new Map<string, string>();
  const at = (time: string) => ({ ...acting, clock: { ...clock, now: () => Date.parse(`${time}+08:00`) } });
  for (const page of itemPages) {
    const [stored] = await storeArticles(at(page.foundAt), crawler, [read(page)]);
    if (stored) items.set(page.id, stored.item);
  }
  const heat = itemPages.find(({ id }) => id === 'heat');
  if (heat) {
    const text = (heat.text ?? '')
      .replace('24小时内上门，不得推诿', '接报后12小时内上门，重大故障2小时内到场')
      .replace('11月15日', '11月10日');
    await storeArticles(at('2026-11-22T10:20'), crawler, [read({ ...heat, text })]);
  }
  const kinds = new Map<string, 'policy' | 'interpretation' | 'notice' | 'news' | 'other'>(
    config.portals.flatMap((p) => p.columns.map((c) => [`${p.id}/${c.id}`, c.kind] as const)),
  );
  const log = govcast.log;
  const link = policyReconciler({
    ...bundles,
    log,
    thresholds: config.settings.linking,
    kindOf: (source) => kinds.get(source) ?? null,
  });
  await link();
  const bundle = await acting.db
    .selectFrom('bundle')
    .select('id')
    .where('policy', '=', items.get('lift') ?? '')
    .executeTakeFirstOrThrow();
  await nameEverything(govcast, bundle.id);
  const left = { ...acting, people: config.people, postOf: async () => null };
  await leaveItem(left, zhou, { item: items.get('visit') ?? '', reason: '内部活动，不面向群众' });
  await seedSources(govcast);
  return { items, bundle: bundle.id };
}

async function nameEverything({ bundles, acting, clock }: Govcast, bundle: string): Promise<void> {
  const planned = { ...acting, clock: { ...clock, now: () => Date.parse('2026-11-12T10:00+08:00') } };
  const desk = { ...bundles, acting: planned };
  await assignSection(desk, zheng, { bundle, section: 'property' });
  const interpreter = { name: '郑科长', post: '物业科科长', position: 'section-head' as const, person: null };
  await nameInterpreter(desk, zheng, { bundle, interpreter });
  await describeBundle(desk, zheng, { bundle, telephone: '12319 转 2' });
  const by = { name: '郑编辑', role: 'drafter' as const };
  await setPlan(desk, zheng, {
    bundle,
    lines: [
      { form: '文字', channels: ['sub'], on: '2026-11-20', by },
      { form: '图解', channels: ['sub'], on: '2026-11-25', by },
      { form: '问答', channels: ['sub'], on: '2026-11-25', by },
      { form: '音视频', channels: ['property'], on: '2026-12-04', by },
    ],
  });
}

async function seedSources({ acting: { db }, clock }: Govcast): Promise<void> {
  const now = clock.now();
  const well = { checkedAt: now - 4 * MINUTE_MS, lastOkAt: now - 4 * MINUTE_MS, problem: null };
  for (const [source, listed] of [
    ['shili/zcwj', 20],
    ['shili/zcjd', 18],
    ['shili/tzgg', 20],
  ] as const)
    await putSourceState(db, { source, ...well, listed });
  await putSourceState(db, {
    ...{ source: 'shili/gzdt', checkedAt: now - 3 * MINUTE_MS, lastOkAt: now - 33 * MINUTE_MS, listed: 20 },
    problem: JSON.stringify({ code: 'list-empty', message: 'no rows were found', remedy: 'Look at the list.' }),
  });
}
