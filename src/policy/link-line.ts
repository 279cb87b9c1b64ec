import { parseBeijing } from '../calendar/beijing-time.ts';
import { linkAddressKey } from './link-address.ts';
import type { LinkItem } from './link-item.ts';

/** A line of the file that `govcast link` reads; everything but the id may be missing. */
export interface LinkLine {
  id: string;
  url?: string | null | undefined;
  title?: string | null | undefined;
  /** ISO 8601, `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`; without an offset it is Beijing time. Anything else counts as no date. */
  publishedAt?: string | null | undefined;
  number?: string | null | undefined;
  issuer?: string | null | undefined;
  column?: string | null | undefined;
  text?: string | null | undefined;
  links?: (string | { url?: string | null | undefined } | null)[] | null | undefined;
}

/** A line as linking needs it. */
export function linkItemOf(line: LinkLine): LinkItem {
  const links = (line.links ?? []).map((link) => linkAddressKey((typeof link === 'string' ? link : link?.url) ?? ''));
  return {
    id: line.id,
    addressKey: line.url ? linkAddressKey(line.url) : null,
    title: line.title ?? '',
    publishedAt: line.publishedAt ? parseBeijing(line.publishedAt.replaceAll('/', '-')) : null,
    number: line.number?.trim() ? line.number : null,
    issuer: line.issuer?.trim() ? line.issuer : null,
    column: line.column?.trim() ? line.column : null,
    text: line.text ?? '',
    links: links.filter((key) => key !== null),
    images: 0,
    columnKind: null,
  };
}
