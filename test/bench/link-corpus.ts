import type { LinkLine } from '../../src/policy/link-line.ts';

/** Lines with the pairs that are right, made up from a seed; nothing in them is real. */
export interface LinkCorpus {
  lines: LinkLine[];
  /** `policy interpretation`. */
  pairs: Set<string>;
}

const fields =
  '养老服务 托育服务 住房保障 公租房 物业管理 城市更新 排水防涝 燃气安全 建筑市场 工程质量 招标投标 科技创新 人才引进 就业促进 职业培训 医疗救助 疫苗接种 学前教育 校外培训 体育健身 文物保护 旅游民宿 数字经济 数据共享 政务公开 营商环境 信用监管 食品安全 特种设备 消防安全 森林防火 防汛抗旱 耕地保护 矿山修复 大气污染 垃圾分类 节水用水 农村供水 种业振兴 渔业资源'.split(
    ' ',
  );
const matters =
  '补贴 奖励 资金使用 考核评价 监督检查 登记备案 分级分类 风险处置 示范创建 试点建设 标准化 信息化 一件事一次办 帮办代办 投诉处理 专家库 名录库 档案 绩效 应急处置 联席会议 网格化 积分 名额分配 申报审核 退出 公示 收费 价格 补偿'.split(
    ' ',
  );
const genres =
  '管理办法 实施办法 实施细则 若干措施 实施方案 行动计划 工作方案 管理规定 工作指引 扶持政策 暂行办法 操作规程'.split(
    ' ',
  );
const districts = ['东城区', '南湖区', '临港区', '北山县'];
const offices = ['民政局', '住房和城乡建设局', '教育局', '水利局', '科技局', '市场监督管理局'];
const DAY_MS = 86_400_000;

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * About `size` lines: policies in families of near-duplicates (other year, revision, district, forwarding, draft, the
 * operating guide), interpretations of half of them in many wordings, some of policies that are not there, news and notices.
 */
export function linkCorpus(size: number, seed: number): LinkCorpus {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const corpus: LinkCorpus = { lines: [], pairs: new Set() };
  const seen = new Set<string>();
  while (corpus.lines.length < size) {
    const subject = `${pick(fields)}${pick(matters)}${pick(genres)}`;
    if (seen.size < fields.length * matters.length && seen.has(subject)) continue;
    seen.add(subject);
    for (const policy of family(subject, random, pick)) publish(corpus, policy, random, pick);
    if (random() < 0.5) corpus.lines.push(noise(corpus.lines.length, subject, pick));
  }
  return corpus;
}

interface Policy {
  name: string;
  title: string;
  issuer: string;
  place: string;
  at: number;
  draft: boolean;
  /** Titles under which an interpretation may quote it. */
  quotes: string[];
}

type Pick = <T>(from: readonly T[]) => T;

function family(subject: string, random: () => number, pick: Pick): Policy[] {
  const at = Date.parse('2026-01-05T09:00:00+08:00') + Math.floor(random() * 300) * DAY_MS;
  const office = pick(offices);
  const city = { issuer: `示例市${office}`, place: '示例市', at, draft: false };
  const name = `示例市${subject}`;
  const issued = (policy: Omit<Policy, 'title' | 'quotes'>, tail = ''): Policy => {
    const title = `${policy.issuer}关于印发《${policy.name}${tail}》的通知`;
    return { ...policy, title, quotes: [`${policy.name}${tail}`, `${policy.name}${tail}`, title] };
  };
  const all = [issued({ ...city, name }, pick(['', '', '（试行）']))];
  const district = pick(districts);
  const variants: (() => Policy)[] = [
    () => issued({ ...city, name: `2025年${name}`, at: at - 365 * DAY_MS }),
    () => issued({ ...city, name: `2026年${name}`, at: at + 20 * DAY_MS }),
    () =>
      issued({
        ...city,
        issuer: `示例市${district}${office}`,
        place: district,
        name: `示例市${district}${subject}`,
        at: at + 30 * DAY_MS,
      }),
    () => issued({ ...city, name: `${name}操作指引`, at: at + 15 * DAY_MS }),
    () => ({
      ...city,
      name,
      at: at - 60 * DAY_MS,
      draft: true,
      title: `示例市${office}关于公开征求《${name}（征求意见稿）》意见的公告`,
      quotes: [`${name}（征求意见稿）`],
    }),
    () => ({
      ...city,
      issuer: `示例市${district}${office}`,
      place: district,
      name,
      at: at + 9 * DAY_MS,
      title: `示例市${district}${office}关于转发《${name}》的通知`,
      quotes: [],
    }),
    () => ({ ...city, name, at: at + 400 * DAY_MS, title: `示例市${office}关于废止《${name}》的通知`, quotes: [] }),
  ];
  for (const variant of variants) if (random() < 0.25) all.push(variant());
  return all;
}

