import { type Block, isEmptyRuns, type Link, PICTURE, type Run } from './body-blocks.ts';
import { addressOf, type HtmlElement, type HtmlNode, type PictureOf } from './html-node.ts';
import { isHidden } from './visible-text.ts';
import { blockTags } from './wechat-tags.ts';

/** Blanks and line ends of code collapse in the reader: they become fixed blanks and line breaks. */
export function readCode(element: HtmlElement, pictureOf: PictureOf): Block[] {
  const runs: Run[] = [];
  const pictures: Block[] = [];
  const add = (text: string, link: Link | null) => {
    const last = runs.at(-1);
    if (last && last.link === link) last.text += text;
    else runs.push({ text, marks: 0, link, image: null });
  };
  const walk = (children: readonly HtmlNode[], link: Link | null) => {
    for (const node of children) {
      if (node.type === 'text') {
        add(
          node.data.replaceAll(PICTURE, '').replace(/\r\n?/g, '\n').replace(/\t/g, '  ').replace(/ /g, '\u00a0'),
          link,
        );
      } else if ('attribs' in node && !isHidden(node.name, node.attribs)) {
        const { name, attribs } = node;
        if (name === 'br' || (blockTags.has(name) && !/(?:^|\n)$/.test(runs.at(-1)?.text ?? '\n'))) add('\n', link);
        if (name === 'img') {
          const image = pictureOf(node);
          if (image) pictures.push({ kind: 'picture', image });
        }
        walk(node.children, name === 'a' && attribs.href ? { address: addressOf(attribs.href) } : link);
      }
    }
  };
  walk(element.children, null);
  const code = trimmed(runs);
  return [...(isEmptyRuns(code) ? [] : [{ kind: 'code' as const, runs: code }]), ...pictures];
}

/** Without the line ends around it; a parser drops the first one anyway. */
function trimmed(runs: readonly Run[]): Run[] {
  const kept = runs.map((run) => ({ ...run }));
  for (let first = kept[0]; first; first = kept[0]) {
    first.text = first.text.replace(/^\n+/, '');
    if (first.text !== '') break;
    kept.shift();
  }
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    last.text = last.text.replace(/\n+$/, '');
    if (last.text !== '') break;
    kept.pop();
  }
  return kept;
}
