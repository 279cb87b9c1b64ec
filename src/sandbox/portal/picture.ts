import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import satori, { type Font } from 'satori';
import sharp from 'sharp';

const WIDTH = 750;
const SHORTEST = 3000;
const require = createRequire(import.meta.url);
/** Read once: satori keeps what it has parsed by the identity of this list. */
let fonts: Font[] | undefined;

/** A small picture for a news article: coloured fields that follow from the title, so that each article has its own. */
export async function newsPicture(title: string): Promise<Buffer> {
  const hash = createHash('sha256').update(title).digest();
  const fields = Array.from({ length: 6 }, (_, i) => {
    const byte = (offset: number) => hash[i * 4 + offset] ?? 0;
    return `<circle cx="${byte(0) * 2.5}" cy="${byte(1) * 1.6}" r="${40 + byte(2) / 2}" fill="hsl(${byte(3)},55%,60%)" opacity="0.7"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400" fill="hsl(${hash[31] ?? 0},35%,85%)"/>${fields.join('')}</svg>`;
  return await sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer();
}

/** A 图解: one tall picture with the title and a card for each line, the text as shapes so that no font is needed to show it. */
export async function infographicPicture(title: string, lines: string[]): Promise<Buffer> {
  const height = Math.max(SHORTEST, 520 + lines.length * 440);
  const cards = lines.map((line, i) =>
    node({ background: '#fff', borderRadius: 16, padding: 36, margin: '0 40px', alignItems: 'center' }, [
      node({ fontSize: 56, color: '#b3261e', width: 90 }, String(i + 1)),
      node({ fontSize: 32, lineHeight: 1.6, color: '#333', width: 500 }, line),
    ]),
  );
  const poster = node(
    {
      width: WIDTH,
      height,
      flexDirection: 'column',
      justifyContent: 'space-between',
      background: '#f7e7d3',
      paddingBottom: 60,
    },
    [
      node({ background: '#b3261e', color: '#fff', fontSize: 48, lineHeight: 1.4, padding: '80px 50px' }, title),
      ...cards,
      node({ fontSize: 26, color: '#777', justifyContent: 'center' }, '示例市住房和城乡建设局　制图'),
    ],
  );
  fonts ??= [{ name: 'Noto Sans SC', data: readFileSync(fontFile()), weight: 400, style: 'normal' }];
  const svg = await satori(poster, { width: WIDTH, height, fonts });
  return await sharp(Buffer.from(svg)).png({ palette: true, colours: 16 }).toBuffer();
}

function fontFile(): string {
  return require.resolve('@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff');
}

/** An element of satori: always a flex box, as it demands of elements with several children. */
function node(style: Record<string, string | number>, children: unknown) {
  return { type: 'div', key: null, props: { style: { display: 'flex', ...style }, children } };
}
