import { bodyCodes, classCodes, districtCodes, placeCodes, proseBefore, sectionCodes } from './body-codes.ts';

/** A code is hardly ever longer than this (粤国土资规字 has six). */
const MAX_CODE = 10;
/** What is left of an unknown code after the prose was cut; longer runs keep their end. */
const MAX_UNKNOWN = 8;

const longestFirst = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length).join('|');
const place = `(?:[${[...placeCodes].join('')}](?:${longestFirst(districtCodes)})?)`;
const tail = `(?:${longestFirst([...classCodes, ...sectionCodes])}){0,4}`;
/** Place, body, classes and sections; or a place with a class alone (穗字); or a body with its classes. */
const known = new RegExp(`^(?:${place}?(?:${longestFirst(bodyCodes)})${tail}|${place}(?:字|发|令|函))$`, 'u');

/**
 * The body code at the end of a run of Han characters that stood before a year: the longest end that the registry
 * knows, else the run without its prose. `known` says which of the two it was.
 */
export function bodyCodeAtEnd(run: string): { code: string; known: boolean } {
  const chars = [...run];
  for (let length = Math.min(chars.length, MAX_CODE); length >= 2; length -= 1) {
    const end = chars.slice(-length).join('');
    if (known.test(end)) return { code: end, known: true };
  }
  const bare = [...run.replace(proseBefore, '')];
  return { code: bare.slice(-MAX_UNKNOWN).join(''), known: false };
}

/** The name of a body at the end of a run, for orders and announcements: `根据中国人民银行` gives `中国人民银行`. */
export function bodyNameAtEnd(run: string): string {
  return run
    .replace(/^.*(?:按照|根据|依据|依照|参照|通知|的|印发|发布|公布|废止|修订|修改|执行|见|号)/u, '')
    .replace(/^(?:和|及|与|以及|由|经|按|据|以|对|在|等)+/u, '');
}
