import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { contrast } from './colours.ts';
import type { CrossProblem } from './cross-problem.ts';
import { readYaml } from './read-yaml.ts';

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, { error: 'a colour of six digits in quotes, "#1b4f8a"', abort: true });

/** How covers that govcast draws look: the office's colours, and its emblem as a PNG or SVG beside the file. */
export const coverLookSchema = z
  .strictObject({
    /** Ground of covers and colour of titles on light ones; null takes that of content/covers. */
    primary: colour
      .refine((primary) => contrast(primary, '#ffffff') >= 4.5, {
        error: 'a colour on which white text can be read (contrast of at least 4.5)',
        params: { remedy: 'Choose a darker colour of the same kind, or leave cover.primary out.' },
      })
      .nullable()
      .default(null),
    /** For small marks only, never for text. */
    accent: colour.nullable().default(null),
    /** File name of the emblem, from the folder of this file. */
    emblem: z
      .string()
      .regex(/\.(png|svg)$/i, 'the name of a PNG or SVG')
      .nullable()
      .default(null),
  })
  .prefault({});
export type CoverLook = z.infer<typeof coverLookSchema>;

export const noLook: CoverLook = coverLookSchema.parse({});

/** An emblem that is not there would only be noticed when the first cover is drawn. */
export function coverLookProblems(folder: string, { emblem }: CoverLook): CrossProblem[] {
  if (emblem === null || existsSync(join(folder, emblem))) return [];
  const remedy = `Put the file into ${folder}, or take cover.emblem out.`;
  return [{ path: ['cover', 'emblem'], expected: 'a file that is there', found: emblem, remedy }];
}

/** The look with the emblem's whole path. */
export function lookIn(folder: string, look: CoverLook): CoverLook {
  return { ...look, emblem: look.emblem === null ? null : join(folder, look.emblem) };
}

/**
 * The look of a configuration folder by itself, for commands that need nothing else of it; none without the file.
 * @throws ConfigProblems naming file and line
 */
export function readCoverLook(folder: string): CoverLook {
  const file = join(folder, 'offices.yaml');
  if (!existsSync(file)) return noLook;
  return lookIn(folder, readYaml(file, z.object({ cover: coverLookSchema })).value.cover);
}
