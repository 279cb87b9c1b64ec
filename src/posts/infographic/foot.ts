import { frame, type PagePart } from './frame.ts';
import type { Infographic } from './infographic.ts';
import { type Look, sizes } from './look.ts';
import { box, heightOf, margin, pageWidth, picture, words } from './node.ts';

const QR = 168;

/** Source, QR code and, until a person has confirmed it, who drafted it. */
export function foot(
  { source, confirmed_by: confirmed }: Infographic,
  { design, labels }: Look,
  qr: string | null,
): PagePart {
  const lines = [
    source.title === '' ? null : `${labels.source}：${source.title}`,
    source.published_on === '' ? null : `${labels.publishedOn}：${source.published_on}`,
    labels.quoted,
  ].filter((line) => line !== null);
  const width = pageWidth - 2 * margin - (qr ? QR + 40 : 0);
  const node = frame(design.page, `10px ${margin}px 36px`, [
    box(
      { alignItems: 'center', borderTop: `3px solid ${design.line}`, paddingTop: 28, width: pageWidth - 2 * margin },
      [
        box(
          { flexDirection: 'column', flexGrow: 1, flexBasis: 0 },
          lines.map((line) => words(line, { color: design.muted, fontSize: sizes.small, marginBottom: 8 })),
        ),
        qr
          ? box({ flexDirection: 'column', alignItems: 'center', marginLeft: 40, flexShrink: 0 }, [
              box({ padding: 10, backgroundColor: '#ffffff', borderRadius: 12 }, [picture(qr, QR, QR)]),
              words(labels.scan, { color: design.muted, fontSize: 20, marginTop: 8 }),
            ])
          : null,
      ],
    ),
    confirmed === ''
      ? words(labels.machine, {
          marginTop: 24,
          padding: '10px 0',
          width: pageWidth - 2 * margin,
          justifyContent: 'center',
          borderRadius: 10,
          border: `2px dashed ${design.strong}`,
          color: design.strong,
          fontSize: 24,
          fontWeight: 700,
        })
      : null,
  ]);
  return { node, height: lines.reduce((sum, line) => sum + heightOf(line, sizes.small, width) + 8, 0) + 420 };
}
