import type { BlockOf } from '../infographic.ts';
import { cited, type Look, type Row } from '../look.ts';
import { box, heightOf, innerWidth, words } from '../node.ts';

/** Days with what happens then, in the order given, along a line. */
export function timelineRows({ points }: BlockOf<'timeline'>, look: Look): Row[] {
  const { design } = look;
  return points.map(({ when, text, from }, i) => {
    const last = i === points.length - 1;
    const node = box({}, [
      box({ flexDirection: 'column', alignItems: 'center', width: 24, flexShrink: 0, marginRight: 22 }, [
        box(
          {
            width: 24,
            height: 24,
            marginTop: 12,
            flexShrink: 0,
            borderRadius: 12,
            border: `6px solid ${design.strong}`,
            backgroundColor: design.card,
          },
          [],
        ),
        box({ width: 3, flexGrow: 1, minHeight: 12, backgroundColor: last ? design.card : design.line }, []),
      ]),
      box({ flexDirection: 'column', flexGrow: 1, flexBasis: 0, paddingBottom: last ? 4 : 26 }, [
        words(when, { color: design.strong, fontSize: 32, fontWeight: 700, lineHeight: 1.5 }),
        words(text, { color: design.text, fontSize: 26 }),
        cited(from, look),
      ]),
    ]);
    const width = innerWidth - 46;
    return { node, height: heightOf(when, 32, width) + heightOf(text, 26, width) + 70 };
  });
}
