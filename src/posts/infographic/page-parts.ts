import { rowsOf } from './blocks/blocks.ts';
import { foot } from './foot.ts';
import { frame, type PagePart } from './frame.ts';
import type { Block, Infographic } from './infographic.ts';
import { type Look, type Row, sizes } from './look.ts';
import { box, cardPadding, emsOf, heightOf, innerWidth, margin, type Node, pageWidth, words } from './node.ts';

/** A card is continued on a new one before it gets higher, pixels. */
const MAX_CARD = 1500;

/** The page from top to bottom. @param qr data address of the QR code of the original, or null */
export function pageParts(infographic: Infographic, look: Look, qr: string | null): PagePart[] {
  const cards = infographic.blocks.flatMap((block, i) => cardsOf(block, i, look));
  return [head(infographic, look), ...cards, foot(infographic, look, qr)];
}

function head({ title, number, issuer }: Infographic, { design, labels }: Look): PagePart {
  const { head: colours } = design;
  const ems = emsOf(title);
  const fontSize = ems <= 22 ? sizes.title : ems <= 40 ? 48 : 40;
  const facts = [issuer, number].filter((fact) => fact !== '');
  const node = frame(design.page, '0 0 28px', [
    box(
      {
        flexDirection: 'column',
        width: pageWidth,
        padding: '54px 52px 50px',
        backgroundImage: `linear-gradient(140deg, ${colours.from}, ${colours.to})`,
      },
      [
        box(
          {
            position: 'absolute',
            right: -90,
            top: -110,
            width: 300,
            height: 300,
            borderRadius: 150,
            backgroundColor: '#ffffff14',
          },
          [],
        ),
        box(
          {
            position: 'absolute',
            right: 70,
            bottom: -150,
            width: 240,
            height: 240,
            borderRadius: 120,
            backgroundColor: '#ffffff10',
          },
          [],
        ),
        box({}, [
          words(labels.kicker, {
            padding: '8px 24px',
            borderRadius: 28,
            backgroundColor: colours.labelBackground,
            color: colours.label,
            fontSize: 28,
            fontWeight: 700,
            lineHeight: 1.4,
          }),
        ]),
        words(title, {
          color: colours.title,
          fontSize,
          fontWeight: 700,
          lineHeight: 1.4,
          marginTop: 30,
          textWrap: 'balance',
        }),
        facts.length > 0
          ? box({ width: 80, height: 6, borderRadius: 3, marginTop: 30, backgroundColor: colours.text }, [])
          : null,
        ...facts.map((fact) => words(fact, { color: colours.text, fontSize: 26, lineHeight: 1.5, marginTop: 16 })),
      ],
    ),
  ]);
  const height = heightOf(title, fontSize, pageWidth - 104, 1.4) + facts.length * 130 + 330;
  return { node, height };
}

/** One card, or several where the rows of a block would make it too high; only the first has the heading. */
function cardsOf(block: Block, index: number, look: Look): PagePart[] {
  const groups: Row[][] = [[]];
  let height = 0;
  for (const row of [...rowsOf(block, look), ...moreRow(block, look)]) {
    const group = groups.at(-1) ?? [];
    if (group.length > 0 && height + row.height > MAX_CARD) {
      groups.push([row]);
      height = row.height;
    } else {
      group.push(row);
      height += row.height;
    }
  }
  return groups.map((rows, part) => {
    const top = part === 0 ? [heading(block.heading, index, look)] : [];
    const inside = rows.reduce((sum, row) => sum + row.height, 0);
    const node = frame(look.design.page, `0 ${margin}px 26px`, [
      box(
        {
          flexDirection: 'column',
          width: pageWidth - 2 * margin,
          padding: `34px ${cardPadding}px 26px`,
          borderRadius: 22,
          backgroundColor: look.design.card,
        },
        [...top, ...rows.map((row) => row.node)],
      ),
    ]);
    return { node, height: inside + 220 };
  });
}

/** That the document says more than the block shows. */
function moreRow(block: Block, { design }: Look): Row[] {
  const more = 'more' in block ? block.more : undefined;
  if (!more) return [];
  const node = words(more, { color: design.muted, fontSize: sizes.text, marginBottom: 12 });
  return [{ node, height: heightOf(more, sizes.text, innerWidth) + 12 }];
}

function heading(text: string, index: number, { design }: Look): Node {
  return box({ alignItems: 'center', marginBottom: 26 }, [
    words(String(index + 1).padStart(2, '0'), {
      padding: '2px 14px',
      borderRadius: 10,
      backgroundColor: design.accent,
      color: design.card,
      fontSize: 30,
      fontWeight: 700,
      lineHeight: 1.5,
      marginRight: 18,
      flexShrink: 0,
    }),
    words(text, {
      color: design.accent,
      fontSize: sizes.heading,
      fontWeight: 700,
      lineHeight: 1.4,
      flexShrink: 1,
      maxWidth: innerWidth - 180,
    }),
    box({ flexGrow: 1, height: 3, marginLeft: 22, backgroundColor: design.line }, []),
  ]);
}
