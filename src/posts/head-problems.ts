import type { ConfigProblem } from '../config/config-problem.ts';

type Slip = Pick<ConfigProblem, 'code' | 'expected' | 'found' | 'remedy'>;

/** Fields whose value never begins with a quotation mark of a text. */
const plainFields = new Set([
  ...['earliest', 'latest', 'priority', 'urgent', 'after', 'same_day_as', 'within_hours'],
  'channels',
  'publish_at',
  'embargo',
  'kind',
  'job',
  'marking',
  'audience',
  'public_until',
  'cover',
]);

/**
 * What hands that write Chinese slip into the head of a file, line by line, before YAML says it less plainly: a
 * full-width colon, no blank after the colon, a tab, a key twice, quotation marks of a text around a value.
 * @param lines the head without its two lines `---`
 * @param firstLine number of the first of them in the file
 */
export function headProblems(file: string, lines: readonly string[], firstLine: number): ConfigProblem[] {
  const seen = new Map<string, number>();
  return lines.flatMap((text, i) => {
    const line = firstLine + i;
    const key = /^["'“”]?([\p{L}_-][\p{L}\d_-]*)["'“”]?\s*[:：]/u.exec(text)?.[1] ?? '';
    const slip = slipIn(text, key) ?? twice(key, seen.get(key));
    if (key !== '' && !seen.has(key)) seen.set(key, line);
    return slip ? [{ ...slip, file, line, path: key }] : [];
  });
}

function slipIn(text: string, key: string): Slip | null {
  const found = `\`${text.trim()}\``;
  if (/^ *\t/.test(text)) {
    const remedy = 'Put blanks in the place of the tab (Tab 键) at the beginning of the line.';
    return { code: 'front-matter-tab', expected: 'blanks', found: 'a tab', remedy };
  }
  if (/^[^\s:#"'[{]+：/.test(text)) {
    const remedy = `Write \`${text.trim().replace(/\s*：\s*/, ': ')}\`: a half-width colon (半角冒号) and a blank.`;
    return { code: 'front-matter-colon', expected: 'a half-width colon after the key', found, remedy };
  }
  if (/^[a-z_]+:[^\s/]/.test(text)) {
    const remedy = `Write \`${text.trim().replace(':', ': ')}\`, with a blank after the colon.`;
    return { code: 'front-matter-blank', expected: 'a blank after the colon', found, remedy };
  }
  // Lists, entries of entries and long texts are YAML's own affair.
  if (key === '') return null;
  const value = /[:：]\s*(.*)$/.exec(text)?.[1]?.trim() ?? '';
  if (/^"[^"]*$|^'[^']*$/.test(value)) {
    const remedy = `Write \`${key}: ${value}${value.slice(0, 1)}\`: the closing quotation mark is missing.`;
    return { code: 'front-matter-quotes', expected: 'a closing quotation mark', found, remedy };
  }
  if (/^[@`%&*!#]/.test(value) || (/^[^"'[{|>].*: /.test(value) && !/ #/.test(value))) {
    const remedy = `Write \`${key}: '${value.replaceAll("'", "''")}'\`: YAML has a use of its own for this sign.`;
    return { code: 'front-matter-sign', expected: 'a value in quotation marks', found, remedy };
  }
  const wrapped = /^“[^“”]*”$|^‘[^‘’]*’$|^＂[^＂]*＂$/.test(value);
  const inPlain = plainFields.has(key) && /^[[\s]*[“”‘’＂「『]/.test(value);
  if (!wrapped && !inPlain) return null;
  const bare = value.replace(/[“”‘’＂「」『』]/g, '');
  const remedy =
    wrapped && !plainFields.has(key)
      ? `Write \`${key}: ${bare}\`; marks that belong to the text go into straight ones: \`${key}: '${value}'\`.`
      : `Write \`${key}: ${bare}\`, without these marks.`;
  return { code: 'front-matter-quotes', expected: 'straight quotation marks or none', found, remedy };
}

function twice(key: string, before: number | undefined): Slip | null {
  if (before === undefined) return null;
  const remedy = `Keep one of the two: \`${key}\` stands in line ${before} already.`;
  return { code: 'front-matter-twice', expected: `\`${key}\` once`, found: `\`${key}\` again`, remedy };
}
