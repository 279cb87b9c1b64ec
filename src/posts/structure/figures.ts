import { isUnder, leadsOver } from './listings.ts';
import type { Outline, Sentence } from './outline.ts';
import { openMarks, partOf, type Quote } from './quote.ts';

/** An amount of money, a share or a multiple, with the words that say what it is of. */
export interface Figure {
  /** 每台15万元, 不超过320元, 20％. */
  value: Quote;
  /** The part of the sentence that it stands in. */
  text: Quote;
  /** What a reader gains by it, what must be kept, or what a breach costs. */
  sort: 'benefit' | 'standard' | 'penalty';
  kind: 'money' | 'share';
}

/** Figures of one kind side by side, as a document gives them in one sentence: 一类区域9.6元，二类区域8.2元，三类区域6.8元. */
export interface FigureTable {
  rows: { label: Quote; value: Quote }[];
  from: string;
  sort: Figure['sort'];
}

const DIGITS = '[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?';
const HAN = '[〇零一二三四五六七八九十百千两]{1,8}';
const UNIT = '平方米|立方米|公里|季度|学期|学年|单元|[户人台套件个亩吨次月年天日辆栋家站座项名位株米]';
const PER = `(?:每(?:一)?(?:${UNIT}))`;
const BOUND =
  '(?:最高不超过|最低不低于|一般不低于|一般不超过|累计不超过|不超过|不低于|不少于|不高于|最高|最低|至少|高达|上浮|下浮)';
const MONEY = `(?:${DIGITS}|${HAN})(?:余)?(?:万|亿|千|百)?(?:亿|万)?元`;
const SHARE = `(?:${DIGITS}(?:％|%|个百分点|倍)|百分之${HAN}|${DIGITS}[：:∶]${DIGITS}(?=的比例))`;
const one = `(?:${MONEY}|${SHARE})`;
const figure = new RegExp(
  `(?<before>${PER}{1,3}[\\u4e00-\\u9fa5]{0,6}?${BOUND}?|${BOUND}[\\u4e00-\\u9fa5]{0,18}|)(?<first>${one})(?<after>(?:[-—–~～至到]{1,2}${one})|以[上下内](?:(?:至)?${one}以[下内])?)?`,
  'gu',
);
/** The old figure of 由40万元提高至50万元. */
const REPLACED = /^(?:调整|提高|增加|上调|下调|降低|降|减少|压缩|缩短|扩大|提升|升|改)(?:至|到|为)/u;
/** The same with words between: 原标准3000元自2027年1月1日起停止执行，改为5000元. */
const REPLACED_LATER = new RegExp(`^[^。；;]{0,80}?(?:改|调整)(?:至|到|为)[^。；;]{0,40}?${one}`, 'u');
/** What somebody does not get, and what no longer holds: no figure of it is one to show. */
const REFUSED =
  /不得|禁止|严禁|不予|不享受|不适用|不纳入|停止执行|废止|取消|收回|下列情形(?![^：:]*(?:可以?|给予|予以|发放|补|奖|减免))/u;
/** A lead or a heading refuses what is below it in these words too. */
const REFUSES = /不再|除外/u;
const PENALTY = /罚款|罚金|处以|处[^理置].{0,30}以下|扣减|扣.{0,3}分|没收|赔偿|侵权|违法|违反/u;
const BENEFIT =
  /补助|补贴|奖励|资助|减免|免收|免除|免征|优惠|提高|上浮|退还|退费|返还|发放|给予[^，。]{0,20}支持|可以提取|提取额度|贷款|奖补|贴息|支持|津贴|救助|租金按|计租|报销/u;
/** A part of a sentence shorter than this says too little by itself; one longer is cut at commas. UTF-16 code units. */
const TELLING = 12;
const LONG = 64;

/** Every figure of a document, in order. Numbers in titles and quotations are none. Pure. */
export function figuresOf(outline: Outline): Figure[] {
  return outline.sentences.flatMap((s) => figuresIn(s).filter(({ value }) => !isRefused(outline, s, value)));
}

/** Rows of figures: three or more parts of one sentence with one figure each. Pure. */
export function figureTablesOf(outline: Outline): FigureTable[] {
  return outline.sentences.flatMap((sentence) => {
    const [wide, narrow] = [rowsOf(sentence, '；;', 40), rowsOf(sentence, '，；,;', 14)];
    const rows = wide.length >= 3 ? wide : narrow;
    if (rows.some(({ value }) => isRefused(outline, sentence, value))) return [];
    return rows.length >= 3 ? [{ rows, from: sentence.from, sort: sortOf(sentence.text) }] : [];
  });
}

