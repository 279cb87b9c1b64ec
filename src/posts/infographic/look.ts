import type { InfographicDesign, InfographicLabels } from './infographic-design.ts';
import { box, type Node, words } from './node.ts';

/** What every block is drawn with. */
export interface Look {
  design: InfographicDesign;
  labels: InfographicLabels;
}

/** A part of a block that is never cut, with its height at most, pixels. */
export interface Row {
  node: Node;
  height: number;
}

/** Text sizes, pixels. */
export const sizes = { text: 28, small: 22, heading: 36, title: 56 } as const;

/** Where it stands in the document, small and grey; nothing where that is not known. */
export function cited(from: string, { design }: Look): Node | null {
  if (from === '') return null;
  return words(from, { color: design.muted, fontSize: sizes.small, marginTop: 6 });
}

/** A short text in a coloured field. */
export function chip(text: string, colour: string, background: string): Node {
  return box({ marginTop: 10 }, [
    words(text, {
      backgroundColor: background,
      color: colour,
      fontSize: 24,
      fontWeight: 700,
      lineHeight: 1.4,
      padding: '4px 16px',
      borderRadius: 8,
      maxWidth: '100%',
    }),
  ]);
}
