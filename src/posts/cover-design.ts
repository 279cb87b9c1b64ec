import { z } from 'zod';
import { readYaml } from '../config/read-yaml.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const schema = z.strictObject({
  background: z.strictObject({ from: colour, to: colour }),
  title: colour,
  label: z.strictObject({ text: colour, background: colour }),
  office: colour,
});

/** Colours of generated covers (content/covers/default.yaml). */
export type CoverDesign = z.infer<typeof schema>;

/** @throws ConfigProblems naming file and line */
export function readCoverDesign(file: string): CoverDesign {
  return readYaml(file, schema).value;
}

/** What the first article shows in a list: 2.35:1, in pixels. */
export const coverSize = { width: 900, height: 383 } as const;

export interface CoverText {
  title: string;
  label: string;
  office: string;
}

/** A cover as satori's element tree. A long title gets smaller letters and at most four lines. */
export function coverTree({ title, label, office }: CoverText, design: CoverDesign): CoverNode {
  const length = [...title].length;
  const fontSize = length <= 14 ? 64 : length <= 28 ? 54 : length <= 48 ? 44 : 36;
  const { background } = design;
  return box(
    {
      boxSizing: 'border-box',
      flexDirection: 'column',
      justifyContent: 'space-between',
      width: coverSize.width,
      height: coverSize.height,
      padding: '44px 56px',
      backgroundImage: `linear-gradient(135deg, ${background.from}, ${background.to})`,
      fontFamily: 'Noto Sans SC',
    },
    [
      box({}, [
        box(
          {
            backgroundColor: design.label.background,
            color: design.label.text,
            fontSize: 24,
            padding: '6px 18px',
            borderRadius: 6,
          },
          label,
        ),
      ]),
      box(
        {
          color: design.title,
          fontSize,
          fontWeight: 700,
          lineHeight: 1.35,
          wordBreak: 'break-word',
          lineClamp: 4,
          display: 'block',
          width: '100%',
        },
        title,
      ),
      box({ color: design.office, fontSize: 26 }, office),
    ],
  );
}

export interface CoverNode {
  type: 'div';
  props: { style: Record<string, string | number>; children: CoverNode[] | string };
}

function box(style: Record<string, string | number>, children: CoverNode[] | string): CoverNode {
  return { type: 'div', props: { style: { display: 'flex', ...style }, children } };
}
