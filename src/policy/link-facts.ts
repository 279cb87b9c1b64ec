import { coreOf, fullKeyOf } from './core-title.ts';
import { findDocumentNumbers, normaliseDocumentNumber } from './document-number.ts';
import type { Form } from './form.ts';
import { readInterpretationTitle, type Stage, stageOf } from './interpretation-title.ts';
import { quotedTitles } from './quoted-titles.ts';
import { genreOf, parseTitle } from './title-grammar.ts';
import { readMarks, type TitleMarks, withoutPlaces } from './title-marks.ts';

/** What linking is told of a published page; everything but id and title may be missing. */
export interface LinkItem {
  id: string;
  /** The key of its address (see `linkAddressKey`), null when unknown. */
  addressKey: string | null;
  title: string;
  /** Publication on the portal, ms UTC. */
  publishedAt: number | null;
  number: string | null;
  issuer: string | null;
  column: string | null;
  /** What the portal's file says the column holds; decides before anything else. */
  columnKind: ColumnKind | null;
  text: string;
  /** Keys of the addresses it links to. */
  links: string[];
  images: number;
}

export type ColumnKind = 'policy' | 'interpretation' | 'notice' | 'news' | 'other';

export type LinkRole = 'policy' | 'interpretation' | 'other';

/** A policy as an interpretation names it. */
export interface Target {
  core: string;
  /** The core without place names, for titles that leave the place out. */
  bare: string;
  full: string;
  marks: TitleMarks;
  /** Named in the body only, not in the title: a weaker sign. */
  inBody: boolean;
}

/** What linking knows of an item: computed once from the page, stored, and enough to score it against any other. */
export interface LinkFacts {
  id: string;
  title: string;
  role: LinkRole;
  /** It has a document number or stands in a column of policy documents: its interpretation is owed (I-02). */
  normative: boolean;
  core: string;
  /** The core without place names. */
  bare: string;
  full: string;
  marks: TitleMarks;
  /** Only of interpretations; null and empty for others. */
  form: Form | null;
  stage: Stage;
  targets: Target[];
  several: boolean;
  /** Its own document number, normalised; of an interpretation the one its page label gives. */
  number: string | null;
  /** Numbers that its title and the head of its text cite, normalised. */
  cited: string[];
  addressKey: string | null;
  links: string[];
  publishedAt: number | null;
}

/** How far into a text numbers and titles are looked for, UTF-16 code units: later ones are legal bases, not subjects. */
const HEAD_CHARS = 1200;
const MAX_CITED = 12;
const MAX_LINKS = 40;
const MAX_TARGETS = 12;
/** A body shorter than this with a picture is one tall image (一图读懂). */
const IMAGE_BODY_CHARS = 80;

const interpretingColumn = /解读|图解|一问一答|媒体评论|政策问答|吹风会|答记者问/u;
const policyColumn = /政策文件|规范性文件|政府文件|部门文件|政策法规|法规|规章|文件库|行政规范|公文|征求意见|意见征集/u;
const newsColumn = /新闻|动态|要闻|资讯|头条|媒体关注/u;

/** Reads an item for linking: the column's kind first, then the title, then whether the body is mostly one tall image. */
export function readLinkFacts(item: LinkItem): LinkFacts {
  const head = item.text.slice(0, HEAD_CHARS);
  const cited = unique(
    findDocumentNumbers(`${item.title}\n${head}`)
      .filter((n) => n.issuer !== null)
      .map((n) => n.normalised),
  );
  const own = item.number === null ? numberInTitle(item.title) : normaliseDocumentNumber(item.number);
  const read = readInterpretationTitle(item.title);
  const role = roleOf(item, read !== null, own);
  const marks = readMarks(item.title, item.issuer);
  const core = coreOf(item.title);
  const facts = {
    id: item.id,
    title: item.title,
    role,
    normative: role === 'policy' && (own !== null || holdsPolicies(item)),
    core,
    bare: withoutPlaces(core, marks.places),
    full: fullKeyOf(item.title),
    marks,
    stage: read?.stage ?? stageOf(item.title),
    several: read?.several ?? false,
    number: own,
    cited: cited.slice(0, MAX_CITED),
    addressKey: item.addressKey,
    links: unique(item.links)
      .filter((key) => key !== item.addressKey)
      .slice(0, MAX_LINKS),
    publishedAt: item.publishedAt,
  };
  if (role !== 'interpretation') return { ...facts, form: null, targets: [] };
  const imageOnly = item.images > 0 && item.text.trim().length < IMAGE_BODY_CHARS;
  const form: Form = read?.form ?? formOfColumn(item.column) ?? (imageOnly ? '图解' : '其他');
  return { ...facts, form, targets: targetsOf(read?.targets ?? [], head) };
}

function roleOf(item: LinkItem, readsAsInterpretation: boolean, number: string | null): LinkRole {
  const title = parseTitle(item.title);
  const column = item.column ?? '';
  const issued = title.genre !== null && !title.newsOfIssue;
  const ownDocument = issued && (title.issuer !== null || number !== null) && /关于|印发/u.test(item.title);
  const interprets = item.columnKind === 'interpretation' || interpretingColumn.test(column);
  const holdsNews = item.columnKind === 'news' || newsColumn.test(column);
  if (readsAsInterpretation) return 'interpretation';
  if (interprets && !ownDocument && !title.newsOfIssue) return 'interpretation';
  if (holdsPolicies(item) && (title.genre !== null || number !== null)) return 'policy';
  if (holdsNews) return 'other';
  return issued || item.number !== null ? 'policy' : 'other';
}

function holdsPolicies({ columnKind, column }: LinkItem): boolean {
  return columnKind === 'policy' || policyColumn.test(column ?? '');
}

function formOfColumn(column: string | null): Form | null {
  if (column === null) return null;
  if (/图解|一图/u.test(column)) return '图解';
  if (/问答|一问一答|答记者问/u.test(column)) return '问答';
  if (/视频|音频/u.test(column)) return '音视频';
  if (/动漫|动画/u.test(column)) return '动漫';
  if (/吹风/u.test(column)) return '吹风会';
  if (/发布会/u.test(column)) return '发布会';
  if (/评论/u.test(column)) return '评论';
  if (/专家/u.test(column)) return '文章';
  return /解读/u.test(column) ? '文字' : null;
}

/** The policies named: in the title; where the title names none, the first documents that the text quotes. */
function targetsOf(titled: string[], head: string): Target[] {
  const named = titled.map((title) => target(title, false));
  const quoted = quotedTitles(head)
    .map(({ text }) => text)
    .filter((text) => genreOf(text) !== null);
  const first = titled.length === 0 ? quoted.slice(0, 2).map((title) => target(title, true)) : [];
  return [...named, ...first].filter(({ core }) => core.length > 3).slice(0, MAX_TARGETS);
}

function target(title: string, inBody: boolean): Target {
  const marks = readMarks(title, null);
  const core = coreOf(title);
  return { core, bare: withoutPlaces(core, marks.places), full: fullKeyOf(title), marks, inBody };
}

function numberInTitle(title: string): string | null {
  const numbers = findDocumentNumbers(title).filter((n) => n.issuer !== null);
  return numbers.length === 1 ? (numbers[0]?.normalised ?? null) : null;
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
