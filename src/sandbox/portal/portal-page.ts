import type { ColumnCode } from './portal-columns.ts';
import { columns } from './portal-columns.ts';

/** One article of the made-up portal: facts for its labels, words for its body, and the trap it sets, if any. */
export interface PortalPage {
  /** The serial number in its address: `t20261118_1001.html`. */
  id: number;
  column: ColumnCode;
  /** A second column that carries the same article under an address of its own. */
  alsoIn?: ColumnCode;
  title: string;
  /** Publication as the page prints it, Beijing time: `2026-11-18 09:12`. */
  publishedAt: string;
  source: string;
  author?: string;
  keywords?: string;
  /** The table above a policy. */
  document?: DocumentFacts;
  /** One paragraph a line; `[[1003]]` becomes a link to that page, `((picture))` a small picture. */
  text: string;
  related?: { heading: '相关解读' | '相关文件' | '相关链接'; pages: number[] };
  attachments?: { name: string; kind: 'pdf' | 'docx' }[];
  /** A tall picture of 750 pixels' width that carries what the page has to say, line by line. */
  infographic?: string[];
  trap?: Trap;
}

export interface DocumentFacts {
  /** As the table prints it; null where the table leaves it empty. */
  number: string | null;
  issuer: string;
  indexNumber: string;
  subject: string;
  /** 成文日期, `YYYY-MM-DD`. */
  writtenOn: string;
  validity: string;
}

/** What is unusual about a page. Each occurs on real portals. */
export type Trap =
  | { kind: 'gbk' }
  | { kind: 'no-date' }
  | { kind: 'throttle' }
  | { kind: 'long-dashes' }
  | { kind: 'two-dates' }
  | { kind: 'pinned' }
  | { kind: 'revised'; at: string; text: string }
  | { kind: 'withdrawn'; at: string; soft: boolean };

/** The address below the host, `/portal/zwgk/zcwj/202611/t20261118_1001.html`, in its own or its second column. */
export function pagePath(page: PortalPage, column: ColumnCode = page.column): string {
  const folder = columns[column].folder;
  if (page.trap?.kind === 'no-date') return `${folder}content_${page.id}.html`;
  const day = page.publishedAt.slice(0, 10).replaceAll('-', '');
  return `${folder}${day.slice(0, 6)}/t${day}_${page.id}.html`;
}

/** Beijing time as printed (`2026-11-18 09:12`) in ms UTC. */
export function beijingMs(printed: string): number {
  return Date.parse(`${printed.replace(' ', 'T')}:00+08:00`);
}
