import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../src/config/settings.ts';
import { printedMarkings } from '../../src/portal/marking.ts';
import { draftBundle } from '../../src/posts/compose-bundle.ts';
import { composeDraft } from '../../src/posts/compose-draft.ts';
import { composeItem, draftItem, type ItemMaterial } from '../../src/posts/compose-item.ts';
import { composeMarkdown } from '../../src/posts/compose-markdown.ts';
import { composeTopic, draftTopic } from '../../src/posts/compose-topic.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { contentHash } from '../../src/posts/content-hash.ts';
import { readFrontMatter } from '../../src/posts/front-matter.ts';
import type { PostKind } from '../../src/posts/post.ts';
import type { PostDraft } from '../../src/posts/post-draft.ts';
import { guideFields } from '../../src/posts/service-guide.ts';
import { graphic, policy, questions } from '../fixtures/posts/articles.ts';
import { adopted, call, guide, longPolicy, news, notice, practice, reposted } from '../fixtures/posts/pages.ts';

const office = { name: '示例市住房城乡建设局', telephone: '0000-12319' };
const composing = readComposing('content', office);
const page = (article: ItemMaterial['article']) => ({ article, markingIfBlank: null });
const item = (article: ItemMaterial['article'], kind: PostKind): ItemMaterial => ({
  ...page(article),
  kind,
  job: 'publish',
  publicUntil: '长期',
});
const head = (fields: string) =>
  `---\ntitle: 标题\njob: 信息发布\nmarking: 主动公开\npublic_until: 长期\n${fields}\n---\n正文。\n`;
const file = (fields: string) => composeMarkdown(readFrontMatter('x.md', head(fields)), new Map(), composing);
const bundle = {
  policy: page(policy),
  interpretations: [
    { ...page(graphic), form: '图解' as const },
    { ...page(questions), form: '问答' as const },
  ],
  telephone: null,
  publicUntil: '长期',
};
const topic = {
  title: '物业服务一件事',
  introduction: '<p>导语。</p>',
  policies: [page(policy), page(call)],
  job: 'serve' as const,
  publicUntil: '长期',
};

const drafts: Record<string, () => PostDraft> = {
  'bundle-articles': () => draftBundle(bundle, composing),
  'bundle-parts': () => draftBundle({ ...bundle, layout: 'parts' }, composing),
  policy: () => draftItem(item(policy, 'policy'), composing),
  news: () => draftItem(item(news, 'news'), composing),
  notice: () => draftItem(item(notice, 'notice'), composing),
  repost: () => draftItem(item(reposted, 'repost'), composing),
  consultation: () => draftItem(item(call, 'consultation'), composing),
  'consultation-result': () => draftItem({ ...item(call, 'consultation'), result: page(adopted) }, composing),
  guide: () => draftItem(item(guide, 'guide'), composing),
  experience: () => draftItem(item(practice, 'experience'), composing),
  topic: () => draftTopic(topic, composing),
  generic: () => draftItem(item(news, 'other'), composing),
};

describe('each template', () => {
  test.each(Object.keys(drafts))('%s looks as it looked when it was last judged good', async (name) => {
    const draft = drafts[name]?.();
    const told = draft?.articles.map((a) => {
      const head = [a.title, a.author, a.label, a.sourceUrl].join(' | ');
      return `<!-- ${head} -->\n${a.html.trim().replaceAll('><', '>\n<')}`;
    });
    const found = draft?.findings.map((f) => `<!-- ${f.severity} ${f.check}: ${f.message} -->`) ?? [];
    await expect([...(told ?? []), ...found, ''].join('\n')).toMatchFileSnapshot(
      `../fixtures/posts/golden/${name}.html`,
    );
  });

  test('points and part look as they looked when they were last judged good', async () => {
    const short = draftItem(item(longPolicy(60), 'policy'), composing).articles[0]?.shorter?.(300).html ?? '';
    await expect(short.trim().replaceAll('><', '>\n<')).toMatchFileSnapshot('../fixtures/posts/golden/points.html');
    const parts = {
      ...bundle,
      layout: 'parts' as const,
      interpretations: [{ ...page(longPolicy(6)), form: '文字' as const }],
    };
    const part = draftBundle(parts, composing).articles[0]?.shorter?.(200).html ?? '';
    await expect(part.trim().replaceAll('><', '>\n<')).toMatchFileSnapshot('../fixtures/posts/golden/part.html');
  });

  test.each(Object.keys(drafts))('%s composes to the same hash every time', (name) => {
    const once = () =>
      contentHash(
        composeDraft(drafts[name]?.() ?? draftItem(item(news, 'news'), composing), new Map(), composing).composed,
      );
    expect(once()).toBe(once());
  });
});