function publish(corpus: LinkCorpus, policy: Policy, random: () => number, pick: Pick): void {
  const id = `p${corpus.lines.length}`;
  const host = 'https://www.shili.gov.cn';
  const url = `${host}/zc/t${corpus.lines.length}.html`;
  const number = policy.draft
    ? null
    : `示${pick(['政规', '建规', '民发', '教发'])}〔${new Date(policy.at).getUTCFullYear()}〕${corpus.lines.length + 1}号`;
  const present = random() > 0.08;
  const shows = number !== null && random() < 0.6;
  if (present) {
    corpus.lines.push({
      id,
      url,
      title: policy.title,
      publishedAt: day(policy.at),
      number: shows ? number : null,
      issuer: policy.issuer,
    });
  }
  if (policy.quotes.length === 0 || random() > 0.55) return;
  for (let i = 0; i < (random() < 0.2 ? 2 : 1); i += 1) {
    const interpretation = `i${corpus.lines.length}`;
    const quote = pick(policy.quotes);
    corpus.lines.push({
      id: interpretation,
      url: `${host}/jd/t${corpus.lines.length}.html`,
      title: wording(quote, policy, pick),
      publishedAt: day(policy.at + Math.floor(random() * 12) * DAY_MS),
      issuer: random() < 0.5 ? policy.issuer : null,
      column: random() < 0.5 ? '政策解读' : null,
      text:
        number !== null && random() < 0.3 ? `近日，${policy.issuer}印发了《${quote}》（${number}），现解读如下。` : '',
      links: random() < 0.2 ? [url] : [],
    });
    if (present) corpus.pairs.add(`${id} ${interpretation}`);
  }
}

function wording(quote: string, { issuer, place }: Policy, pick: Pick): string {
  const short = quote.replace(new RegExp(`^(?:示例市)?${place}`, 'u'), '');
  return pick([
    `《${quote}》政策解读`,
    `一图读懂《${quote}》`,
    `一图读懂：${quote.includes('《') ? `《${quote}》` : quote}`,
    `图解：《${quote}》政策解读`,
    `【文字解读】《${quote}》政策解读`,
    `${issuer}关于《${quote}》的政策解读`,
    `${issuer}负责人就《${quote}》答记者问`,
    `《${quote}》解读（视频）`,
    `《${short}》解读`,
  ]);
}

function noise(n: number, subject: string, pick: Pick): LinkLine {
  const title = pick([
    `我市召开${subject}推进会`,
    `示例市举办《示例市${subject}》政策解读培训班`,
    `《示例市${subject}》引发热烈反响`,
    `示例市发布《示例市${subject}》`,
    `关于组织参加${subject}政策解读会的通知`,
    `图解：${subject.slice(0, 4)}这样用`,
  ]);
  return { id: `n${n}`, url: `https://www.shili.gov.cn/xw/t${n}.html`, title, publishedAt: '2026-06-01' };
}

function day(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
}
