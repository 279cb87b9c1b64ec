import { westernYears } from './chinese-numeral.ts';
import { type Level, levelOfBody } from './level.ts';
import { placesOf } from './place-names.ts';
import { parseTitle } from './title-grammar.ts';
import { isBodies } from './title-parts.ts';

/** What sets documents with almost the same words apart: year, batch, revision, level, forwarding, draft. */
export interface TitleMarks {
  /** Years, plan periods and batches: 2024, 十四五, 第二批. */
  figures: string[];
  /** 修订, 修正 in the title. */
  revised: boolean;
  draft: boolean;
  forwarded: boolean;
  /** 废止, 重新发布, 延长 …: the document does this to the one it quotes. */
  actsOn: string | null;
  /** Places of title and issuer, highest first: 示例市, 东城区. */
  places: string[];
  /** Issuer as the title or the page's label gives it. */
  issuer: string | null;
  /** How high the issuer stands, else the place in the title; null when neither tells. */
  level: Level | null;
}

/** Reads the marks of a title, with the issuer that the page's label gives where the title has none. */
export function readMarks(title: string, labelled: string | null): TitleMarks {
  const parsed = parseTitle(title);
  const issuer = parsed.issuer ?? issuingBody(title) ?? parseTitle(parsed.quoted[0] ?? '').issuer ?? labelled;
  const places = placesOf(`${issuer ?? ''} ${title}`);
  return {
    figures: figuresOf(title),
    revised: /修订|修正|修改/u.test(title),
    draft: /征求意见|草案|送审稿|讨论稿/u.test(title),
    forwarded: /转发|批转/u.test(title),
    actsOn: /(?<=关于)(废止|重新发布|重新印发|延长|继续执行)/u.exec(title)?.[0] ?? null,
    places,
    issuer,
    level: (issuer === null ? null : levelOfBody(issuer)) ?? levelOfBody(places.at(-1) ?? ''),
  };
}

/** 国务院印发“十三五”…规划, 国家医保局就《…》答记者问: the body that acts, where no 关于 stands behind it. */
export function issuingBody(title: string): string | null {
  const before =
    /^([^《》“”：:|｜丨，,—]{2,40}?)(?:联合)?(?:印发|公布|修订|召开|举行|就|解读|(?:有关|相关)?(?:负责|司|部门)|关于)/u.exec(
      title,
    )?.[1];
  return before !== undefined && isBodies(before) ? before : null;
}

function figuresOf(title: string): string[] {
  const half = westernYears(title).replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const found = half.match(/(?:19|20)\d{2}|十[一二三四五]五|第[一二三四五六七八九十\d]+[批期轮届次]/gu) ?? [];
  return [...new Set(found)].sort();
}
