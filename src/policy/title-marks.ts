import { type Level, levelOfBody } from './level.ts';
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
  const half = title.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const found = half.match(/(?:19|20)\d{2}|十[一二三四五]五|第[一二三四五六七八九十\d]+[批期轮届次]/gu) ?? [];
  return [...new Set(found)].sort();
}

const notPlaces =
  /^(?:城市|全市|我市|本市|都市|超市|股市|门市|全省|我省|本省|全区|我区|本区|地区|社区|园区|辖区|小区|校区|灾区|库区|片区|新区|示范区|开发区|试验区|保税区|特区|经济特区|自治区|全县|我县|本县|各县|各区|各市|各省|自治州)$/u;

/** Names of places by their ends, nearest two to four characters: 深圳市, 龙华区, 黑龙江省. */
function placesOf(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(
    /(?<=^|[\s《“关于省市区州]|印发)([\u4e00-\u9fff]{2,7}?(?:省|市|州|区|县|旗))(?!场|容|值|面|域|块|间|别|分类|级|属|直|政(?:工程|设施|道路|公用|基础|管网|园林|排水|养护|建设)|民(?!政|营|办|生|族|宗|间|用|兵))/gu,
  )) {
    const place = (match[1] ?? '').replace(/^.*(?:关于|印发|公布|转发|进一步|推动|加强|促进|支持)/u, '');
    if (
      place.length >= 3 &&
      !notPlaces.test(place) &&
      !notPlaces.test(place.slice(-2)) &&
      !notPlaces.test(place.slice(-3))
    )
      found.push(place);
  }
  return [...new Set(found)];
}

/** A core title without its places and without 全市, 我区 …: printings differ in them. */
export function withoutPlaces(core: string, places: string[]): string {
  return places.reduce((rest, place) => rest.replace(place, ''), core).replace(/^(?:全|我|本)(?:市|区|县|省)/u, '');
}
