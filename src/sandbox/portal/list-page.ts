/** A column's list pages: `index.html`, `index_1.html`, … */
import { escapeHtml, pageFrame, site } from './page-frame.ts';
import type { ColumnCode } from './portal-columns.ts';
import { columns } from './portal-columns.ts';
import type { PortalPage } from './portal-page.ts';
import { pagePath } from './portal-page.ts';

const ROWS_PER_PAGE = 6;
const SHOWN_CHARACTERS = 26;

/** The pages of a column in the order of its list: the pinned one first, then the newest. */
export function listOrder(pages: readonly PortalPage[], column: ColumnCode): PortalPage[] {
  const rank = (page: PortalPage) => (page.trap?.kind === 'pinned' ? '9' : page.publishedAt);
  return pages
    .filter((page) => page.column === column || page.alsoIn === column)
    .sort((a, b) => rank(b).localeCompare(rank(a)) || b.id - a.id);
}

/** Number of list pages for so many articles. */
export function listPageCount(articles: number): number {
  return Math.max(1, Math.ceil(articles / ROWS_PER_PAGE));
}

/** The HTML of list page `index`, counted from 0. */
export function listPage(ordered: PortalPage[], column: ColumnCode, index: number, host: string): string {
  const rows = ordered.slice(index * ROWS_PER_PAGE, (index + 1) * ROWS_PER_PAGE);
  const { name } = columns[column];
  return pageFrame({
    title: `${name}_${site.name}`,
    host,
    charset: 'utf-8',
    labels: [],
    column: columns[column],
    main: `<div class="w"><h2>${name}</h2>
<ul class="list pc">
${rows.map((page) => row(page, column)).join('\n')}
</ul>
${mobileRows(rows, column)}<div class="page"><script>createPageHTML(${listPageCount(ordered.length)}, ${index}, "index", "html");</script></div></div>`,
  });
}

function row(page: PortalPage, code: ColumnCode): string {
  const column = columns[code];
  const day = page.publishedAt.slice(0, 10);
  const glued = code === 'gzdt' ? ` ${column.rowDate(day)}` : '';
  const mark = page.trap?.kind === 'pinned' ? '<b class="zd">【置顶】</b>' : '';
  const link = `<a href="${relative(page, code)}" target="_blank" title="${escapeHtml(page.title)}${glued}">${mark}${escapeHtml(cut(page.title, code))}</a>`;
  const date = page.trap?.kind === 'no-date' ? '' : `<span class="date">${column.rowDate(day)}</span>`;
  return `<li>${column.dateFirst ? date + link : link + date}</li>`;
}

/** The same rows once more for small screens, under absolute addresses. */
function mobileRows(rows: PortalPage[], code: ColumnCode): string {
  if (code !== 'zcwj' && code !== 'zcjd') return '';
  const links = rows.map(
    (page) => `<li><a href="${pagePath(page, code)}">${escapeHtml(cut(page.title, code))}</a></li>`,
  );
  return `<ul class="list m">\n${links.join('\n')}\n</ul>\n`;
}

function relative(page: PortalPage, code: ColumnCode): string {
  return `./${pagePath(page, code).slice(columns[code].folder.length)}`;
}

function cut(title: string, code: ColumnCode): string {
  const shown = [...title];
  if (shown.length <= SHOWN_CHARACTERS) return title;
  return shown.slice(0, SHOWN_CHARACTERS).join('') + (code === 'zcjd' ? '...' : '…');
}