describe('a service guide', () => {
  const missing = (of: { findings: { check: string; excerpt: string; severity: string }[] }) =>
    of.findings.filter((f) => f.check === 'guide-field' && f.severity === 'blocking').map((f) => f.excerpt);

  test('E-06 service guide has seven fields, read from headings, labels and tables of the page', () => {
    expect(missing(composeItem(item(guide, 'guide'), new Map(), composing))).toEqual([]);
    const without = (label: string, html: string) =>
      missing(composeItem(item({ ...guide, html }, 'guide'), new Map(), composing)).includes(label);
    expect(without('监督电话', guide.html.replace(/监督投诉电话[^<]*/u, ''))).toBe(true);
    for (const label of ['咨询电话', '收件地址']) {
      const html = `<p>责任单位：示例局</p><p>监督电话：</p><p>${label}：12329</p>`;
      expect(missing(composeItem(item({ ...guide, html }, 'guide'), new Map(), composing))).toContain('监督电话');
    }
    const steps = '<h3>办理程序</h3><p>网上办理：登录后申请。</p><p>办理条件：</p><p>1. 申请人：本市居民。</p>';
    const read = missing(composeItem(item({ ...guide, html: steps }, 'guide'), new Map(), composing));
    expect(read).not.toContain('办理程序');
    expect(read).not.toContain('办理条件');
    expect(without('收费标准', guide.html.replace('不收费', ''))).toBe(true);
    expect(without('办理依据', guide.html.replace('二、办理依据', '二、附注'))).toBe(true);
  });

  test('E-06 each missing field of a file blocks by its name, with a remedy', () => {
    const names = Object.values(guideFields).map((f) => f.name);
    expect(missing(file('kind: 办事指南'))).toEqual(names);
    const lines = names.map((name) => `  ${name}: 内容`);
    expect(missing(file(`kind: 办事指南\nguide:\n${lines.join('\n')}`))).toEqual([]);
    for (const [i, name] of names.entries()) {
      const rest = lines.filter((_, k) => k !== i).join('\n');
      const post = file(`kind: 办事指南\nguide:\n${rest}`);
      expect(missing(post)).toEqual([name]);
      expect(post.findings.find((f) => f.check === 'guide-field')).toMatchObject({
        rule: 'E-06',
        remedy: expect.stringContaining(name),
      });
    }
  });

  test('prints the fields of its head before its text, in the order of the rule', () => {
    const html = file('kind: 办事指南\nguide: { phone: 12345, item: 报修 }').composed.articles[0]?.html ?? '';
    expect(html.indexOf('办理事项')).toBeLessThan(html.indexOf('监督电话'));
    expect(html.indexOf('12345')).toBeLessThan(html.indexOf('正文。'));
  });
});

