/** A title inside 《》 (or 〈〉, <>) that is inside no other one. Offsets cover the brackets. */
export interface Quoted {
  text: string;
  start: number;
  end: number;
}

const OPEN = '《〈<＜';

const BRACKETS = /[《〈<＜》〉>＞]/gu;

/** The outermost quoted titles of a line, in order; brackets that never close are left alone. */
export function quotedTitles(line: string): Quoted[] {
  const quoted: Quoted[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: char, index: i } of line.matchAll(BRACKETS)) {
    if (OPEN.includes(char)) {
      if (depth === 0) start = i;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) quoted.push({ text: line.slice(start + 1, i), start, end: i + 1 });
    }
  }
  return quoted;
}

/** The line with every outermost quoted title replaced by 《》, so that its own grammar can be read. */
export function withoutQuoted(line: string): string {
  let masked = '';
  let from = 0;
  for (const { start, end } of quotedTitles(line)) {
    masked += `${line.slice(from, start)}《》`;
    from = end;
  }
  return masked + line.slice(from);
}
