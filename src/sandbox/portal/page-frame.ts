/** What every page of the portal has round its content: labels, head, navigation, breadcrumb, foot. */
import type { PortalColumn } from './portal-columns.ts';
import { columnCodes, columns } from './portal-columns.ts';

export const site = { name: '示例市人民政府', idCode: '9900000012', bureau: '示例市住房和城乡建设局' };

export interface Frame {
  title: string;
  host: string;
  charset: string;
  /** Further labels of the page-label annex, in order. */
  labels: [name: string, content: string][];
  column?: PortalColumn;
  main: string;
}

/** The whole page. */
export function pageFrame({ title, host, charset, labels, column, main }: Frame): string {
  const all: [string, string][] = [
    ['SiteName', site.name],
    ['SiteDomain', host],
    ['SiteIDCode', site.idCode],
    ...columnLabels(column),
    ...labels,
  ];
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="${charset}">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="viewport" content="width=device-width,initial-scale=1">
${all.map(([name, content]) => `<meta name="${name}" content="${escapeHtml(content)}">`).join('\n')}
<title>${escapeHtml(title)}</title>
<style>.w{width:1100px;margin:0 auto}.m{display:none}@media(max-width:800px){.pc{display:none}.m{display:block}}</style>
<script>function createPageHTML(count, current, name, ext) { var i, s = ''; for (i = 0; i < count; i++) {
s += i === current ? '<b>' + (i + 1) + '</b>' : '<a href="' + name + (i ? '_' + i : '') + '.' + ext + '">' + (i + 1) + '</a>'; }
document.write(s); }</script>
</head>
<body>
<div class="header w"><a href="/portal/"><strong>${site.name}</strong></a> <span>政务服务热线：12345</span>
<form action="/portal/search/" method="get"><input name="q" placeholder="请输入关键字"><button>搜索</button></form></div>
<ul class="nav w"><li><a href="/portal/">首页</a></li>${columnCodes
    .map((code) => `<li><a href="${columns[code].folder}">${columns[code].name}</a></li>`)
    .join('')}<li><a href="/portal/nbzl/">内部资料</a></li></ul>
${column ? breadcrumb(column) : ''}
${main}
<div class="footer w"><p>主办：示例市人民政府办公室　承办：示例市大数据中心</p>
<p>网站标识码：${site.idCode}　备案号：示ICP备00000000号　版权所有</p><p><a href="/portal/map.html">网站地图</a></p></div>
</body>
</html>
`;
}

/** Text for element content and double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function columnLabels(column: PortalColumn | undefined): [string, string][] {
  if (!column) return [];
  return [
    ['ColumnName', column.name],
    ['ColumnDescription', `${site.name}门户网站${column.name}栏目`],
    ['ColumnKeywords', `${column.section},${column.name}`],
    ['ColumnType', column.type],
  ];
}

function breadcrumb(column: PortalColumn): string {
  return `<div class="position w">当前位置：<a href="/portal/">首页</a> &gt; <a href="#">${column.section}</a> &gt; <a href="${column.folder}">${column.name}</a></div>`;
}
