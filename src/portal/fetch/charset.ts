import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

export interface Decoded {
  text: string;
  charset: Charset;
}

const NAMES: Record<string, Charset> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  cp936: 'gb18030',
  gb18030: 'gb18030',
  big5: 'big5',
  'big5-hkscs': 'big5',
};
/** The most frequent characters of official texts; the right decoding has many of them, a wrong one hardly any. */
const FREQUENT = new Set(
  '的一是在了有和年月日市不为人发布信息政务公开通知关于国中大上建设局区工作部门管理会為發佈資訊務開關於國設區門會與',
);
/** A page that says utf-8 and has a few bad bytes (cut in the middle of a character) is still utf-8. */
const TOLERATED_BAD = 0.02;
/** Fewer characters than this prove nothing: two gbk characters may happen to be valid utf-8. */
const FEW = 6;

/**
 * Bytes of a page as text. Order: byte order mark, header, meta; and because both of the latter lie, the bytes
 * themselves decide: valid utf-8 with Chinese in it is utf-8, and a declared charset that does not fit is not believed.
 * gb2312 and gbk are read as gb18030, which contains them.
 * @param contentType the header as sent, or null
 * @param forced the charset that the column's `encoding` gives, or null
 */
export function decodePage(bytes: Buffer, contentType: string | null, forced: Charset | null = null): Decoded {
  const mark = byteOrderMark(bytes);
  if (mark) return decodeAs(bytes, mark);
  if (forced) return decodeAs(bytes, forced);
  const declared = declaredCharsets(bytes, contentType);
  const utf8 = decodeAs(bytes, 'utf-8');
  const saysUtf8 = declared.includes('utf-8');
  if (isAscii(bytes) || (isUtf8(bytes) && (saysUtf8 || declared.length === 0 || hasMany(bytes)))) return utf8;
  if (saysUtf8 && badShare(utf8.text) < TOLERATED_BAD) return utf8;
  const others = [...new Set<Charset>([...declared.filter((c) => c !== 'utf-8'), 'gb18030', 'big5'])];
  const decoded = others.map((charset) => decodeAs(bytes, charset));
  return decoded.reduce((best, next) => (likeness(next.text) > likeness(best.text) ? next : best));
}

function decodeAs(bytes: Buffer, charset: Charset): Decoded {
  if (charset === 'utf-8') return { text: bytes.toString('utf8').replace(/^\uFEFF/, ''), charset };
  return { text: iconv.decode(bytes, charset), charset };
}

function byteOrderMark(bytes: Buffer): Charset | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** What the header and the page say, in this order. Unknown names and the servers' default latin1 say nothing. */
function declaredCharsets(bytes: Buffer, contentType: string | null): Charset[] {
  const head = bytes.subarray(0, 4096).toString('latin1');
  const said = [
    /charset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? '')?.[1],
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1],
    /<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1],
  ];
  return said.flatMap((name) => NAMES[name?.toLowerCase() ?? ''] ?? []);
}

/** Whether so many bytes beyond ASCII form valid utf-8 that it cannot be chance. */
function hasMany(bytes: Buffer): boolean {
  let beyond = 0;
  for (const byte of bytes) {
    if (byte > 0x7f) beyond += 1;
    if (beyond >= 3 * FEW) return true;
  }
  return false;
}

function badShare(text: string): number {
  return count(text, (c) => c === '\uFFFD') / (count(text, (c) => c > '\u007F') || 1);
}

/** Share of frequent characters less the share of impossible ones (replacement, private use) among those beyond ASCII. */
function likeness(text: string): number {
  const all = count(text, (c) => c > '\u007F') || 1;
  const frequent = count(text, (c) => FREQUENT.has(c));
  const impossible = count(text, (c) => c === '\uFFFD' || (c >= '\uE000' && c <= '\uF8FF'));
  return (frequent - 2 * impossible) / all;
}

function count(text: string, holds: (character: string) => boolean): number {
  let n = 0;
  for (const character of text) if (holds(character)) n += 1;
  return n;
}
