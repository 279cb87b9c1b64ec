import type { BlockOf } from '../infographic.ts';
import { cited, type Look, type Row, sizes } from '../look.ts';
import { box, heightOf, innerWidth, words } from '../node.ts';

/** One sentence that shall be read, on a soft ground with a bar beside it. */
export function calloutRows({ text, from }: BlockOf<'callout'>, look: Look): Row[] {
  const { design } = look;
  const node = box({ backgroundColor: design.accentSoft, borderRadius: 14 }, [
    box({ width: 8, flexShrink: 0, borderRadius: 4, backgroundColor: design.accent }, []),
    box({ flexDirection: 'column', flexGrow: 1, flexBasis: 0, padding: '22px 26px' }, [
      words(text, { color: design.text, fontSize: sizes.text }),
      cited(from, look),
    ]),
  ]);
  return [{ node, height: heightOf(text, sizes.text, innerWidth - 60) + 100 }];
}
