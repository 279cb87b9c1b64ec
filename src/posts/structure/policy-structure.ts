import { quotedTitles } from '../../policy/quoted-titles.ts';
import type { Article } from '../../portal/article.ts';
import { type Contact, contactsOf } from './contacts.ts';
import { type Figure, type FigureTable, figuresOf, figureTablesOf } from './figures.ts';
import { conditionsOf, type Listing, materialsOf, ruleListsOf } from './listings.ts';
import { type Moment, momentsOf } from './moments.ts';
import { type Clause, type Outline, outlineOf, type Sentence } from './outline.ts';
import { type Step, stepsOf } from './procedure.ts';
import { partOf, type Quote } from './quote.ts';

/** What a policy says, laid open: every text of it is a quote of the page's visible text. */
export interface PolicyStructure extends Outline {
  /** What the page itself says of the document. */
  page: Pick<Article, 'title' | 'number' | 'issuer' | 'url' | 'writtenOn' | 'publishedAt' | 'marking'>;
  /** The document's own name as the title prints it: in 《》 where there is exactly one, else the title. */
  name: string;
  /** What it is for: 为改善居民居住条件，… */
  purpose: Quote | null;
  /** To whom and to what it applies (适用对象). */
  scope: Quote[];
  definitions: { term: Quote; text: Quote }[];
  figures: Figure[];
  tables: FigureTable[];
  conditions: Listing[];
  materials: Listing[];
  steps: Step[];
  moments: Moment[];
  /** Sentences that forbid by themselves, and lists of what is forbidden: 不得有下列行为：… */
  bans: Quote[];
  banLists: Listing[];
  penalties: Quote[];
  penaltyLists: Listing[];
  /** 废止 and 停止执行. */
  repeals: Quote[];
  contacts: Contact[];
}

const SCOPE =
  /适用(?:于)?本[\u4e00-\u9fa5]{2,4}|本[\u4e00-\u9fa5]{2,4}适用于|^(?:适用|支持|补助|补贴|保障|受理|申请|实施|申报|服务|奖励|复审|救助)(?:范围|对象)/u;
const SCOPE_TITLE =
  /(?:适用|支持|补助|补贴|保障|受理|申请|实施|申报|服务|奖励|复审|救助|使用)(?:范围|对象|主体)$|适用$|参加人员/u;
const DEFINES = /^(?:本[\u4e00-\u9fa5]{2,4}所称的?)(?<term>[^，。]{2,20}?)，?(?:是)?指/u;
const BAN = /不得|禁止|严禁/u;
const PENALTY = /罚款|责令|依法追究|记入(?:企业)?信用|追回|处分|行政处罚|给予警告/u;
const REPEAL = /同时废止|停止执行|予以废止|废止下列|决定废止/u;
const PURPOSE = /^(?:为了?|为进一步)[^。]{8,160}/u;
/** So long a sentence is no single rule. UTF-16 code units. */
const LONGEST_RULE = 220;

/** Reads a policy's structure off its page. Pure; it knows nothing that is not printed there. */
export function structureOf(article: Article): PolicyStructure {
  const names = article.attachments.map((file) => file.name);
  const outline = outlineOf(article.text, names);
  const { sentences, clauses } = outline;
  const { title, number, issuer, url, writtenOn, publishedAt, marking } = article;
  const whole = sentences.filter((s) => !/[：:]$/u.test(s.text));
  const rules = whole.filter((s) => s.text.length <= LONGEST_RULE);
  return {
    page: { title, number, issuer, url, writtenOn, publishedAt, marking },
    name: nameOf(title ?? ''),
    ...outline,
    purpose: purposeOf(sentences),
    scope: scopeOf(rules, clauses),
    definitions: rules.flatMap((s) => {
      const match = DEFINES.exec(s.text);
      const at = match ? match[0].indexOf(match.groups?.term ?? '') : -1;
      const term = match && partOf(s, at, at + (match.groups?.term ?? '').length);
      return term ? [{ term, text: plain(s) }] : [];
    }),
    figures: figuresOf(outline),
    tables: figureTablesOf(outline),
    conditions: conditionsOf(outline),
    materials: materialsOf(outline),
    steps: stepsOf(outline),
    moments: momentsOf(outline),
    bans: whole.filter((s) => forbids(s.text)).map(plain),
    banLists: ruleListsOf(outline, forbids),
    penalties: whole.filter((s) => PENALTY.test(s.text) && !/的[；;]?$/u.test(s.text)).map(plain),
    penaltyLists: ruleListsOf(outline, (lead) => PENALTY.test(lead)),
    repeals: rules.filter((s) => REPEAL.test(s.text)).map(plain),
    contacts: contactsOf(outline),
  };
}

function forbids(text: string): boolean {
  return BAN.test(text) && !PENALTY.test(text);
}

function nameOf(title: string): string {
  const quoted = quotedTitles(title);
  const [only] = quoted;
  const about = only && /废止|修改|修订|转发|征求/u.test(title.slice(0, only.start));
  if (only && quoted.length === 1 && !about && !/^等/u.test(title.slice(only.end)))
    return title.slice(only.start, only.end);
  return /(?:印发|发布|公布|转发)(?<name>[^《》]{6,60})的(?:通知|公告|通告|决定)$/u.exec(title)?.groups?.name ?? title;
}

function purposeOf(sentences: readonly Sentence[]): Quote | null {
  const found = sentences.slice(0, 12).find((s) => PURPOSE.test(s.text));
  return found ? plain(found) : null;
}

function scopeOf(rules: readonly Sentence[], clauses: readonly Clause[]): Quote[] {
  const headed = (s: Sentence) => s.clause !== null && SCOPE_TITLE.test(clauses[s.clause]?.title?.text ?? '');
  return rules.filter((s) => SCOPE.test(s.text) || headed(s)).map(plain);
}

function plain(quote: Quote): Quote {
  return partOf(quote, 0, quote.text.length, '；;') ?? quote;
}
