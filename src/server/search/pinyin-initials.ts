import { pinyin } from 'pinyin-pro';
import type { InitialsOf } from './match-title.ts';

const known = new Map<string, string>();

/** First letters of every reading of a character (重: zc), asked once a character. */
export const pinyinInitials: InitialsOf = (character) => {
  const before = known.get(character);
  if (before !== undefined) return before;
  const isHan = /\p{Script=Han}/u.test(character);
  const readings = isHan
    ? pinyin(character, { pattern: 'first', toneType: 'none', type: 'array', multiple: true })
    : [];
  const initials = [...new Set(readings)].join('');
  known.set(character, initials);
  return initials;
};
