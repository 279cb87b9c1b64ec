/** A line of a document: of its text, or of what stands round it. */
export interface FrameLine {
  /** UTF-16 offsets of the line without the blanks before and behind it. */
  start: number;
  end: number;
  is: 'text' | 'salutation' | 'signature' | 'marking' | 'attachment';
}

const DATE =
  /^[（(]?(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[一二]〇[〇零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)[）)]?$/u;
const MARKING = /^[（(]?(?:此件|公开方式|公开属性|信息公开选项|联系人)[^。]{0,40}[）)]?$/u;
const ATTACHMENT = /^附件?\s*[0-9一二三四五六七八九十]{0,2}\s*(?:[：:]|$)/u;
const SALUTATION = /^[^。；]{2,200}[：:]$/u;
/** An issuer's name under the text: short, no sentence mark. */
const NAME = /^[^。；：:，！？]{2,60}$/u;
/** Lines of names above the date, at most. */
const SIGNERS = 6;

/**
 * The lines of a document with what each is. Empty lines are left out. Pure.
 * @param attachments names of the files of its page: a line that only names one is none of its text
 */
export function frameOf(text: string, attachments: readonly string[] = []): FrameLine[] {
  const lines = linesOf(text);
  const names = new Set(attachments.map(bareName).filter((name) => name !== ''));
  let begun = false;
  for (const [i, line] of lines.entries()) {
    const words = text.slice(line.start, line.end);
    if (MARKING.test(words)) line.is = 'marking';
    else if (ATTACHMENT.test(words) || names.has(bareName(words))) line.is = 'attachment';
    else if (DATE.test(words)) markSignature(text, lines, i);
    else if (!begun && SALUTATION.test(words) && /各|有关|单位|局|政府|公司|你/u.test(words)) {
      line.is = 'salutation';
      begun = true;
    } else if (words.length > 60) begun = true;
  }
  return lines;
}

/** The name of a file without its number, ending and book marks. */
function bareName(name: string): string {
  return name
    .replace(/^(?:附件)?\s*[0-9一二三四五六七八九十]{0,2}\s*[：:.．、]?/u, '')
    .replace(/\.[a-z0-9]{2,5}$/iu, '')
    .replace(/[\s《》]/gu, '');
}

function markSignature(text: string, lines: FrameLine[], dated: number): void {
  for (let i = dated; i >= Math.max(0, dated - SIGNERS); i -= 1) {
    const line = lines[i];
    if (line?.is !== 'text') return;
    const words = text.slice(line.start, line.end);
    const isName = i === dated || (NAME.test(words) && !/^(?:第|[一二三四五六七八九十]+、|[（(])/u.test(words));
    if (!isName) return;
    line.is = 'signature';
  }
}

function linesOf(text: string): FrameLine[] {
  const lines: FrameLine[] = [];
  let at = 0;
  for (const raw of text.split('\n')) {
    const words = raw.trim();
    if (words !== '') {
      const start = at + raw.indexOf(words);
      lines.push({ start, end: start + words.length, is: 'text' });
    }
    at += raw.length + 1;
  }
  return lines;
}
