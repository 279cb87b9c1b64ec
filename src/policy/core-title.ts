import { westernYears } from './chinese-numeral.ts';
import { issuingVerbs } from './genre.ts';
import { quotedTitles, withoutQuoted } from './quoted-titles.ts';
import { isBodies, withoutNumber } from './title-parts.ts';

/** Titles nest: 《X局关于印发〈Y办法〉的通知》. Deeper than this no real one goes. */
const MAX_DEPTH = 4;
const carried = issuingVerbs.join('|');
const genreBehind = '(?:的?(?:通知|公告|通告|决定|意见|函|命令|令|批复|通报))?';
const tail = '(?:[（(【〔][^（）()【】〔〕]{1,30}[）)】〕])*';
/** The title only carries the quoted one: 《X》（试行）, 关于印发《X》的通知, 关于征求《X》意见的通告, 关于修改《X》部分条款的决定. */
const carriesQuoted = new RegExp(
  `^(?<before>[^《]*?)(?<verb>(?:向社会|公开|再次|重新|联合)*(?:${carried}))?《》${tail}(?:的?有效期|部分条款|等\\d*个?文件)?(?:公开征求意见|意见(?:建议)?|社会意见)?${genreBehind}${tail}$`,
  'u',
);

/**
 * What a policy and its interpretation are joined by: the quoted title where the title only carries one, else the title
 * without issuer, 关于印发 … 的通知; without 试行, 暂行, 修订 and draft tails, without punctuation, blanks and brackets.
 */
export function coreOf(printed: string): string {
  return plain(unwrapped(withoutNumber(printed.trim()), 0));
}

/** The whole title without punctuation and blanks: two printings of one title agree in it, issuer included. */
export function fullKeyOf(printed: string): string {
  return plain(withoutNumber(printed.trim()));
}

/** What a title carries: the quoted document, or itself without issuer and issuing words. */
function unwrapped(title: string, depth: number): string {
  const quoted = quotedTitles(title);
  const only = quoted.length === 1 ? quoted[0] : undefined;
  if (only && depth < MAX_DEPTH) {
    const match = carriesQuoted.exec(withoutQuoted(title));
    const before = (match?.groups?.before ?? '').replace(/(?:关于|就)$/u, '').trim();
    if (match && (before === '' || isBodies(before))) {
      return unwrapped(only.text + (/（[^）]*）|\([^)]*\)/u.exec(title.slice(only.end))?.[0] ?? ''), depth + 1);
    }
  }
  return withoutIssuing(title);
}

function withoutIssuing(title: string): string {
  const match = /^(?<before>[^《〈<]{2,60}?)??(?:(?<issues>(?:联合)?印发)(?:关于)?|关于)(?<rest>.*)$/su.exec(title);
  if (!match?.groups) return title;
  const { before, issues, rest } = match.groups;
  if (before !== undefined && !isBodies(before)) return title;
  if (issues !== undefined) return withoutNotice(rest ?? '');
  const verb = /^(?:重新|修订|联合)*(?:印发|公布|发布|颁布|批转|转发|下发)(?:实施)?/u.exec(rest ?? '')?.[0];
  return verb === undefined ? (rest ?? '') : withoutNotice((rest ?? '').slice(verb.length).replace(/^关于/u, ''));
}

function withoutNotice(rest: string): string {
  return rest.replace(/的(?:通知|公告|通告|决定|命令)$/u, '');
}

function plain(title: string): string {
  return westernYears(title)
    .replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(
      /[（(【〔][^（）()【】〔〕]{0,12}(?:试行|暂行|修订|修正|修改|征求意见|征求意见稿|公开征求意见稿|草案|送审稿|讨论稿)[^（）()【】〔〕]{0,6}[）)】〕]/gu,
      '',
    )
    .replace(/[（(][A-Za-z0-9./\s-]*[A-Za-z][A-Za-z0-9./\s-]*[）)]/gu, '')
    .replace(/中华人民共和国(?=.{2})/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
