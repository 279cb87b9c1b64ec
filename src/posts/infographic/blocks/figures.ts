import type { BlockOf } from '../infographic.ts';
import { cited, type Look, type Row } from '../look.ts';
import { box, emsOf, heightOf, innerWidth, type Node, words } from '../node.ts';

type Card = BlockOf<'figures'>['cards'][number];

const GAP = 20;
const PADDING = 24;
const HALF = (innerWidth - GAP) / 2;
/** A value that is wider, or a text that is longer, takes the whole row. Letters of Chinese. */
const NARROW = { value: 12, text: 40 };

/** Large figures with the sentence each stands in: two side by side where both are short. */
export function figureRows({ cards }: BlockOf<'figures'>, look: Look): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < cards.length; i += 1) {
    const [card, next] = [cards[i], cards[i + 1]];
    if (!card) break;
    if (next && isNarrow(card) && isNarrow(next)) {
      const height = Math.max(heightIn(card, HALF), heightIn(next, HALF));
      rows.push({
        node: box({ marginBottom: GAP }, [drawn(card, HALF, look), gap(), drawn(next, HALF, look)]),
        height,
      });
      i += 1;
    } else {
      rows.push({
        node: box({ marginBottom: GAP }, [drawn(card, innerWidth, look)]),
        height: heightIn(card, innerWidth),
      });
    }
  }
  return rows;
}

function drawn({ value, text, from }: Card, width: number, look: Look): Node {
  const { design } = look;
  return box(
    {
      flexDirection: 'column',
      width,
      padding: PADDING,
      backgroundColor: design.strongSoft,
      borderRadius: 14,
      borderTop: `5px solid ${design.strong}`,
    },
    [
      words(value, { color: design.strong, fontSize: valueSize(value, width), fontWeight: 700, lineHeight: 1.35 }),
      words(text, { color: design.text, fontSize: 26, marginTop: 10 }),
      cited(from, look),
    ],
  );
}

function gap(): Node {
  return box({ width: GAP, flexShrink: 0 }, []);
}

function isNarrow({ value, text }: Card): boolean {
  return emsOf(value) <= NARROW.value && emsOf(text) <= NARROW.text;
}

/** On one line where letters of readable size allow it. */
function valueSize(value: string, width: number): number {
  const fitting = (width - 2 * PADDING) / Math.max(emsOf(value), 1);
  return Math.round(Math.min(54, Math.max(36, fitting)));
}

function heightIn({ value, text }: Card, width: number): number {
  const inside = width - 2 * PADDING;
  return heightOf(value, valueSize(value, width), inside, 1.35) + heightOf(text, 26, inside) + 150;
}
