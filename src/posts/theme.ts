import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import juice from 'juice';
import { FixContent } from '../errors.ts';
import { alignments, survivingCss } from './wechat-tags.ts';

/** Styles by how much they cost; a long article takes a later one (`content/themes/`). */
export interface Theme {
  /** CSS texts, the richest first; the last one is empty: only colours and picture widths. */
  levels: string[];
}

/** Colour of running text: the reader may force black on a `p` that has none. */
const TEXT_COLOUR = '#333333';
const PICTURE = 'max-width:100%';
const ALIGN = [...alignments].map((side) => `.align-${side}{text-align:${side}}`).join('');

// Text of an article is no template: juice would leave everything between {{ and }} without a style.
for (const name of Object.keys(juice.codeBlocks)) delete juice.codeBlocks[name];

/**
 * Reads `default.css` and `default-lean.css` of a folder.
 * @throws FixContent when one cannot be read
 */
export function readTheme(folder: string): Theme {
  return { levels: [...['default.css', 'default-lean.css'].map((file) => cssOf(join(folder, file))), ''] };
}

/** Writes the styles of a theme onto each element, in one fixed order; classes are gone afterwards. */
export function inlineTheme(html: string, css: string): string {
  const styled = juice.inlineContent(html, css + ALIGN, {
    applyAttributesTableElements: false,
    applyHeightAttributes: false,
    applyWidthAttributes: false,
    inlinePseudoElements: false,
    preserveImportant: false,
    resolveCSSVariables: false,
  });
  const $ = load(styled, null, false);
  $('[class]').removeAttr('class');
  for (const element of $.root().find('*').toArray()) {
    const style = inOrder($(element).attr('style') ?? '', element.name);
    if (style) $(element).attr('style', style);
    else $(element).removeAttr('style');
  }
  return $.html().replaceAll('&nbsp;', '\u00a0');
}

/** By name, so that the same styles give the same text however often they were merged; a shorthand precedes its parts. */
function inOrder(style: string, tag: string): string {
  const declared = new Map<string, string>();
  for (const part of style.split(';')) {
    const colon = part.indexOf(':');
    const name = part.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = part.slice(colon + 1).trim();
    if (survivingCss.test(name) && !/url\s*\(|expression|var\(|calc\(/i.test(value)) declared.set(name, value);
  }
  if (tag === 'p' && !declared.has('color')) declared.set('color', TEXT_COLOUR);
  const sorted = [...declared].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}:${value}`);
  if (tag === 'img' && !declared.has('max-width')) sorted.push(PICTURE);
  return sorted.join(';');
}

function cssOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FixContent({
      code: 'theme-file',
      message: `the theme ${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      place: file,
      remedy: 'Put the file back, or take it from the release.',
      cause,
    });
  }
}