describe('a consultation', () => {
  test('prints its days and ways, and says that the result is open', () => {
    const { composed, findings } = composeItem(item(call, 'consultation'), new Map(), composing);
    expect(composed.articles[0]?.html).toContain('征求意见时间：2026年11月1日至2026年11月30日');
    expect(findings.map((f) => [f.check, f.severity])).toEqual([['consultation-result-open', 'note']]);
    expect(findings.at(-1)?.remedy ?? '').toContain('2026-11-30');
  });

  test('with its result prints what became of the opinions first, with the address of that page', () => {
    const { composed, findings } = composeItem(
      { ...item(call, 'consultation'), result: page(adopted) },
      new Map(),
      composing,
    );
    const text = composed.forms.plain ?? '';
    expect(text.indexOf('采纳9条')).toBeLessThan(text.indexOf('现公开征求意见'));
    expect(text).toContain(adopted.url);
    expect(findings.map((f) => f.check)).not.toContain('consultation-result-open');
  });

  test('of a file takes days, ways and result from its head', () => {
    const fields = 'kind: 征求意见\nconsultation:\n  开始: 2026-11-01\n  截止: 2026-11-20\n  方式: 邮箱 a@b.example';
    expect(file(fields).composed.forms.plain).toContain('反馈方式：邮箱 a@b.example');
    expect(file(`${fields}\n  采纳情况: 收到12条，采纳**9**条。`).composed.forms.plain).toContain(
      '收到12条，采纳9条。',
    );
    expect(file('kind: 征求意见').findings.map((f) => f.check)).toEqual(
      expect.arrayContaining(['consultation-days', 'consultation-ways']),
    );
  });

  test.each([
    ['征求意见时间为2026年11月1日至11月30日。', '2026-11-01', '2026-11-30'],
    ['2026年12月20日起至2027年1月19日', '2026-12-20', '2027-01-19'],
    ['请于2026年11月20日前反馈。', '', '2026-11-20'],
    ['意见反馈截止时间：2026年11月20日。', '', '2026-11-20'],
    ['本办法自2026年11月20日起施行。', '', ''],
  ])('reads the days of %s', (said, opens, closes) => {
    const { findings } = composeItem(
      item({ ...call, html: `<p>${said}</p><p>电子邮箱：a@b.cn</p>` }, 'consultation'),
      new Map(),
      composing,
    );
    const html = drafts.consultation?.().articles[0]?.html ?? '';
    expect(html).not.toBe('');
    expect(findings.some((f) => f.check === 'consultation-days')).toBe(closes === '');
    const printed =
      draftItem(item({ ...call, html: `<p>${said}</p>` }, 'consultation'), composing).articles[0]?.html ?? '';
    const day = (text: string) => text.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
    const wanted = opens ? `征求意见时间：${day(opens)}至${day(closes)}` : closes ? `意见反馈截止：${day(closes)}` : '';
    expect(printed).toContain(wanted);
  });
});

describe('a topic', () => {
  test('C-09 topic post keeps issuer and link, in the chosen order', () => {
    const { composed, findings } = composeTopic(topic, new Map(), composing);
    expect(findings.filter((f) => f.severity === 'blocking')).toEqual([]);
    expect(composed.articles.map((a) => a.title)).toEqual([topic.title, policy.title, call.title]);
    expect(composed.articles.slice(1).map((a) => a.sourceUrl)).toEqual([policy.url, call.url]);
    const lead = composed.articles[0]?.html ?? '';
    for (const { article } of topic.policies) {
      expect(lead).toContain(article.issuer);
      expect(lead).toContain(article.url);
    }
    const turned = composeTopic({ ...topic, policies: [...topic.policies].reverse() }, new Map(), composing);
    expect(turned.composed.articles.map((a) => a.title)).toEqual([topic.title, call.title, policy.title]);
  });

  test('C-09 a policy of the topic without issuer or link blocks, and an empty topic too', () => {
    const bare = { ...topic, policies: [page({ ...policy, issuer: null, source: null })] };
    expect(composeTopic(bare, new Map(), composing).findings).toMatchObject([
      { check: 'topic-entry', severity: 'blocking', rule: 'C-09' },
    ]);
    expect(composeTopic({ ...topic, policies: [] }, new Map(), composing).findings.map((f) => f.check)).toContain(
      'topic-empty',
    );
  });

  test('C-09 a file lists policies with issuer and link, and is refused without them', () => {
    const entry = [
      '  - 标题: 甲办法\n    单位: 市民政局\n    链接: https://a.example/1',
      '  - 标题: 乙办法\n    单位: 市医保局\n    链接: https://b.example/2\n    文号: 示医发〔2026〕1号',
    ].join('\n');
    const text = file(`kind: 专题\ntopic:\n${entry}`).composed.forms.plain ?? '';
    expect(text.indexOf('市民政局')).toBeLessThan(text.indexOf('市医保局'));
    expect(text).toContain('https://b.example/2');
    expect(() => file('kind: 专题\ntopic:\n  - 标题: 甲办法\n    链接: https://a.example/1')).toThrow(/issuer/);
  });

  test('of more policies than there is room for lists the rest and says so', () => {
    const many = {
      ...topic,
      policies: Array.from({ length: 9 }, (_, i) => page({ ...policy, title: `办法${i + 1}` })),
    };
    const { composed, findings } = composeTopic(many, new Map(), composing);
    expect(composed.articles).toHaveLength(8);
    expect(composed.articles[0]?.html).toContain('办法9');
    expect(findings.map((f) => f.check)).toContain('policies-listed');
  });
});

