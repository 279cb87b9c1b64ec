/** Closing marks that still belong to the sentence before them. */
const CLOSERS = /^[”’」』）)》]+/u;

/**
 * A paragraph as its sentences, in order and whole: together they are the paragraph again. A full stop inside brackets or
 * quotation marks ends no sentence, as long as they close.
 */
export function sentencesOf(paragraph: string): string[] {
  const found: string[] = [];
  let from = 0;
  let depth = 0;
  const nests = isBalanced(paragraph);
  for (let i = 0; i < paragraph.length; i += 1) {
    const char = paragraph.charAt(i);
    if (nests && '（(“‘「『《'.includes(char)) depth += 1;
    else if (nests && '）)”’」』》'.includes(char)) depth = Math.max(0, depth - 1);
    if (depth > 0 || !'。！？!?'.includes(char)) continue;
    const end = i + 1 + (CLOSERS.exec(paragraph.slice(i + 1))?.[0].length ?? 0);
    found.push(paragraph.slice(from, end));
    from = end;
    i = end - 1;
  }
  if (from < paragraph.length) found.push(paragraph.slice(from));
  return found.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

function isBalanced(text: string): boolean {
  const count = (signs: RegExp) => text.match(signs)?.length ?? 0;
  return count(/[（(“‘「『《]/gu) === count(/[）)”’」』》]/gu);
}
