import type { BlockOf } from '../infographic.ts';
import { cited, type Look, type Row } from '../look.ts';
import { box, heightOf, innerWidth, words } from '../node.ts';

const LABEL = Math.round(innerWidth * 0.52);

/** Figures side by side: what, and how much. */
export function tableRows({ rows, from }: BlockOf<'table'>, look: Look): Row[] {
  const { design } = look;
  const drawn = rows.map(({ label, value }, i): Row => {
    const node = box(
      {
        alignItems: 'center',
        backgroundColor: i % 2 === 0 ? design.accentSoft : design.card,
        borderBottom: `2px solid ${design.line}`,
      },
      [
        words(label, { width: LABEL, padding: '16px 18px', color: design.text, fontSize: 26, lineHeight: 1.5 }),
        words(value, {
          width: innerWidth - LABEL,
          padding: '16px 18px',
          color: design.strong,
          fontSize: 30,
          fontWeight: 700,
          lineHeight: 1.4,
        }),
      ],
    );
    const height = Math.max(heightOf(label, 26, LABEL - 36, 1.5), heightOf(value, 30, innerWidth - LABEL - 36, 1.4));
    return { node, height: height + 34 };
  });
  const cite = cited(from, look);
  return cite ? [...drawn, { node: cite, height: heightOf(from, 22, innerWidth) + 6 }] : drawn;
}