test('O-17 good practice is a kind of post and keeps the unit it comes from', () => {
  const ofPage = composeItem(item(practice, 'experience'), new Map(), composing);
  expect(ofPage.composed).toMatchObject({ kind: 'experience', unit: practice.source });
  expect(ofPage.composed.forms.plain).toContain(`经验单位：${practice.source}`);
  const ofFile = file('kind: 经验\nunit: 东湖区住建局');
  expect(ofFile.composed).toMatchObject({ kind: 'experience', unit: '东湖区住建局' });
  expect(file('kind: 经验').findings).toMatchObject([
    { check: 'unit-missing', severity: 'blocking', rule: 'O-17' },
    {},
  ]);
});

test('a repost prints its source (N-09), keeps author and address of the original, and is never called our own', () => {
  const { composed, findings } = composeItem(item(reposted, 'repost'), new Map(), composing);
  expect(composed).toMatchObject({ kind: 'repost', source: reposted.source });
  expect(composed.articles[0]).toMatchObject({ author: '王小明', sourceUrl: reposted.url });
  const text = composed.forms.plain ?? '';
  for (const said of ['来源：示例省人民政府网站', '作者：王小明', `原文地址：${reposted.url}`])
    expect(text).toContain(said);
  expect(`${text}${JSON.stringify(composed)}`).not.toMatch(/原创|isOriginal|original/);
  expect(findings).toEqual([]);
  const bare = composeItem(item({ ...reposted, source: null, author: null }, 'repost'), new Map(), composing);
  expect(bare.findings).toMatchObject([{ check: 'repost-source', severity: 'blocking', rule: 'N-09' }]);
  expect(bare.composed.articles[0]?.author).toBe('');
  const nowhere = composeItem(item({ ...reposted, url: null }, 'repost'), new Map(), composing);
  expect(nowhere.findings).toMatchObject([{ check: 'no-original-link', rule: 'N-09' }]);
  expect(nowhere.findings[0]?.remedy).not.toContain('可以不填');
});

describe('the marking', () => {
  const printedBy = (words: string, html = policy.html) =>
    composeItem(item({ ...policy, html }, 'policy'), new Map(), { ...composing, markingWords: words }).composed.forms
      .plain ?? '';

  test('X-10 marking is printed as the office chose, 此件公开发布 by default', () => {
    expect(defaultSettings.posts.markingWords).toBe('此件公开发布');
    expect(printedBy(composing.markingWords)).toContain('（此件公开发布）');
    const other = printedBy('此文件公开发布');
    expect(other).toContain('（此文件公开发布）');
    expect(other).not.toContain('（此件公开发布）');
    for (const words of ['此件公开发布', '此文件公开发布'])
      expect(printedMarkings(printedBy(words))).toEqual(['public']);
  });

  test('X-10 a marking that the source prints stays as it is and is not printed twice', () => {
    const text = printedBy('此件公开发布', `${policy.html}<p>（此文件公开发布）</p>`);
    expect(text.match(/公开发布/gu)).toHaveLength(1);
    expect(text).toContain('（此文件公开发布）');
  });

  test('X-10 nothing is printed that nobody has marked', () => {
    const { composed } = composeItem(item({ ...policy, marking: null }, 'policy'), new Map(), composing);
    expect(composed.forms.plain).not.toContain('公开发布');
  });
});

describe('the way back to the portal', () => {
  test.each([
    null,
    '',
    'file:///c/x.html',
    'javascript:void(0)',
    'http://',
  ])('C-10 an item with the address %j gets a finding', (url) => {
    const { composed, findings } = composeItem(item({ ...news, url }, 'news'), new Map(), composing);
    expect(composed.articles[0]?.sourceUrl).toBeNull();
    expect(findings).toMatchObject([{ check: 'no-source-link', rule: 'C-10' }]);
  });

  test.each([
    'news',
    'notice',
    'policy',
    'guide',
    'consultation',
    'experience',
    'repost',
    'other',
  ] as const)('C-10 push links back to the portal original: %s', (kind) => {
    expect(composeItem(item(news, kind), new Map(), composing).composed.articles[0]?.sourceUrl).toBe(news.url);
  });

  test('C-10 a file leads to the original that its head names', () => {
    expect(file('kind: 新闻\noriginal: https://www.shili.example.gov.cn/a.html').composed.articles[0]?.sourceUrl).toBe(
      'https://www.shili.example.gov.cn/a.html',
    );
    expect(() => file('kind: 新闻\noriginal: 首页')).toThrow(/address/);
  });
});
