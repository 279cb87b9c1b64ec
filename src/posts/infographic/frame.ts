import { box, type Node, pageWidth } from './node.ts';

/** A part of the page that is drawn by itself and stands whole in one slice. Height at most, pixels. */
export interface PagePart {
  node: Node;
  height: number;
}

/** As wide as the page and of its colour, so that parts join without a seam. */
export function frame(background: string, padding: string, children: (Node | null)[]): Node {
  return box(
    {
      flexDirection: 'column',
      width: pageWidth,
      padding,
      backgroundColor: background,
      fontFamily: 'Noto Sans SC',
    },
    children,
  );
}