function figuresIn(sentence: Sentence): Figure[] {
  return valuesIn(sentence).map((value) => {
    const text = tellingPart(sentence, value);
    const kind = /元/u.test(value.text) ? 'money' : 'share';
    return { value, text, kind, sort: sortOf(text.text.length < sentence.text.length ? sentence.text : text.text) };
  });
}

/** Whether the document says of a figure that nobody gets it: in its sentence, in the lead of its list or in a heading. */
function isRefused(outline: Outline, sentence: Sentence, value: Quote): boolean {
  const above = leadsOver(outline, sentence).map(({ text }) => text);
  for (const refuses of [REFUSED, REFUSES]) {
    if (above.some((text) => refuses.test(text)) || isUnder(outline.clauses, sentence.clause, refuses)) return true;
  }
  const at = value.start - sentence.start;
  // Behind 改为 stands what holds from now on; what was refused before it does not concern the new figure.
  const now = Math.max(...['改为', '调整为', '提高至', '提高到'].map((w) => sentence.text.lastIndexOf(w, at)));
  return REFUSED.test(now < 0 ? sentence.text : sentence.text.slice(now));
}

function sortOf(text: string): Figure['sort'] {
  if (PENALTY.test(text)) return 'penalty';
  return BENEFIT.test(text) ? 'benefit' : 'standard';
}

function valuesIn(quote: Quote): Quote[] {
  const quoted = quotedRanges(quote.text);
  return [...quote.text.matchAll(figure)].flatMap((match) => {
    const { index, 0: raw } = match;
    if (quoted.some(([from, to]) => index > from && index < to)) return [];
    const behind = quote.text.slice(index + raw.length);
    if (REPLACED.test(behind) || REPLACED_LATER.test(behind)) return [];
    return partOf(quote, index, index + raw.length) ?? [];
  });
}

/** What stands in book marks is the name of another document. */
function quotedRanges(text: string): [number, number][] {
  return [...text.matchAll(/《[^》]{0,200}》/gu)].map((m) => [m.index, m.index + m[0].length]);
}

/** The part of the sentence between semicolons; of a long one the parts between commas, back to where it tells enough. */
function tellingPart(sentence: Quote, value: Quote): Quote {
  const at = value.start - sentence.start;
  const [semi, commas] = [openMarks(sentence.text, '；;。'), openMarks(sentence.text, '，,；;。')];
  const from = (semi.filter((m) => m < at).at(-1) ?? -1) + 1;
  const to = semi.find((m) => m >= at) ?? sentence.text.length;
  const whole = partOf(sentence, from, to, '，、') ?? sentence;
  if (whole.text.length <= LONG && valuesIn(whole).length < 2) return whole;
  const end = commas.find((m) => m >= at + value.text.length) ?? to;
  const starts = [from, ...commas.filter((m) => m > from && m < at).map((m) => m + 1)].reverse();
  const begin = starts.find((start) => end - start >= TELLING && at - start >= 4) ?? from;
  return partOf(sentence, begin, end, '，、') ?? whole;
}

/** Runs of neighbouring parts with one figure each and words before it. */
function rowsOf(sentence: Sentence, marks: string, longest: number): FigureTable['rows'] {
  let best: FigureTable['rows'] = [];
  let run: FigureTable['rows'] = [];
  let begin = 0;
  for (const at of [...openMarks(sentence.text, marks), sentence.text.length]) {
    const part = partOf(sentence, begin, at, '。');
    begin = at + 1;
    const row = part && rowOf(part, longest);
    run = row ? [...run, row] : [];
    if (run.length > best.length) best = run;
  }
  return best;
}

function rowOf(part: Quote, longest: number): FigureTable['rows'][number] | null {
  const [value, second] = valuesIn(part);
  if (!value || second) return null;
  const at = value.start - part.start;
  const colon = Math.max(part.text.slice(0, at).lastIndexOf('：'), part.text.slice(0, at).lastIndexOf(':'));
  const lead = Math.max(colon > at - 3 ? 0 : colon + 1, part.text.startsWith('其中') ? 2 : 0);
  const label = partOf(part, lead, at, '，、：:');
  const behind = part.text.slice(at + value.text.length);
  return label && label.text.length >= 2 && label.text.length <= longest && behind.length <= 4
    ? { label, value }
    : null;
}
