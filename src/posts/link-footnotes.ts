import { type Block, type Link, marks, plainRun, type Run, runsWithin } from './body-blocks.ts';

/** Headline of the list of addresses at the end of an article. */
export const NOTES_HEADLINE = '文中链接';
/** A note repeats the words of its link up to this many characters; longer ones are told by their number alone. */
const NAME_CHARS = 40;
/** Places within the page, and scripts. */
const NOWHERE = /^(?:#|javascript:|about:|void|$)/i;

/**
 * Only links to articles of official accounts can be opened inside one. Any other link becomes its text with a number,
 * and the address is printed at the end; an address that occurs twice has one number. A link that shows its own address
 * needs no number; a telephone number or a mail address is printed where it stands.
 * @param lost takes up what leads to something that no reader can reach from an article: a file beside the text
 */
export function footnoteLinks(blocks: readonly Block[], lost: Set<string> = new Set()): Block[] {
  const lists = runsWithin(blocks);
  const ends = new Map<Link, { text: string; run: Run }>();
  let highest = 0;
  for (const run of lists.flat()) {
    if (run.marks & marks.sup) highest = Math.max(highest, Number(/^\[(\d{1,4})\]$/.exec(run.text)?.[1] ?? 0));
    if (!run.link) continue;
    const text = `${ends.get(run.link)?.text ?? ''}${run.image ? run.image.alt : run.text}`;
    ends.set(run.link, { text, run });
  }
  const numbers = new Map<string, number>();
  const notes: Block[] = [];
  const after = new Map<Run, Run>();
  for (const [link, { text, run }] of ends) {
    const said = text.trim() || (link.alt ?? '');
    if (isArticleLink(link.address) && run.text !== '') continue;
    const [scheme, address] = printable(link.address);
    if (address === null && !NOWHERE.test(link.address)) lost.add(said ? `${said}（${link.address}）` : link.address);
    if (address === null || bare(said).includes(bare(address))) continue;
    if (scheme !== 'web') {
      after.set(run, plainRun(`（${address}）`));
      continue;
    }
    let number = numbers.get(address);
    if (number === undefined) {
      number = highest + numbers.size + 1;
      numbers.set(address, number);
      const name = said === '' || said.length > NAME_CHARS ? '' : `${said.replace(/\s+/g, ' ')}：`;
      notes.push({ kind: 'text', align: null, runs: [plainRun(`[${number}] ${name}${address}`)] });
    }
    after.set(run, plainRun(`[${number}]`, marks.sup));
  }
  for (const runs of lists) runs.splice(0, runs.length, ...runs.flatMap((run) => unlinked(run, after.get(run))));
  if (notes.length === 0) return [...blocks];
  const headline: Block = { kind: 'text', align: null, runs: [plainRun(NOTES_HEADLINE, marks.strong)] };
  return [...blocks, { kind: 'rule' }, headline, ...notes];
}

/** Whether the platform lets readers open it from within an article. */
export function isArticleLink(address: string): boolean {
  return /^https?:\/\/mp\.weixin\.qq\.com\/\S*$/i.test(address);
}

function unlinked(run: Run, note: Run | undefined): Run[] {
  const kept = run.link && isArticleLink(run.link.address) && !note ? run : { ...run, link: null };
  return [...(kept.text === '' ? [] : [kept]), ...(note ? [note] : [])];
}

/** The address as readers can type it; null for places within the page, scripts and what leads nowhere. */
function printable(address: string): ['web' | 'other', string | null] {
  if (/^https?:\/\/\S+$/i.test(address)) return ['web', address];
  const other = /^(?:mailto|tel):([^?]+)/i.exec(address)?.[1];
  return ['other', other?.replace(/\s+/g, ' ').trim() || null];
}

/** A number is the same however it is grouped. */
function bare(text: string): string {
  return text.replace(/[\s\u00a0\u3000()（）-]+/g, '').toLowerCase();
}
