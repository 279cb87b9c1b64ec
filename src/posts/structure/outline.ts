import { type ClauseMark, clauseMark, inlineMarks } from './clause-mark.ts';
import { frameOf } from './document-frame.ts';
import { partOf, type Quote, quoteOf, splitQuote } from './quote.ts';

/** A numbered part of a document: chapter, article, heading, item. */
export interface Clause {
  mark: string;
  /** See clauseMark: 1 is outermost. */
  rank: number;
  /** Its heading, where it has one: 总则, 提高贷款最高额度. */
  title: Quote | null;
  /** How it is cited: 第八条, 第三条第（二）项, 一、提高贷款最高额度. */
  from: string;
  /** Index of the clause it stands in; null at the top. */
  parent: number | null;
}

/** A sentence, or what a line holds up to its end. */
export interface Sentence extends Quote {
  /** Index of the clause it stands in; null before the first. */
  clause: number | null;
}

export interface Outline {
  clauses: Clause[];
  /** What is longer than any sentence is left out: a page that has none gives no facts. */
  sentences: Sentence[];
  /** For each clause the indices of those directly in it. */
  children: number[][];
  /** For each clause its own sentences, not those of the clauses inside it. */
  own: Sentence[][];
}

/** Items stand this deep and deeper. */
export const ITEM = 4;
const CLOSES = /^(?:以上|上述|本(?:办法|通知|细则|措施|方案|意见|规定|公告|通告|政策|实施)|此前|附件)/u;
const LONGEST_SENTENCE = 1_500;
const SENTENCE_ENDS = '。！？';
const MODAL = /不得|应当|可以|必须|适用|是指|严禁|禁止|本[办细规条决意通]/u;
/** Longest heading that stands before its text on one line, UTF-16 code units. */
const RUN_IN_TITLE = 24;
/** An article that begins with a longer sentence begins with its rule. */
const ARTICLE_TITLE = 8;
const TITLE = 40;

/**
 * The tree of a document's numbered parts and its sentences. Salutation, signature, date, marking and lines that only name
 * an attachment are left out. Pure.
 */
export function outlineOf(text: string, attachments: readonly string[] = []): Outline {
  const clauses: Clause[] = [];
  const sentences: Sentence[] = [];
  let open: number | null = null;
  for (const { start, end, is } of frameOf(text, attachments)) {
    if (is === 'signature') open = null;
    if (is !== 'text') continue;
    const line = text.slice(start, end);
    if (!clauseMark(line)) open = holder(clauses, open, line);
    const cuts = [0, ...inlineMarks(line), line.length];
    for (let i = 0; i + 1 < cuts.length; i += 1) {
      const [from, to] = [start + (cuts[i] ?? 0), start + (cuts[i + 1] ?? 0)];
      const found = clauseMark(text.slice(from, to));
      if (!found) {
        addSentences(text, from, to, open);
        continue;
      }
      const behind = from + found.mark.length;
      const parent: number | null = above(clauses, open, found.rank);
      const title = titleOf(text, behind, to, found, to === end);
      const clause = { ...found, title, parent, from: '' };
      clause.from = citation(clauses, clause);
      clauses.push(clause);
      open = clauses.length - 1;
      const rest = title
        ? title.end + (/^[。：:\s\u3000）)]*/u.exec(text.slice(title.end, to))?.[0].length ?? 0)
        : behind;
      addSentences(text, rest, to, open);
    }
  }
  const children: number[][] = clauses.map(() => []);
  for (const [i, { parent }] of clauses.entries()) if (parent !== null) children[parent]?.push(i);
  const own: Sentence[][] = clauses.map(() => []);
  for (const sentence of sentences) if (sentence.clause !== null) own[sentence.clause]?.push(sentence);
  return { clauses, sentences, children, own };

  function addSentences(source: string, from: number, to: number, clause: number | null): void {
    const whole = quoteOf(source, from, to, clause === null ? '' : (clauses[clause]?.from ?? ''));
    if (!whole) return;
    for (const sentence of splitQuote(whole, SENTENCE_ENDS, true)) {
      if (sentence.text.length <= LONGEST_SENTENCE) sentences.push({ ...sentence, clause });
    }
  }
}

/** The indices of a clause and of those it stands in, innermost first. */
export function lineage(clauses: readonly Clause[], index: number | null): number[] {
  const found: number[] = [];
  for (let at = index; at !== null; at = clauses[at]?.parent ?? null) found.push(at);
  return found;
}

/** What a paragraph without a mark belongs to: behind items their article; 本办法自…起施行 and its kin nothing at all. */
function holder(clauses: readonly Clause[], open: number | null, line: string): number | null {
  const own = lineage(clauses, open).find((index) => (clauses[index]?.rank ?? ITEM) < ITEM) ?? null;
  const inArticle = own !== null && /^第.*条/u.test(clauses[own]?.from ?? '');
  return CLOSES.test(line) && !inArticle ? null : own;
}

/** The nearest clause on the way up that stands further out than `rank`. */
function above(clauses: readonly Clause[], open: number | null, rank: number): number | null {
  return lineage(clauses, open).find((index) => (clauses[index]?.rank ?? 0) < rank) ?? null;
}

function titleOf(text: string, from: number, to: number, { rank, mark }: ClauseMark, wholeLine: boolean): Quote | null {
  const rest = quoteOf(text, from, to, '');
  if (!rest) return null;
  const article = mark.startsWith('第') && rank === 3;
  const bracketed = rank === 3 ? /^[（(【][^（）()【】]{2,20}[）)】](?=.)/u.exec(rest.text)?.[0] : undefined;
  if (bracketed) return partOf(rest, 1, bracketed.length - 1);
  if (wholeLine && !/[。；：:;？！]/u.test(rest.text)) {
    return rest.text.length <= TITLE && !MODAL.test(rest.text) && rank <= 5 ? rest : null;
  }
  const runIn = /^[^，。；：:;？！]{2,24}?(?=。|[：:](?!\d)|[\s\u3000]{1,3}\S)/u.exec(rest.text)?.[0];
  const longest = article ? ARTICLE_TITLE : RUN_IN_TITLE;
  if (!runIn || runIn.length > longest || MODAL.test(runIn) || rank > 5) return null;
  // Items that are one short sentence have no heading; 组织实施。 before its items is one all the same.
  if (rest.text.slice(runIn.length + 1).trim() === '' && rank !== 3) return null;
  return partOf(rest, 0, runIn.length);
}

/** 第X条 by itself or with its item; elsewhere the heading's mark and words, or 第X点, with the item behind it. */
function citation(clauses: readonly Clause[], clause: Omit<Clause, 'from'>): string {
  const outer = clause.parent === null ? undefined : clauses[clause.parent];
  const plain = clause.mark.trim();
  if (/^第.*条/u.test(plain)) return plain;
  if (clause.rank <= 3) {
    const named = `${plain}${clause.title && clause.rank < 3 ? ' ' : ''}${clause.title?.text ?? ''}`;
    const bare = plain.replace(/[、．.]$/u, '');
    return clause.title || clause.rank < 3 ? named : `第${bare}点`;
  }
  if (!outer) return plain.replace(/[、．.]$/u, '');
  const inArticle = /^第.*条$/u.test(outer.from);
  return inArticle && clause.rank === 4
    ? `${outer.from}第${plain}项`
    : `${outer.from}${plain.replace(/[、．.]$/u, '')}`;
}
