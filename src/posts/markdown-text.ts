import iconv from 'iconv-lite';
import { FixContent, TryLater } from '../errors.ts';

/** What a text holds in the place of bytes that are no character. */
const BAD = '\uFFFD';

/**
 * The bytes of a Markdown file as text: UTF-8 with or without a byte order mark, UTF-16 with one, or gb18030, as an
 * older Windows editor saves it. A file that ends inside a character is being written; one that is damaged elsewhere
 * is not guessed at.
 * @throws TryLater when the file is not whole yet
 * @throws FixContent naming the first line that is no text
 */
export function markdownText(file: string, bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, 'utf-16be');
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const bad = count(text, (c) => c === BAD);
  if (bad === 0) return bytes.includes(0) ? noText(file, text, '\0') : text;
  if (bad === 1 && text.endsWith(BAD)) throw halfWritten(file);
  const good = count(text, (c) => c >= '\u0800' && c !== BAD);
  const chinese = iconv.decode(bytes, 'gb18030');
  if (good < bad && !chinese.includes(BAD)) return chinese;
  return noText(file, text, BAD);
}

function count(text: string, holds: (character: string) => boolean): number {
  let n = 0;
  for (const character of text) if (holds(character)) n += 1;
  return n;
}

function halfWritten(file: string): TryLater {
  return new TryLater({
    code: 'content-half-written',
    message: `${file} ends inside a character: it is being saved, or was cut off`,
    place: file,
    remedy: 'Save the file again; it is read as soon as it is whole.',
    retryAfterMs: 10_000,
  });
}

function noText(file: string, text: string, sign: string): never {
  const line = text.slice(0, text.indexOf(sign)).split('\n').length;
  throw new FixContent({
    code: 'content-charset',
    message: `${file}:${line}: expected text in UTF-8, found bytes that are no character`,
    place: `${file}:${line}`,
    remedy: 'Open the file in an editor, mend the line and save it as UTF-8 (另存为，编码选 UTF-8).',
  });
}
