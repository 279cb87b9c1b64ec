import type { Outline } from './outline.ts';
import { partOf, type Quote } from './quote.ts';

/** Where one can ask. */
export interface Contact {
  sort: 'telephone' | 'mail' | 'address' | 'section';
  value: Quote;
  /** The part of the sentence that it stands in. */
  text: Quote;
}

/** Landlines, hotlines and service numbers. A mobile number belongs to a person and is never lifted out of a text. */
const TELEPHONE =
  /(?<![\d.-])(?:0\d{2,3}[-—– ]?\d{7,8}(?:[-—–转]\d{1,4})?|400[- ]?\d{3}[- ]?\d{4}|1[0-9]{4}(?!\d)|9[0-9]{4}(?!\d))(?![\d.年月日元％%个])/gu;
const SAYS_TELEPHONE = /电话|热线|拨打|咨询|客服|传真/u;
const MAIL = /(?<![\w.@])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu;
const ADDRESS = /(?:地址|地点|寄至|邮寄到)[：:]?\s*(?<value>[\u4e00-\u9fa5A-Za-z0-9（）()—-]{6,60})/gu;
const SECTION = /由(?<value>[\u4e00-\u9fa5]{2,16}(?:科|处|办|中心|局|股|室|窗口))(?:负责)?(?:受理|解释|咨询|答复)/gu;

/** Telephones, mail boxes, addresses and the section in charge. Pure. */
export function contactsOf({ sentences }: Outline): Contact[] {
  const seen = new Set<string>();
  return sentences.flatMap((sentence) => {
    const found = (sort: Contact['sort'], pattern: RegExp): Contact[] =>
      [...sentence.text.matchAll(pattern)].flatMap((match) => {
        const words = match.groups?.value ?? match[0];
        const start = match.index + match[0].indexOf(words);
        const value = partOf(sentence, start, start + words.length);
        if (!value || seen.has(value.text)) return [];
        seen.add(value.text);
        return [{ sort, value, text: sentence }];
      });
    return [
      ...(SAYS_TELEPHONE.test(sentence.text) ? found('telephone', TELEPHONE) : []),
      ...found('mail', MAIL),
      ...found('address', ADDRESS),
      ...found('section', SECTION),
    ];
  });
}
