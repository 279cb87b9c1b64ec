import type { BlockOf } from '../infographic.ts';
import { chip, cited, type Look, type Row, sizes } from '../look.ts';
import { box, heightOf, innerWidth, words } from '../node.ts';

const ROUND = 52;

/** Numbered steps on a line from top to bottom, each with the time it may take. */
export function stepRows({ steps }: BlockOf<'steps'>, look: Look): Row[] {
  const { design } = look;
  return steps.map(({ text, limit, from }, i) => {
    const last = i === steps.length - 1;
    const number = words(String(i + 1), {
      width: ROUND,
      height: ROUND,
      borderRadius: ROUND / 2,
      alignItems: 'center',
      justifyContent: 'center',
      flexShrink: 0,
      backgroundColor: design.accent,
      color: design.card,
      fontSize: 28,
      fontWeight: 700,
      lineHeight: 1,
    });
    const line = box({ width: 4, flexGrow: 1, minHeight: 16, backgroundColor: last ? design.card : design.line }, []);
    const node = box({}, [
      box({ flexDirection: 'column', alignItems: 'center', width: ROUND, flexShrink: 0, marginRight: 22 }, [
        number,
        line,
      ]),
      box({ flexDirection: 'column', flexGrow: 1, flexBasis: 0, paddingBottom: last ? 4 : 30, paddingTop: 4 }, [
        words(text, { color: design.text, fontSize: sizes.text }),
        limit ? chip(limit, design.strong, design.strongSoft) : null,
        cited(from, look),
      ]),
    ]);
    return { node, height: heightOf(text, sizes.text, innerWidth - ROUND - 22) + (limit ? 100 : 0) + 80 };
  });
}
