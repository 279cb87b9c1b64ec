import type { CheerioAPI } from 'cheerio';

/** Headline of the list of addresses at the end of an article. */
const HEADLINE = '文中链接';

/**
 * Only links to articles of official accounts can be opened inside one. Any other link becomes its text with a number,
 * and the address is printed at the end. A link that shows its own address needs no number.
 */
export function footnoteLinks($: CheerioAPI): void {
  const numbers = new Map<string, number>();
  const notes: { number: number; text: string; address: string }[] = [];
  const first = highestNumber($) + 1;
  for (const link of $('a').toArray()) {
    const address = ($(link).attr('href') ?? '').trim();
    if (isArticleLink(address)) continue;
    const text = $(link).text().trim();
    const printed = printable(address);
    if (printed === null || text.includes(printed)) {
      $(link).replaceWith($(link).contents());
      continue;
    }
    let number = numbers.get(printed);
    if (number === undefined) {
      number = first + numbers.size;
      numbers.set(printed, number);
      notes.push({ number, text, address: printed });
    }
    $(link).append(`<sup>[${number}]</sup>`);
    $(link).replaceWith($(link).contents());
  }
  if (notes.length > 0) $.root().append($('<hr>'), $('<p></p>').append($('<strong></strong>').text(HEADLINE)));
  for (const note of notes) {
    const name = note.text === '' ? '' : `${note.text}：`;
    $.root().append($('<p></p>').text(`[${note.number}] ${name}${note.address}`));
  }
}

/** Whether the platform lets readers open it from within an article. */
export function isArticleLink(address: string): boolean {
  return /^https?:\/\/mp\.weixin\.qq\.com\//i.test(address);
}

/** The address as readers can type it; null for places within the page, scripts and what leads nowhere. */
function printable(address: string): string | null {
  if (/^https?:\/\/\S+$/i.test(address)) return address;
  const other = /^(?:mailto|tel):([^?]+)/i.exec(address)?.[1];
  return other ?? null;
}

/** So that an article that is composed again after a change does not number twice. */
function highestNumber($: CheerioAPI): number {
  const numbers = $('sup')
    .toArray()
    .map((sup) => Number(/^\[(\d{1,4})\]$/.exec($(sup).text())?.[1] ?? 0));
  return Math.max(0, ...numbers);
}
