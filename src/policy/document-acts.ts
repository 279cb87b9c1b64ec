import { findDocumentNumbers } from './document-number.ts';
import { quotedTitles } from './quoted-titles.ts';

/** 替代: the old text gives way to this one; 废止: it only ends; 修改: it lives on as changed. */
export const actKinds = { replaces: '替代', repeals: '废止', amends: '修改' } as const;
export type ActKind = keyof typeof actKinds;

/** What a document says it does to an earlier one. Title as printed, number normalised; one of the two may be missing. */
export interface DocumentAct {
  kind: ActKind;
  title: string | null;
  number: string | null;
}

/** A repeal notice lists hundreds; more than this are not followed. */
const MAX_ACTS = 60;
/** How far before 废止 its clause may begin, UTF-16 code units. */
const CLAUSE = 400;
/** How far behind it the documents of a list may stand. */
const LIST = 6000;
const repealed =
  /(?:同时|即行|一并|相应|予以|自行|宣布|决定|自[^。；\n]{2,20}起)?(?:废止|停止执行|不再执行|停止施行|失效)/gu;
/** 有效期至…，期满自动失效; 除废止外; 尚未废止: nothing is repealed. */
const notRepealed = /有效期|期满|到期|尚未|未被|除|是否|如有|如需|拟|之外|建议|提出/u;

/**
 * What a document does to earlier ones: by its title (关于废止《X》的通知, 关于修改《X》的决定) and by the clauses of its
 * text (本办法自…起施行，《X》（文号）同时废止). `text` is the whole of it: such clauses stand at the end.
 */
export function readDocumentActs(title: string, text: string): DocumentAct[] {
  const named = titleActs(title);
  const ends = /废止|失效|停止执行/u.test(title) && !/规定|办法|条例|规则$/u.test(title.replace(/《[^》]*》/gu, ''));
  const found = clausesOf(text).flatMap((clause) => documentsIn(clause, ends ? 'repeals' : 'replaces'));
  const acts: DocumentAct[] = [];
  for (const act of [...named, ...found]) if (!acts.some((known) => sameTarget(known, act))) acts.push(act);
  return acts.slice(0, MAX_ACTS);
}

function titleActs(title: string): DocumentAct[] {
  const verb = /(废止|修改|修订|修正|重新发布|重新印发|重新公布)(?:[^《》]{0,12})?(?=《)/u.exec(title)?.[1];
  if (verb === undefined || /征求意见|解读|起草/u.test(title)) return [];
  const kind = verb === '废止' ? 'repeals' : verb.startsWith('修') ? 'amends' : 'replaces';
  return documentsIn(title, kind);
}

/** Each clause that repeals: what stands before the word, else what it is said of behind (废止《X》, 下列文件予以废止：…). */
function clausesOf(text: string): string[] {
  const clauses: string[] = [];
  for (const match of text.matchAll(repealed)) {
    const before = text.slice(Math.max(0, match.index - CLAUSE), match.index);
    const clause = before.slice(Math.max(...['。', '；', '\n'].map((end) => before.lastIndexOf(end))) + 1);
    if (notRepealed.test(clause.replace(/《[^》]*》/gu, ''))) continue;
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + LIST);
    clauses.push(clause.includes('号') || clause.includes('《') ? clause : namedBehind(behind));
  }
  return clauses;
}

/** To the end of the sentence; behind a colon the lines that name documents. */
function namedBehind(behind: string): string {
  if (!/^\s*[：:]/u.test(behind)) return /^[^。；\n]*/u.exec(behind)?.[0] ?? '';
  const lines = behind.replace(/^\s*[：:]/u, '').split('\n');
  const end = lines.findIndex((line) => line.trim() !== '' && !/《|号/u.test(line));
  return lines.slice(0, end < 0 ? lines.length : end).join(' ');
}

/** The documents of a clause: quoted titles with the number behind them, else bare numbers. */
function documentsIn(clause: string, kind: ActKind): DocumentAct[] {
  const numbers = findDocumentNumbers(clause).filter(({ issuer }) => issuer !== null);
  const titles = quotedTitles(clause);
  const acts = titles.map(({ text, end }) => {
    const next = titles.find(({ start }) => start >= end)?.start ?? clause.length;
    const number = numbers.find(({ start }) => start >= end && start <= Math.min(end + 6, next));
    return { kind, title: text, number: number?.normalised ?? null };
  });
  if (titles.length > 0) return acts;
  return numbers.map(({ normalised }) => ({ kind, title: null, number: normalised }));
}

function sameTarget(a: DocumentAct, b: DocumentAct): boolean {
  return a.title === b.title && (a.number === b.number || a.number === null || b.number === null);
}
