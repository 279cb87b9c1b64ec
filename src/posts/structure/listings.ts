import { type Clause, ITEM, lineage, type Outline, type Sentence } from './outline.ts';
import { partOf, type Quote } from './quote.ts';

/** A sentence that announces a list, and the list: 应当同时符合下列条件：（一）… */
export interface Listing {
  /** Null where a heading announces the list. */
  lead: Quote | null;
  items: Quote[];
  from: string;
}

const ANNOUNCES = /(?:下列|以下|如下)[^：:。]{0,16}[：:]$/u;
const CONDITIONS = /条件|情形之一[^：]*可以|资格|要求(?:如下)?[：:]$/u;
const CONDITION_TITLE = /条件$|资格要求|^(?:申请|申报|认定|补助|补贴|享受|奖励|支持|准入|报名)(?:资格|要求)$/u;
const MATERIALS = /材料|资料|证件|证明/u;
const MATERIAL_TITLE = /(?:材料|资料|证件)$/u;
/** A lead that says what is forbidden, or what follows, says more behind 下列 than one of conditions. */
const LISTS = /[：:]$/u;
const LEADS = /[：:]$|下列|以下|如下/u;
const FORBIDDEN = /不得|禁止|严禁|处罚|罚款|违反|终止|取消|撤销|退出|收回/u;

/** What has to be fulfilled. Pure. */
export function conditionsOf(outline: Outline): Listing[] {
  return listingsOf(outline, (lead) => CONDITIONS.test(lead) && !FORBIDDEN.test(lead), CONDITION_TITLE);
}

/** What has to be handed in. Pure. */
export function materialsOf(outline: Outline): Listing[] {
  const asks = (lead: string) =>
    MATERIALS.test(lead) && /提交|提供|出具|携带|报送|材料[：:]$/u.test(lead) && !FORBIDDEN.test(lead);
  return listingsOf(outline, asks, MATERIAL_TITLE);
}

/** Lists under sentences that ask so, whatever words they announce them in: 禁止：（一）… Pure. */
export function ruleListsOf(outline: Outline, asks: (lead: string) => boolean): Listing[] {
  return outline.sentences.flatMap((lead) => {
    const items = LISTS.test(lead.text) && asks(lead.text) ? itemsBehind(outline, lead) : [];
    return items.length > 0 ? [{ lead: partOf(lead, 0, lead.text.length, '：:'), items, from: lead.from }] : [];
  });
}

/** The sentences that announce the lists a sentence stands in, innermost first. */
export function leadsOver({ clauses, sentences, own }: Outline, sentence: Sentence): Sentence[] {
  const before = (parent: number | null) =>
    (parent === null ? sentences.filter((s) => s.clause === null) : (own[parent] ?? [])).findLast(
      (s) => s.start < sentence.start,
    );
  const parents = lineage(clauses, sentence.clause).map((i) => clauses[i]?.parent ?? null);
  const outer = parents.flatMap((parent) => before(parent) ?? []).filter((s) => LEADS.test(s.text));
  const beside = (sentence.clause === null ? sentences.filter((s) => s.clause === null) : (own[sentence.clause] ?? []))
    .filter((s) => s.start < sentence.start)
    .findLast((s) => !/[；;]$/u.test(s.text));
  return beside && LISTS.test(beside.text) ? [beside, ...outer] : outer;
}

function listingsOf(outline: Outline, asks: (lead: string) => boolean, titled: RegExp): Listing[] {
  const { clauses, sentences, own } = outline;
  const announced = sentences.flatMap((lead) => {
    if (lead.clause === null || !ANNOUNCES.test(lead.text) || !asks(lead.text)) return [];
    const items = itemsBehind(outline, lead);
    return items.length > 0 ? [{ lead: partOf(lead, 0, lead.text.length, '：:'), items, from: lead.from }] : [];
  });
  const leads = new Set(announced.map((l) => l.lead?.start));
  const headed = clauses.flatMap((clause, i): Listing[] => {
    if (!clause.title || !titled.test(clause.title.text)) return [];
    const inside = own[i] ?? [];
    if (inside.some((s) => leads.has(s.start))) return [];
    const items = itemsUnder(outline, i, -1);
    const found = items.length > 0 ? items : inside.map(plain);
    return found.length > 0 ? [{ lead: null, items: found, from: clause.from }] : [];
  });
  return [...announced, ...headed].sort((a, b) => (a.items[0]?.start ?? 0) - (b.items[0]?.start ?? 0));
}

/** The text of each clause directly under a clause, behind an offset; each item whole, without its mark. */
export function itemsUnder({ clauses, children, own }: Outline, parent: number, behind: number): Quote[] {
  return (children[parent] ?? []).flatMap((i) => {
    const title = clauses[i]?.title;
    const first = own[i]?.find((s) => s.start >= behind) ?? (title && title.start >= behind ? title : null);
    return first ? [plain(first)] : [];
  });
}

/** What a lead announces, up to the next sentence beside it: the clauses below it, or lines without marks. */
function itemsBehind(outline: Outline, lead: Sentence): Quote[] {
  const { clauses, sentences, own } = outline;
  const beside = (lead.clause === null ? sentences.filter((s) => s.clause === null) : (own[lead.clause] ?? [])).filter(
    (s) => s.start >= lead.end,
  );
  const until = beside[0]?.start ?? Number.POSITIVE_INFINITY;
  const below = clauses.flatMap(({ parent, rank, title }, i) => {
    if (parent !== lead.clause || (parent === null && rank < ITEM)) return [];
    const first = own[i]?.[0] ?? title;
    return first && first.start >= lead.end && first.start < until ? [plain(first)] : [];
  });
  if (below.length > 0) return below;
  const last = beside.findIndex((s) => !/[；;]$/u.test(s.text));
  return last > 0 ? beside.slice(0, last + 1).map(plain) : [];
}

/** Whether a clause or one around it has a heading like this. */
export function isUnder(clauses: readonly Clause[], clause: number | null, title: RegExp): boolean {
  return lineage(clauses, clause).some((i) => title.test(clauses[i]?.title?.text ?? ''));
}

function plain(quote: Quote): Quote {
  return partOf(quote, 0, quote.text.length, '；;。') ?? quote;
}
