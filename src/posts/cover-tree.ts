import type { CoverDesign } from './cover-design.ts';
import type { FittedTitle } from './fit-title.ts';

/** The two shapes of a cover, pixels: the first article's 2.35:1, and 1:1 for the others (channel-apis 5). */
export const coverShapes = { wide: { width: 900, height: 383 }, square: { width: 500, height: 500 } } as const;
export type CoverShape = keyof typeof coverShapes;

/** Where the texts of a shape stand: the wide one keeps a square on its right for where the platform shows 1:1. */
export const titleBoxes = {
  wide: { width: 516, height: 212, sizes: [64, 58, 52, 46, 42, 38, 34, 30, 26], lineHeight: 1.32 },
  square: { width: 412, height: 106, sizes: [34, 30, 26, 23, 20], lineHeight: 1.36 },
} as const;
export const officeBoxes = {
  wide: { width: 440, height: 34, sizes: [24, 22, 20, 18, 16], lineHeight: 1.3 },
  square: { width: 330, height: 30, sizes: [20, 18, 16, 14], lineHeight: 1.3 },
} as const;
export const labelBoxes = {
  wide: { width: 252, height: 78, sizes: [48, 44, 40, 36, 32, 28, 24], lineHeight: 1.3 },
  square: { width: 412, height: 100, sizes: [68, 60, 52, 46, 40, 34, 28], lineHeight: 1.3 },
} as const;

/** The part of a wide cover that tells the whole in 1:1, as the fractions `X1_Y1_X2_Y2` of `pic_crop_1_1`. */
export const squareCrop = '0.666667_0.107050_1_0.890339';

/** Texts that were broken to fit, and the emblem in the size it is drawn in. */
export interface CoverContent {
  title: FittedTitle;
  label: FittedTitle;
  office: FittedTitle;
  emblem: { src: string; width: number; height: number } | null;
}

export interface CoverNode {
  type: 'div' | 'img';
  props: { style: Style; children?: CoverNode[] | string; src?: string; width?: number; height?: number };
}
type Style = Record<string, string | number>;

/** A cover as satori's element tree. */
export function coverTree(shape: CoverShape, content: CoverContent, design: CoverDesign): CoverNode {
  return shape === 'wide' ? wide(content, design) : square(content, design);
}

function wide(content: CoverContent, design: CoverDesign): CoverNode {
  const { width, height } = coverShapes.wide;
  const panel = 300;
  return box({ width, height, backgroundImage: gradient(design.ground), fontFamily: 'Noto Sans SC' }, [
    picture(design.backdrop, { position: 'absolute', left: 0, top: 0 }, width, height),
    box({ flexDirection: 'column', width: width - panel, height, padding: '40px 32px 34px 52px' }, [
      box({ width: 64, height: 7, backgroundColor: design.accent, borderRadius: 2 }, []),
      box({ flexDirection: 'column', justifyContent: 'center', flexGrow: 1 }, [
        lines(content.title, titleBoxes.wide.lineHeight, { color: design.title, fontWeight: 700 }),
      ]),
      signature(content, officeBoxes.wide.lineHeight, design.office),
    ]),
    box(
      {
        ...{ flexDirection: 'column', alignItems: 'center', justifyContent: 'center', width: panel, height },
        backgroundImage: gradient(design.panel),
      },
      [
        picture(design.art, {}, 204, 170),
        box({ marginTop: 14 }, [lines(content.label, labelBoxes.wide.lineHeight, labelStyle(design))]),
      ],
    ),
  ]);
}

function square(content: CoverContent, design: CoverDesign): CoverNode {
  const { width, height } = coverShapes.square;
  const column = { flexDirection: 'column', alignItems: 'center' };
  return box(
    {
      ...{ ...column, justifyContent: 'space-between', width, height, padding: '36px 40px 28px' },
      ...{ backgroundImage: gradient(design.panel), fontFamily: 'Noto Sans SC' },
    },
    [
      box(column, [
        picture(design.art, {}, 192, 160),
        box({ marginTop: 8 }, [lines(content.label, labelBoxes.square.lineHeight, labelStyle(design))]),
      ]),
      lines(content.title, titleBoxes.square.lineHeight, { color: design.label, alignItems: 'center' }),
      signature(content, officeBoxes.square.lineHeight, design.label),
    ],
  );
}

function labelStyle(design: CoverDesign): Style {
  return { color: design.label, fontWeight: 700, alignItems: 'center' };
}

function signature({ office, emblem }: CoverContent, lineHeight: number, color: string): CoverNode {
  const mark = emblem ? [picture(emblem.src, { marginRight: 12 }, emblem.width, emblem.height)] : [];
  return box({ alignItems: 'center' }, [...mark, lines(office, lineHeight, { color })]);
}

/** Each line by itself: where lines end was decided before. A quote that opens a line hangs out by its blank half. */
function lines({ lines: texts, fontSize }: FittedTitle, lineHeight: number, style: Style): CoverNode {
  const centred = style.alignItems === 'center';
  return box(
    { flexDirection: 'column', fontSize, lineHeight, ...style },
    texts.map((text) => {
      const hanging = !centred && /^[《〈（「『【]/u.test(text) ? { marginLeft: -0.42 * fontSize } : {};
      return box({ whiteSpace: 'nowrap', ...hanging }, text);
    }),
  );
}

function picture(source: string, style: Style, width: number, height: number): CoverNode {
  const src = source.startsWith('data:')
    ? source
    : `data:image/svg+xml;base64,${Buffer.from(source).toString('base64')}`;
  return { type: 'img', props: { style, src, width, height } };
}

function box(style: Style, children: CoverNode[] | string): CoverNode {
  return { type: 'div', props: { style: { display: 'flex', boxSizing: 'border-box', ...style }, children } };
}

function gradient([from, to]: readonly [string, string]): string {
  return `linear-gradient(135deg, ${from}, ${to})`;
}
