/** The marks that number the parts of a Chinese official document, and how deep each stands. */
const NUMERAL = '[一二三四五六七八九十百零〇]{1,5}';
const COUNT = `(?:${NUMERAL}|[0-9０-９]{1,3})`;

const forms: readonly { rank: number; form: RegExp }[] = [
  { rank: 1, form: new RegExp(`^第${COUNT}(?:编|章|部分)(?=[\\s\\u3000]|$|[^。；，]{1,30}$)`, 'u') },
  { rank: 2, form: new RegExp(`^第${COUNT}节(?=[\\s\\u3000]|$)`, 'u') },
  // 第八条规定的…, 第八条和第九条, 第八条修改为 at the head of a line speak of an article, they do not begin one.
  { rank: 3, form: new RegExp(`^第${COUNT}条(?:之${NUMERAL})?(?![规的款项、和至或及到修中第])`, 'u') },
  { rank: 3, form: new RegExp(`^${NUMERAL}(?:、|．|\\.)`, 'u') },
  { rank: 4, form: new RegExp(`^[（(]${NUMERAL}[）)]`, 'u') },
  { rank: 5, form: /^[0-9０-９]{1,2}(?:、|[.．](?![0-9０-９]))/u },
  { rank: 6, form: /^(?:[（(][0-9０-９]{1,2}[）)]|[①-⑳])/u },
];

/** A mark inside a line begins a part only behind one of these signs: 下列条件：（一）…；（二）… */
const inline = new RegExp(
  `(?<=[：:；;。]\\s{0,3})(?:[（(]${NUMERAL}[）)]|[0-9０-９]{1,2}[.．、](?![0-9０-９])|[（(][0-9０-９]{1,2}[）)]|[①-⑳])`,
  'gu',
);

export interface ClauseMark {
  /** As printed: 第八条, 一、, （二）. */
  mark: string;
  /** 1 编, 章 and 部分, 2 节, 3 条 and 一、, 4 （一）, 5 1., 6 （1） and ①. */
  rank: number;
}

/** The mark at the very beginning of a text. */
export function clauseMark(text: string): ClauseMark | null {
  for (const { rank, form } of forms) {
    const mark = form.exec(text)?.[0];
    if (mark !== undefined) return { mark, rank };
  }
  return null;
}

/** Offsets of the marks inside a line, behind its first sign. */
export function inlineMarks(line: string): number[] {
  return [...line.matchAll(inline)].map((match) => match.index).filter((at) => at > 0);
}
