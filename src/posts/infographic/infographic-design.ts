import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../../config/read-yaml.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const designSchema = z.strictObject({
  page: colour,
  card: colour,
  head: z.strictObject({
    from: colour,
    to: colour,
    title: colour,
    text: colour,
    label: colour,
    labelBackground: colour,
  }),
  accent: colour,
  accentSoft: colour,
  /** Of figures and dates. */
  strong: colour,
  strongSoft: colour,
  text: colour,
  muted: colour,
  line: colour,
});

/** Colours of an infographic (content/infographics/NAME.yaml). */
export type InfographicDesign = z.infer<typeof designSchema>;

const label = z.string().min(1).max(24);
const labelNames = [
  ...['kicker', 'purpose', 'scope', 'figures', 'keyFigures', 'table', 'conditions', 'materials', 'steps', 'timeline'],
  ...['bans', 'penalties', 'points', 'contacts', 'inForce', 'until', 'telephone', 'mail', 'address', 'section'],
  ...['number', 'issuer', 'publishedOn', 'source', 'scan', 'machine', 'quoted', 'more'],
] as const;
const labelsSchema = z.record(z.enum(labelNames), label);

/** The fixed words of an infographic (content/infographics/labels.yaml): all that is not a quote. */
export type InfographicLabels = z.infer<typeof labelsSchema>;

/** @throws ConfigProblems naming file and line */
export function readLabels(contentFolder: string): InfographicLabels {
  return readYaml(join(contentFolder, 'infographics', 'labels.yaml'), labelsSchema).value;
}

/** @throws ConfigProblems naming file and line, also where there is no design of that name */
export function readDesign(contentFolder: string, name: string): InfographicDesign {
  return readYaml(join(contentFolder, 'infographics', `${name}.yaml`), designSchema).value;
}
