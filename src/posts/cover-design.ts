import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Colour, contrast, mixed } from '../config/colours.ts';
import { ConfigProblems } from '../config/config-problem.ts';
import { type CoverLook, noLook } from '../config/cover-look.ts';
import { readYaml } from '../config/read-yaml.ts';
import type { PostKind } from './post.ts';

const colourNames = ['primary', 'deep', 'bright', 'pale', 'tint', 'white', 'ink', 'accent'] as const;
type ColourName = (typeof colourNames)[number];

const name = z.enum(colourNames);
const stops = z.tuple([name, name]);
const art = z.string().regex(/^[a-z0-9-]+\.svg$/, 'a file name in the folder art, ending in .svg');
const written = z.strictObject({
  labels: z.array(z.string().min(1)).default([]),
  kinds: z.array(z.string().min(1)).default([]),
  ground: stops,
  panel: stops,
  title: name,
  office: name,
  label: name,
  art,
  backdrop: art,
});
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour of six digits, "#1b4f8a"');
const schema = z.strictObject({
  colours: z.strictObject({ primary: colour, accent: colour }),
  designs: z.record(z.string(), written).refine((designs) => Object.keys(designs).length > 0, 'at least one design'),
});

/** One design with its colours settled and its pictures as SVG text. */
export interface CoverDesign {
  name: string;
  labels: string[];
  kinds: string[];
  ground: [Colour, Colour];
  panel: [Colour, Colour];
  title: Colour;
  office: Colour;
  label: Colour;
  accent: Colour;
  art: string;
  backdrop: string;
}

export interface CoverDesigns {
  designs: CoverDesign[];
  emblem: string | null;
}

/** WCAG 2.2 AA for text. */
const LEAST_CONTRAST = 4.5;

/**
 * Reads the designs of a content folder and dresses them in the office's colours.
 * @throws ConfigProblems naming file and line, also of text that would not stand out from its background
 */
export function readCoverDesigns(file: string, look: CoverLook = noLook): CoverDesigns {
  const { value, lineOf } = readYaml(file, schema);
  const primary = (look.primary ?? value.colours.primary).toLowerCase();
  const accent = (look.accent ?? value.colours.accent).toLowerCase();
  const colours = palette(primary, accent);
  const folder = join(dirname(file), 'art');
  const designs = Object.entries(value.designs).map(([name, design]): CoverDesign => {
    const of = ([from, to]: [ColourName, ColourName]): [Colour, Colour] => [colours[from], colours[to]];
    const [ground, panel] = [of(design.ground), of(design.panel)];
    const read = (text: ColourName, below: readonly Colour[]) => {
      // A pale office colour may be too faint for text here: then its deep shade, or plain ink or white.
      const shades = [colours[text], colours.deep, colours.ink, colours.white];
      const found = shades.find((shade) => leastContrast(shade, below) >= LEAST_CONTRAST);
      if (found) return found;
      throw faintText(file, lineOf(['designs', name]), name, leastContrast(colours[text], below));
    };
    const [title, office, label] = [read(design.title, ground), read(design.office, ground), read(design.label, panel)];
    const drawn = (svg: string, paper: Colour) => dressed(readFileSync(join(folder, svg), 'utf8'), paper, colours);
    return {
      ...{ name, labels: design.labels, kinds: design.kinds, ground, panel, title, office, label, accent },
      art: drawn(design.art, panel[0]),
      backdrop: drawn(design.backdrop, ground[0]),
    };
  });
  return { designs, emblem: look.emblem };
}

/** The design for an article: by the word on its cover, else by the kind of its post, else the first. */
export function designFor({ designs }: CoverDesigns, label: string, kind: PostKind): CoverDesign | null {
  return (
    designs.find(({ labels }) => labels.includes(label)) ??
    designs.find(({ kinds }) => kinds.includes(kind)) ??
    designs[0] ??
    null
  );
}

/** How much a text stands out from the worse end of what it stands on. */
export function leastContrast(text: Colour, below: readonly Colour[]): number {
  return Math.min(...below.map((each) => contrast(text, each)));
}

function palette(primary: Colour, accent: Colour): Record<ColourName, Colour> {
  return {
    primary,
    accent,
    deep: mixed(primary, '#06101f', 0.45),
    bright: mixed(primary, '#ffffff', 0.25),
    pale: mixed(primary, '#ffffff', 0.82),
    tint: mixed(primary, '#ffffff', 0.92),
    white: '#ffffff',
    ink: '#17212b',
  };
}

/** Lines of a picture are dark on light ground and white on dark. */
function dressed(svg: string, ground: Colour, colours: Record<ColourName, Colour>): string {
  const dark = contrast('#ffffff', ground) >= LEAST_CONTRAST;
  const line = dark ? '#ffffff' : colours.primary;
  const values: Record<string, Colour> = {
    line,
    paper: dark ? colours.deep : '#ffffff',
    soft: dark ? mixed(ground, '#ffffff', 0.4) : mixed(colours.primary, '#ffffff', 0.65),
    accent: colours.accent,
  };
  return svg.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function faintText(file: string, line: number, design: string, found: number): ConfigProblems {
  return new ConfigProblems([
    {
      code: 'cover-contrast',
      file,
      line,
      path: `designs.${design}`,
      expected: `contrast of at least ${LEAST_CONTRAST} between text and ground`,
      found: found.toFixed(2),
      remedy: 'Choose a darker cover.primary in config/offices.yaml, or other colours for this design.',
    },
  ]);
}
