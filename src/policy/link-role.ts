import type { Form } from './form.ts';
import type { LinkItem, LinkRole } from './link-item.ts';
import { parseTitle } from './title-grammar.ts';

const interpretingColumn = /解读|图解|一问一答|媒体评论|政策问答|吹风会|答记者问/u;
const policyColumn = /政策文件|规范性文件|政府文件|部门文件|政策法规|法规|规章|文件库|行政规范|公文|征求意见|意见征集/u;
const newsColumn = /新闻|动态|要闻|资讯|头条|媒体关注/u;

/** What an item is to linking: the column's kind first, then what its title reads as. */
export function roleOf(item: LinkItem, readsAsInterpretation: boolean, number: string | null): LinkRole {
  const title = parseTitle(item.title);
  const column = item.column ?? '';
  const issued = title.genre !== null && (!title.newsOfIssue || title.partyIssued);
  const ownDocument = issued && (title.issuer !== null || number !== null) && /关于|印发/u.test(item.title);
  const interprets = item.columnKind === 'interpretation' || interpretingColumn.test(column);
  const holdsNews = item.columnKind === 'news' || newsColumn.test(column);
  if (readsAsInterpretation) return 'interpretation';
  if (interprets && !ownDocument && !title.newsOfIssue) return 'interpretation';
  if (holdsPolicies(item) && (title.genre !== null || number !== null || holdsTexts(item))) return 'policy';
  if (holdsNews) return 'other';
  return issued || item.number !== null ? 'policy' : 'other';
}

/** Whether its column holds policy documents. */
export function holdsPolicies({ columnKind, column }: LinkItem): boolean {
  return columnKind === 'policy' || policyColumn.test(column ?? '');
}

/** Whether every page of its column is a text, whatever it is called: calls for opinions come with answers and results. */
function holdsTexts({ title, columnKind, column }: LinkItem): boolean {
  const ofOpinions = /征求意见|意见征集|征集|反馈|采纳|公示/u.test(`${column ?? ''}${title}`);
  return (
    !ofOpinions && (columnKind === 'policy' || !newsColumn.test(column ?? '')) && !/[：:！!？?，,|｜丨]/u.test(title)
  );
}

/** The form that a portal's own column says (Wuxi's list, domain rules d.3), null when it says none. */
export function formOfColumn(column: string | null): Form | null {
  if (column === null) return null;
  if (/图解|一图/u.test(column)) return '图解';
  if (/问答|一问一答|答记者问/u.test(column)) return '问答';
  if (/视频|音频/u.test(column)) return '音视频';
  if (/动漫|动画/u.test(column)) return '动漫';
  if (/吹风/u.test(column)) return '吹风会';
  if (/发布会/u.test(column)) return '发布会';
  if (/评论/u.test(column)) return '评论';
  if (/专家/u.test(column)) return '文章';
  return /解读/u.test(column) ? '文字' : null;
}
