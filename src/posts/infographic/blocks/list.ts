import type { BlockOf } from '../infographic.ts';
import { cited, type Look, type Row, sizes } from '../look.ts';
import { box, heightOf, innerWidth, type Node, picture, words } from '../node.ts';

const SIGN = 44;

/** Conditions, materials, rules: a sign, then the text with its heading. */
export function listRows({ sign, lead, items }: BlockOf<'list'>, look: Look): Row[] {
  const { design } = look;
  const rows: Row[] = [];
  if (lead) {
    const node = words(lead, { color: design.accent, fontSize: sizes.text, fontWeight: 700, marginBottom: 18 });
    rows.push({ node, height: heightOf(lead, sizes.text, innerWidth) + 18 });
  }
  for (const [i, { title, text, from }] of items.entries()) {
    const node = box({ marginBottom: 20 }, [
      box({ width: SIGN + 18, flexShrink: 0 }, [signOf(sign, i, look)]),
      box({ flexDirection: 'column', flexGrow: 1, flexBasis: 0 }, [
        title ? words(title, { color: design.accent, fontSize: 30, fontWeight: 700 }) : null,
        words(text, { color: design.text, fontSize: sizes.text }),
        cited(from, look),
      ]),
    ]);
    const width = innerWidth - SIGN - 18;
    rows.push({ node, height: heightOf(text, sizes.text, width) + (title ? heightOf(title, 30, width) : 0) + 70 });
  }
  return rows;
}

function signOf(sign: BlockOf<'list'>['sign'], i: number, { design }: Look): Node {
  if (sign === 'number') {
    return words(String(i + 1), {
      width: SIGN,
      height: SIGN,
      borderRadius: 12,
      alignItems: 'center',
      justifyContent: 'center',
      backgroundColor: design.accent,
      color: design.card,
      fontSize: 26,
      fontWeight: 700,
      lineHeight: 1,
    });
  }
  if (sign === 'dot') {
    return box({ width: 14, height: 14, borderRadius: 7, margin: '16px 0 0 15px', backgroundColor: design.accent }, []);
  }
  const [colour, path] =
    sign === 'check' ? [design.accent, 'M11 22 L19 30 L33 15'] : [design.strong, 'M14 14 L30 30 M30 14 L14 30'];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="44" height="44"><circle cx="22" cy="22" r="20" fill="${colour}"/><path d="${path}" fill="none" stroke="#ffffff" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return picture(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, SIGN, SIGN);
}
