import type { BlockOf } from '../infographic.ts';
import { type Look, type Row, sizes } from '../look.ts';
import { box, heightOf, innerWidth, words } from '../node.ts';

const LABEL = 130;

/** Whom to ask: a word, then the number, large enough to be typed off. */
export function contactRows({ lines }: BlockOf<'contacts'>, { design }: Look): Row[] {
  return lines.map(({ label, text }) => {
    const node = box({ alignItems: 'flex-start', marginBottom: 16 }, [
      box({ width: LABEL + 18, flexShrink: 0 }, [
        words(label, {
          maxWidth: LABEL,
          padding: '4px 14px',
          borderRadius: 8,
          backgroundColor: design.accentSoft,
          color: design.accent,
          fontSize: 24,
          lineHeight: 1.5,
        }),
      ]),
      words(text, {
        flexGrow: 1,
        flexBasis: 0,
        color: design.text,
        fontSize: sizes.text + 2,
        fontWeight: 700,
        lineHeight: 1.5,
      }),
    ]);
    const height = Math.max(heightOf(label, 24, LABEL - 28, 1.5), heightOf(text, 30, innerWidth - LABEL - 18, 1.5));
    return { node, height: height + 24 };
  });
}
