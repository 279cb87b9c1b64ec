import { coreOf } from './core-title.ts';
import { genres, issuingVerbs, lawNames, notGenres, workingVerbs } from './genre.ts';
import { quotedTitles, withoutQuoted } from './quoted-titles.ts';
import { isBodies, tailsOf, withoutNumber } from './title-parts.ts';

/** A title read by the grammar `[issuer] + 关于 + [verb] + [object] + 的 + genre` (domain rules d.2). */
export interface ParsedTitle {
  /** One or several bodies as printed, or null. */
  issuer: string | null;
  /** 印发, 废止, 做好 …, or null. */
  verb: string | null;
  /** What the document is about: the quoted title where it only issues one. */
  object: string;
  /** Null when the title ends in no genre: then it is hardly a normative document. */
  genre: string | null;
  /** Bracketed ends as printed, without brackets: 试行, 2021年版, 征求意见稿. */
  tails: string[];
  /** The key a policy and its interpretation are joined by; empty when nothing is left. */
  coreTitle: string;
  /** Outermost quoted titles. */
  quoted: string[];
  /** 北京发布《X》: a report that a document came out, not the document. */
  newsOfIssue: boolean;
  /** 中共中央办公厅 国务院办公厅印发《X》: what the party's centre issues is published under such a title. */
  partyIssued: boolean;
}

const byParty = /^中共中央(?:办公厅)?(?:[\s、，]*国务院(?:办公厅)?)?(?:联合)?印发《》$/u;

const verbs = [...issuingVerbs, ...workingVerbs].sort((a, b) => b.length - a.length);
const verbAtStart = new RegExp(`^(?:向社会|再次|联合|全文)*(${verbs.join('|')})`, 'u');

/** Reads a title; never throws, and says null where the grammar does not hold. */
export function parseTitle(printed: string): ParsedTitle {
  const title = withoutNumber(printed.trim());
  const about = title.indexOf('关于');
  const before = about > 0 ? title.slice(0, about) : '';
  const bodies = isBodies(before) ? before.trim() : null;
  const rest = about === 0 || bodies !== null ? title.slice(about + 2) : title;
  const verb = verbAtStart.exec(rest)?.[1] ?? null;
  const genre = genreOf(title);
  const object = verb && issuingVerbs.includes(verb) ? rest.slice(rest.indexOf(verb) + verb.length) : rest;
  const quoted = quotedTitles(title).map((q) => q.text);
  return {
    issuer: bodies,
    verb,
    object: object.replace(/的[^的《》]{1,6}$/u, (end) => (genre && end.endsWith(genre) ? '' : end)),
    genre,
    tails: tailsOf(title),
    coreTitle: coreOf(title),
    quoted,
    newsOfIssue: isNewsOfIssue(title),
    partyIssued: byParty.test(withoutQuoted(title)),
  };
}

/** 排污许可证申请与核发技术规范 火电: standards come in parts, named behind a blank. */
const partOfStandard = /^(.{4,}(?:规范|标准|导则|规程|指南))[\s　]+\S{1,12}$/u;

/** The genre a title ends in, tails, quotes and a number left out of account. */
export function genreOf(title: string): string | null {
  let end = withoutNumber(title).trim();
  for (let before = ''; before !== end; ) {
    before = end;
    end = end
      .replace(/[》〉>＞”"＂’」』。！!\s]+$/u, '')
      .replace(/[（(【〔[][^（）()【】〔〕[\]]{0,30}[）)】〕\]]$/u, '');
  }
  end = end.replace(partOfStandard, '$1');
  if (notGenres.some((word) => end.endsWith(word)) && !lawNames.test(end)) return null;
  return genres.find((genre) => end.endsWith(genre) && end.length > genre.length) ?? null;
}

/** 北京发布《…》, 受权发布丨…印发《…》: news that a document was issued; the document itself says 关于 or has a genre behind. */
function isNewsOfIssue(title: string): boolean {
  return (
    /(?:发布|出台|印发|公布|颁布|制定|实施|审议通过|通过)《》[！!。]?$/u.test(withoutQuoted(title)) &&
    !/关于[^《]*《》/u.test(withoutQuoted(title))
  );
}
