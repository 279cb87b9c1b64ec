import type { InitialsOf } from './match-title.ts';

/** First letters of every reading of a character (重: zc), asked once a character. The dictionary is loaded when somebody searches. */
export async function readInitials(): Promise<InitialsOf> {
  const { pinyin } = await import('pinyin-pro');
  const known = new Map<string, string>();
  return (character) => {
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
}
