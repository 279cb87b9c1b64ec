import { Resvg } from '@resvg/resvg-js';
import Table from 'cli-table3';
import satori from 'satori';
import { drawCover } from '../../src/posts/cover.ts';
import { designFor, readCoverDesigns } from '../../src/posts/cover-design.ts';
import { fontsFor } from '../../src/posts/cover-fonts.ts';
import { type CoverShape, coverShapes, coverTree } from '../../src/posts/cover-tree.ts';

export interface CoverFigures {
  shape: CoverShape;
  /** Medians of rounds in turn, warm, ms of one core: a whole cover, and turning its finished SVG into PNG alone. */
  coverMs: number;
  resvgMs: number;
}

const TITLES = [
  '示例市既有住宅加装电梯实施办法',
  '关于公开征求《示例市物业管理条例（征求意见稿）》意见的公告',
  '加装电梯最高补20万元',
];
const OFFICE = '示例市住房和城乡建设局';
const ROUNDS = 12;

/** What a cover costs beside the least it could cost: resvg drawing the same SVG. */
export async function measureCovers(shape: CoverShape): Promise<CoverFigures> {
  const design = designFor(readCoverDesigns('content/covers/designs.yaml'), '政策文件', 'policy');
  if (!design) throw new Error('no design');
  const { fonts } = await fontsFor(TITLES.join('') + OFFICE);
  const [covers, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const title = TITLES[round % TITLES.length] ?? '';
    const line = (text: string, fontSize: number) => ({ lines: [text], fontSize, cut: false });
    const content = { title: line(title, 40), label: line('政策文件', 48), office: line(OFFICE, 24), emblem: null };
    const svg = await satori({ ...coverTree(shape, content, design), key: null }, { ...coverShapes[shape], fonts });
    const start = cpuMs();
    await drawCover({ title, label: '政策文件', office: OFFICE }, shape, design);
    const drawn = cpuMs();
    new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
    if (round >= 2) {
      covers.push(drawn - start);
      bare.push(cpuMs() - drawn);
    }
  }
  return { shape, coverMs: median(covers), resvgMs: median(bare) };
}

/** Time of the processor, ms: what else the machine does is not in it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** The table of `npm run bench`. */
export async function bench(): Promise<string> {
  const table = new Table({
    head: ['shape', 'cover, ms', 'resvg alone, ms', 'ratio'],
    style: { head: [], border: [] },
  });
  for (const shape of ['wide', 'square'] as const) {
    const { coverMs, resvgMs } = await measureCovers(shape);
    table.push([shape, coverMs.toFixed(0), resvgMs.toFixed(0), (coverMs / resvgMs).toFixed(1)]);
  }
  return table.toString();
}
