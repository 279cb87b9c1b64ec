import { type Block, isEmptyRuns, type Link, marks, PICTURE, type Run } from './body-blocks.ts';
import { addressOf, type HtmlElement, type HtmlNode, type PictureOf } from './html-node.ts';
import { isHidden } from './visible-text.ts';
import { blockTags } from './wechat-tags.ts';

/**
 * Blanks and line ends of code collapse in the reader: they become fixed blanks and line breaks. Of its look only what is
 * raised stays, such as the number of a note.
 */
export function readCode(element: HtmlElement, pictureOf: PictureOf): Block[] {
  const runs: Run[] = [];
  const pictures: Block[] = [];
  const add = (text: string, link: Link | null, raised: number) => {
    const last = runs.at(-1);
    if (last && last.link === link && last.marks === raised) last.text += text;
    else runs.push({ text, marks: raised, link, image: null });
  };
  const walk = (children: readonly HtmlNode[], link: Link | null, raised: number) => {
    for (const node of children) {
      if (node.type === 'text') {
        add(
          node.data.replaceAll(PICTURE, '').replace(/\r\n?/g, '\n').replace(/\t/g, '  ').replace(/ /g, '\u00a0'),
          link,
          raised,
        );
      } else if ('attribs' in node && !isHidden(node.name, node.attribs)) {
        const { name, attribs } = node;
        if (name === 'br' || (blockTags.has(name) && !/(?:^|\n)$/.test(runs.at(-1)?.text ?? '\n')))
          add('\n', link, raised);
        if (name === 'img') {
          const image = pictureOf(node);
          if (image) pictures.push({ kind: 'picture', image });
        }
        const leads = name === 'a' && attribs.href ? { address: addressOf(attribs.href) } : link;
        walk(node.children, leads, name === 'sup' ? marks.sup : raised);
      }
    }
  };
  walk(element.children, null, 0);
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
