import {
  descendants,
  isWithin,
  linesOf,
  nextElement,
  type PageElement,
  parentOf,
  rawText,
  textOf,
} from './page-tree.ts';

/**
 * Fields of a page's index block (domain-rules b.6) and of the line under its title, with the labels they are printed
 * with. Labels are compared without blanks and colons: 索 引 号, 标　　题.
 */
const LABELS = {
  title: '标题 名称 信息名称 文件名称 文件标题',
  number: '发文字号 文号 发文文号 文件编号 文件号',
  issuer: '发文机关 发布机构 发文单位 发布单位 制发机关 发文机构 公开机构',
  indexNumber: '索引号 信息索引号 信息索引',
  subject: '主题分类 信息分类 主题类别',
  writtenOn: '成文日期 成文时间 发文日期 签发日期 生成日期',
  publishedAt: '发布日期 发布时间 公开日期 公开时间 发稿时间 发表时间 日期 时间',
  source: '来源 信息来源 文章来源 稿件来源 发布来源',
  author: '作者',
  validity: '有效性 时效 时效性 效力状态 是否有效',
  marking: '公开属性 公开方式 公开类别 公开形式',
};

export type LabelledField = keyof typeof LABELS;
/** Printed values of a field in the order of the page; a label printed without a value gives none. */
export type PageLabels = (field: LabelledField) => string[];

const isField = (name: string): name is LabelledField => name in LABELS;
const FIELD_OF = new Map<string, LabelledField>();
for (const [field, labels] of Object.entries(LABELS)) {
  for (const label of labels.split(' ')) if (isField(field)) FIELD_OF.set(label, field);
}
/** An index block has two of these at least; a table in the text that happens to have a column 名称 does not. */
const OF_AN_INDEX: ReadonlySet<LabelledField> = new Set([
  'number',
  'issuer',
  'indexNumber',
  'writtenOn',
  'subject',
  'validity',
]);
const SPACED_LABELS = [...FIELD_OF.keys()].map((label) => [...label].join('[ \\u3000]{0,4}')).join('|');
/** A label in front of its value in a line of several: a known one, perhaps spaced, or any other that ends the value before. */
const IN_LINE = new RegExp(`(${SPACED_LABELS}|\\p{Script=Han}{2,8})\\s*[:：]`, 'gu');
/** What stands beside a value in the same line and is no part of it. */
const BESIDE_VALUE = /\s+(?:浏览|阅读|点击|访问|字号|字体|打印|分享|收藏|保护视力|【|\[).*$/;
const LONGEST_LINE = 300;
const LONGEST_LABEL = 20;
const BLOCK = new Set(['table', 'dl', 'ul']);
const CELL = new Set(['td', 'th', 'dt', 'dd', 'li']);
/** Something that every index block has; looked for before a block is read closely. */
const INDEX_SIGN = /索\s*引\s*号|文\s*号|字\s*号|编\s*号|机\s*[关构]|单\s*位|成\s*文|签\s*发|生\s*成/;

/**
 * Reads the printed labels: tables and definition lists of the index block, and lines such as
 * “发布日期：2026-09-18 来源：示例市住房和城乡建设局” outside the body.
 * @param body the element with the text, whose prose is not searched
 * @returns the values, and those index blocks that stand within the body without being part of its text
 */
export function pageLabels(root: PageElement, body: PageElement | null): { labels: PageLabels; blocks: PageElement[] } {
  const values = new Map<LabelledField, string[]>();
  const add = (label: string, value: string) => {
    const field = FIELD_OF.get(bare(label));
    const clean = value.replace(BESIDE_VALUE, '').trim();
    if (field && clean !== '') values.set(field, [...(values.get(field) ?? []), clean]);
  };
  const blocks = indexBlocks(root);
  for (const block of blocks) for (const [label, value] of pairsOfBlock(block)) add(label, value);
  let pending: string | null = null;
  for (const { text } of linesOf(root, body)) {
    const ends = /[:：]$/.test(text);
    if (pending && !ends && !FIELD_OF.has(bare(text))) add(pending, text);
    pending = ends ? text : null;
    if (text.length <= LONGEST_LINE) for (const [label, value] of pairsOfLine(text)) add(label, value);
  }
  const within = blocks.filter((block) => body !== null && isWithin(block, body));
  return { labels: (field) => values.get(field) ?? [], blocks: within };
}

function bare(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u3000:：【】[\]]+/g, '');
}

function pairsOfLine(text: string): [string, string][] {
  if (!text.includes('：') && !text.includes(':')) return [];
  const labels = [...text.matchAll(IN_LINE)];
  return labels.map((match, i) => {
    const from = (match.index ?? 0) + match[0].length;
    return [match[1] ?? '', text.slice(from, labels[i + 1]?.index ?? text.length)];
  });
}

/** Innermost tables, definition lists and lists whose labels are those of an index block. */
function indexBlocks(root: PageElement): PageElement[] {
  return innermost(root).filter((block) => {
    if (!INDEX_SIGN.test(rawText(block))) return false;
    const fields = pairsOfBlock(block).flatMap(([label]) => FIELD_OF.get(bare(label)) ?? []);
    return new Set(fields.filter((field) => OF_AN_INDEX.has(field))).size >= 2;
  });
}

function innermost(root: PageElement): PageElement[] {
  const outer = new Set<PageElement>();
  const blocks = descendants(root, BLOCK);
  for (const block of blocks) {
    for (let up = parentOf(block); up && !outer.has(up); up = parentOf(up)) if (BLOCK.has(up.name)) outer.add(up);
  }
  return blocks.filter((block) => !outer.has(block));
}

/** Label and value of each cell that has one after it, and of each entry with both in it. Empty values stay empty. */
function pairsOfBlock(block: PageElement): [string, string][] {
  return descendants(block, CELL).flatMap((cell): [string, string][] => {
    const text = textOf(cell);
    const inside = pairsOfLine(text);
    if (inside.some(([, value]) => value.trim() !== '')) return inside;
    const next = nextElement(cell);
    if (cell.name === 'li' || cell.name === 'dd' || !next) return inside;
    return text.length <= LONGEST_LABEL ? [[text, textOf(next)]] : [];
  });
}
