/** An article page as its column's template writes it. */
import { attachmentPath, infographicPath, picturePath } from './asset-path.ts';
import { escapeHtml, pageFrame, site } from './page-frame.ts';
import type { ColumnCode } from './portal-columns.ts';
import { columns } from './portal-columns.ts';
import type { PortalPage } from './portal-page.ts';
import { pagePath } from './portal-page.ts';

export interface ArticleContext {
  /** `127.0.0.1:8790`, as the client asked for it. */
  host: string;
  /** The column under which it was asked for: a cross-posted article has two. */
  column: ColumnCode;
  /** The page's text at this moment, with its revision if it has had one. */
  text: string;
  /** Looks up a page that this one links to. */
  find: (id: number) => PortalPage | undefined;
}

/** The HTML of an article. */
export function articlePage(page: PortalPage, context: ArticleContext): string {
  if (page.trap?.kind === 'throttle') return throttlePage(context);
  const column = columns[context.column];
  const path = pagePath(page, context.column);
  const title = `<h1>${escapeHtml(page.title)}</h1>`;
  const head = page.document ? `${documentTable(page)}${title}` : title;
  return pageFrame({
    title: `${page.title}_${site.name}`,
    host: context.host,
    charset: page.trap?.kind === 'gbk' ? 'gb2312' : 'utf-8',
    labels: articleLabels(page, `http://${context.host}${path}`),
    column,
    main: `<div class="article-wrap w">${head}
${page.document ? '' : infoLine(page)}
<div ${column.body}>
${body(page, context)}
</div>
${attachments(page)}${related(page, context)}
<div class="tail"><p>扫一扫在手机打开当前页</p><p><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></p>
<p>责任编辑：${page.author ?? '网站编辑部'}</p><p>上一篇：<a href="${column.folder}">${column.name}</a></p><p>下一篇：没有了</p></div>
</div>`,
  });
}

function articleLabels(page: PortalPage, url: string): [string, string][] {
  const date = page.publishedAt;
  const printed: Record<string, string> = {
    'long-dashes': date.replaceAll('-', '——'),
    'two-dates': `${date}:00 ${date}:41`,
  };
  const first = page.text.split('\n').find((line) => line.length > 30) ?? page.title;
  return [
    ['ArticleTitle', page.title],
    ...(page.trap?.kind === 'no-date' ? [] : [['PubDate', printed[page.trap?.kind ?? ''] ?? date] as [string, string]]),
    ['ContentSource', page.source],
    ['Keywords', page.keywords ?? page.source],
    ['Author', page.author ?? ''],
    ['Description', first.slice(0, 80)],
    ...(page.infographic ? [['Image', infographicPath(page)] as [string, string]] : []),
    ['Url', url],
  ];
}

function documentTable(page: PortalPage): string {
  const facts = page.document;
  if (!facts) return '';
  const cell = (label: string, value: string) => `<th>${label}</th><td>${escapeHtml(value)}</td>`;
  return `<table class="xxgk_table"><tbody>
<tr>${cell('索 引 号：', facts.indexNumber)}${cell('主题分类：', facts.subject)}</tr>
<tr>${cell('发文机关：', facts.issuer)}${cell('成文日期：', facts.writtenOn)}</tr>
<tr>${cell('标　　题：', page.title)}${cell('发文字号：', facts.number ?? '')}</tr>
<tr>${cell('发布日期：', page.publishedAt.slice(0, 10))}${cell('有 效 性：', facts.validity)}</tr>
</tbody></table>
`;
}

function infoLine(page: PortalPage): string {
  const date = page.trap?.kind === 'no-date' ? '' : `发布时间：${page.publishedAt}　`;
  return `<div class="info"><span>${date}</span><span>来源：${page.source}</span>　<span>浏览次数：<i id="hits"></i></span></div>`;
}

function body(page: PortalPage, context: ArticleContext): string {
  const lines = context.text.split('\n').filter((line) => line !== '');
  const paragraphs = lines.map((line) => paragraph(line, page, context));
  if (page.infographic)
    paragraphs.push(`<p align="center"><img src="${infographicPath(page)}" alt="" width="750"></p>`);
  return paragraphs.join('\n');
}

function paragraph(line: string, page: PortalPage, context: ArticleContext): string {
  if (line === '((picture))') {
    return `<p style="text-align:center"><img src="${picturePath(page)}" alt="${escapeHtml(page.title)}"></p>`;
  }
  if (line === '((video))')
    return '<p><iframe src="/portal/mas/openapi/pages.do?id=5821" width="640" height="360"></iframe></p>';
  const text = escapeHtml(line).replace(/\[\[(\d+)\]\]/g, (_, id: string) => linkTo(Number(id), context));
  if (/^第.{1,3}章|^示例市.*（征求意见稿）$|^.{2,8}〔\d{4}〕\d+号$|令第\d+号$/.test(line)) {
    return `<p style="text-align:center"><strong>${text}</strong></p>`;
  }
  if (/^\d{4}年\d{1,2}月\d{1,2}日$/.test(line)) return `<p style="text-align:right">${text}</p>`;
  return /^[一二三四五六七八九十]+、[^。]*$/.test(line) ? `<p><strong>　　${text}</strong></p>` : `<p>　　${text}</p>`;
}

function attachments(page: PortalPage): string {
  if (!page.attachments?.length) return '';
  const links = page.attachments.map(({ name, kind }, i) => {
    return `<li>${i + 1}.<a href="${attachmentPath(page, i)}" title="${name}.${kind}">${name}</a></li>`;
  });
  return `<div class="fj"><p>相关附件：</p><ul>${links.join('')}</ul></div>\n`;
}

function related(page: PortalPage, context: ArticleContext): string {
  if (!page.related) return '';
  const links = page.related.pages.map((id) => `<li>${linkTo(id, context)}</li>`);
  return `<div class="xgwj"><h3>${page.related.heading}</h3><ul>${links.join('')}</ul></div>\n`;
}

function linkTo(id: number, { find }: ArticleContext): string {
  const target = find(id);
  return target
    ? `<a href="${pagePath(target)}" title="${escapeHtml(target.title)}">${escapeHtml(target.title)}</a>`
    : '';
}

/** What an overloaded portal answers, with status 200, instead of the article. */
function throttlePage({ host }: ArticleContext): string {
  return pageFrame({
    title: '访问提示',
    host,
    charset: 'utf-8',
    labels: [['ArticleTitle', '您的访问过于频繁']],
    main: '<div class="w"><h1>您的访问过于频繁</h1><p>系统检测到异常流量，请稍后再试，或者与网站管理员联系。</p></div>',
  });
}
