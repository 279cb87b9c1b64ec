import type MarkdownIt from 'markdown-it';

const ending = String.raw`\.(?:png|jpe?g|gif|webp|bmp|svg)`;
/** `![图](冬季 供暖.png)`: a blank in the name, which Markdown takes only between angle brackets. */
const blankInName = new RegExp(String.raw`!\[([^\]\n]*)\]\(\s*([^()<>"'\n]*?\s[^()<>"'\n]*?${ending})\s*\)`, 'gi');
/** `！[图](…)`, `![图]（图.png）`: brackets as a Chinese keyboard gives them. */
const fullWidth = new RegExp(
  String.raw`[!！][[【]([^\]】\n]*)[\]】][（(]\s*([^()（）<>"'\n]+?${ending})\s*[)）]`,
  'gi',
);

/** The text with its pictures written as Markdown has them. Lines stay where they are. */
export function withPlainPictures(body: string): string {
  return body.replace(fullWidth, '![$1]($2)').replace(blankInName, '![$1](<$2>)');
}

/**
 * The line on which each picture stands, by the address that the rendered text has for it.
 * @param firstLine number of the body's first line in its file
 */
export function pictureLines(markdown: MarkdownIt, body: string, firstLine: number): Record<string, number> {
  const lines: Record<string, number> = {};
  for (const { type, map, children } of markdown.parse(body, {})) {
    if (type !== 'inline' || map === null) continue;
    let line = firstLine + map[0];
    for (const child of children ?? []) {
      if (child.type === 'softbreak' || child.type === 'hardbreak') line += 1;
      const address = child.type === 'image' ? child.attrGet('src') : null;
      if (address !== null) lines[address] ??= line;
    }
  }
  return lines;
}
