import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../config/read-yaml.ts';
import { FixContent } from '../errors.ts';
import type { Declarations, Styles } from './theme-level.ts';
import { survivingCss } from './wechat-tags.ts';

/** Styles by how much they cost; a long article takes a later one (`content/themes/`). */
export interface Theme {
  /** As staff call it: 蓝. */
  name: string;
  tables: {
    /** From this many columns on a table is set smaller. */
    smallFrom: number;
    /** From this many columns on a table becomes records, one value a line. */
    cardsFrom: number;
  };
  /** The richest first. The last but one has only colours of paragraphs and picture widths, the last only the latter. */
  levels: Styles[];
}

/** Name of the theme that an office has unless it chose another. */
export const defaultTheme = 'blue';

/** Elements whose style is also their content's: a text-align there would be read as the text's own. */
const CONTAINERS = 'section ul ol li blockquote table table.small'.split(' ');
const TEXTS = (
  'p salutation figure figcaption address aside blockquote-p li-p h2 h3 h4 h5 h6 th td th.small td.small pre hr img ' +
  'strong em u s code sub sup a'
)
  .split(' ')
  .map((name) => name.replace('-', ' '));
/** Colour of running text: the reader may force black on a `p` that has none. */
const TEXT_COLOUR = '#333333';
const PICTURE: Declarations = { 'max-width': '100%' };
const FORBIDDEN = /[;"<>{}\\]|url\s*\(|expression|var\s*\(|calc\s*\(|!|\/\*/i;

const declarations = z.record(
  z.string().refine((name) => survivingCss.test(name), {
    error: 'a property that WeChat keeps',
    params: { remedy: 'Use colour, font, text, margin, padding, border, width, line-height or display.' },
  }),
  z
    .union([z.string().min(1), z.number()])
    .transform(String)
    .refine((value) => !FORBIDDEN.test(value), {
      error: 'a plain value',
      params: { remedy: 'Write a colour, a length or a word; no url(), var(), calc(), quotes or !important.' },
    }),
);
const within = declarations.refine((d) => !('text-align' in d) || ['left', 'justify'].includes(d['text-align'] ?? ''), {
  error: 'no text-align but left or justify on an element that holds others',
  params: { remedy: 'Give p, h2, th or td the text-align.' },
});
const styles = z.strictObject({
  ...Object.fromEntries(CONTAINERS.map((name) => [name, within.optional()])),
  ...Object.fromEntries(TEXTS.map((name) => [name, declarations.optional()])),
});
const themeSchema = z.strictObject({
  name: z.string().min(1),
  tables: z
    .strictObject({ smallFrom: z.int().min(2).default(4), cardsFrom: z.int().min(3).default(6) })
    .refine((t) => t.smallFrom <= t.cardsFrom, {
      error: 'smallFrom not above cardsFrom',
      params: { remedy: 'Lower tables.smallFrom or raise tables.cardsFrom.' },
    })
    .prefault({}),
  full: styles,
  lean: styles,
});

/**
 * Reads `NAME.yaml` of a folder.
 * @throws FixContent when there is no theme of this name; ConfigProblems naming file, line and remedy of what is wrong in it
 */
export function readTheme(folder: string, name: string = defaultTheme): Theme {
  const file = join(folder, `${name}.yaml`);
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(file)) throw unknownTheme(folder, name);
  const { value } = readYaml(file, themeSchema);
  const full = stylesOf(value.full);
  const colour = { color: full.p?.color ?? TEXT_COLOUR };
  const bare: Styles = {
    ...Object.fromEntries(['p', 'salutation', 'figcaption', 'address', 'aside'].map((p) => [p, colour])),
    'blockquote p': colour,
    'li p': colour,
    img: PICTURE,
  };
  const levels = [full, stylesOf(value.lean)].map((level) => withColours(level, colour));
  return { name: value.name, tables: value.tables, levels: [...levels, bare, { img: PICTURE }] };
}

/** Every kind of paragraph has a colour, and no picture is wider than the phone. */
function withColours(level: Styles, colour: Declarations): Styles {
  const coloured = ['p', 'salutation', 'figure', 'figcaption', 'address', 'aside', 'blockquote p', 'li p'].map(
    (name): [string, Declarations] => [name, { ...colour, ...level[name] }],
  );
  return { ...level, ...Object.fromEntries(coloured), img: { ...PICTURE, ...level.img } };
}

function stylesOf(read: Readonly<Record<string, Declarations | undefined>>): Styles {
  return Object.fromEntries(Object.entries(read).flatMap(([name, d]) => (d ? [[name, d]] : [])));
}

function unknownTheme(folder: string, name: string): FixContent {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -5)] : []));
  return new FixContent({
    code: 'theme-name',
    message: `there is no theme ${name} in ${folder}`,
    place: join(folder, `${name}.yaml`),
    remedy: `Use one of ${names.join(', ')} in office.theme, or add this file.`,
  });
}
