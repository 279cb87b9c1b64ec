import fc from 'fast-check';
import satori from 'satori';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { readFonts } from '../../../src/posts/cover.ts';
import { altText } from '../../../src/posts/infographic/alt-text.ts';
import { type Infographic, infographicSchema } from '../../../src/posts/infographic/infographic.ts';
import { readDesign, readLabels } from '../../../src/posts/infographic/infographic-design.ts';
import { words } from '../../../src/posts/infographic/node.ts';
import { pageParts } from '../../../src/posts/infographic/page-parts.ts';
import { renderInfographic } from '../../../src/posts/infographic/render-infographic.ts';
import { articleImageBytesBelow } from '../../../src/posts/platform-limits.ts';
import { shippedContent } from '../../review/composed.ts';

const look = { labels: readLabels(shippedContent), design: readDesign(shippedContent, 'blue') };
const page = [234, 242, 251];
/** Of a slice of 1500 pixels: what lies outside the cards. */
const edge = 40;

const sample = (blocks: unknown[], more: object = {}): Infographic =>
  infographicSchema.parse({ title: '示例市住房保障办法', blocks, source: {}, ...more });

const letters = fc.constantFrom(
  ...'住房保障公积金，。；：、“”《》（）％〔〕—…年月日aWm1 .-/@%'.split(''),
  ...['https://zjj.shili.example/', '0000-8860123', '①', '㎡', '\u3000', '补贴标准'],
);
const textOf = (most: number) =>
  fc
    .array(letters, { minLength: 1, maxLength: most })
    .map((parts) => parts.join('').trim().slice(0, most))
    .map((text) => text.trim() || '一');
const long = fc.oneof(textOf(400), textOf(30), fc.constantFrom('W'.repeat(400), '，'.repeat(400), '住'.repeat(400)));
const short = fc.oneof(textOf(80), textOf(12), fc.constantFrom('W'.repeat(80), '万'.repeat(80)));
const from = fc.oneof(fc.constant(''), textOf(80));
const heading = fc.oneof(textOf(30), fc.constantFrom('W'.repeat(30)));
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 4 });
const block = fc.oneof(
  fc.record({ kind: fc.constant('callout'), heading, text: long, from }),
  fc.record({ kind: fc.constant('figures'), heading, cards: some(fc.record({ value: short, text: long, from })) }),
  fc.record({
    kind: fc.constant('list'),
    heading,
    sign: fc.constantFrom('number', 'check', 'cross', 'dot'),
    lead: long,
    items: some(fc.record({ title: short, text: long, from })),
  }),
  fc.record({ kind: fc.constant('steps'), heading, steps: some(fc.record({ text: long, limit: short, from })) }),
  fc.record({ kind: fc.constant('timeline'), heading, points: some(fc.record({ when: short, text: long, from })) }),
  fc.record({ kind: fc.constant('table'), heading, rows: some(fc.record({ label: short, value: short })), from }),
  fc.record({ kind: fc.constant('contacts'), heading, lines: some(fc.record({ label: short, text: long })) }),
);
const anyInfographic = fc.record({
  title: textOf(120),
  number: textOf(60),
  issuer: textOf(120),
  confirmed_by: fc.constantFrom('', '李娜'),
  blocks: fc.array(block, { minLength: 1, maxLength: 2 }),
  source: fc.record({ title: textOf(200), published_on: textOf(40) }),
});

/** Whether the page's edges, left and right of every card, carry nothing but its colour. */
async function edgesAreClean(png: Buffer, fromRow: number): Promise<boolean> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  for (let y = fromRow; y < info.height; y += 1) {
    for (const x of [...Array(edge).keys()].flatMap((d) => [d, info.width - 1 - d])) {
      const at = (y * info.width + x) * info.channels;
      if (page.some((value, i) => Math.abs((data[at + i] ?? 0) - value) > 2)) return false;
    }
  }
  return true;
}

beforeAll(async () => {
  // The first drawing loads fonts and drawing engine.
  await renderInfographic(sample([{ kind: 'callout', heading: '一', text: '一' }]), look);
}, 60_000);

describe('drawing an infographic', () => {
  test('nothing leaves its card and the height stays bounded, whatever the texts', async () => {
    await fc.assert(
      fc.asyncProperty(anyInfographic, async (made) => {
        const infographic = infographicSchema.parse(made);
        const { slices } = await renderInfographic(infographic, look);
        const bound = pageParts(infographic, look, null).reduce((sum, part) => sum + part.height, 0);
        const height = slices.reduce((sum, slice) => sum + slice.height, 0);
        expect(height).toBeLessThanOrEqual(bound * 2);
        for (const [i, { png, width, height: own }] of slices.entries()) {
          expect(width).toBe(1500);
          expect(own).toBeLessThanOrEqual(6_500);
          expect(png.length).toBeLessThan(articleImageBytesBelow);
          // The head is coloured to the edges: below it, only.
          const [head] = pageParts(infographic, look, null);
          expect(await edgesAreClean(png, i === 0 ? Math.min((head?.height ?? 0) * 2, own) : 0)).toBe(true);
        }
      }),
      { numRuns: 4, seed: 20261120 },
    );
  }, 120_000);

  test('the longest list that can be written is drawn, in slices', async () => {
    const items = Array.from({ length: 20 }, () => ({ text: '住房保障，'.repeat(80), from: '第一条' }));
    const blocks = Array.from({ length: 1 }, () => ({ kind: 'list', heading: '主要内容', sign: 'number', items }));
    const { slices } = await renderInfographic(sample(blocks), look);
    expect(slices.length).toBeGreaterThan(2);
    for (const { png, height } of slices) {
      expect(height).toBeLessThanOrEqual(6_500);
      expect(png.length).toBeLessThan(articleImageBytesBelow);
    }
  }, 120_000);

  test('no line begins with a closing sign or ends with an opening one', async () => {
    const fonts = await readFonts();
    const text =
      '为规范《示例市住房保障办法》（试行）的施行，“一窗受理”、“免费代办”；补贴不超过20％，每台15万元。'.repeat(4);
    for (const fontSize of [24, 28, 33, 41]) {
      const svg = await satori(words(text, { fontFamily: 'Noto Sans SC', fontSize }), {
        width: 500,
        fonts,
        embedFont: false,
      });
      const lines = new Map<string, string>();
      for (const [, y = '', inside = ''] of svg.matchAll(/<text[^>]* y="([\d.]+)"[^>]*>([^<]*)<\/text>/g)) {
        lines.set(y, (lines.get(y) ?? '') + inside);
      }
      expect(lines.size).toBeGreaterThan(3);
      for (const line of lines.values()) expect(line).not.toMatch(/^[，。；：、”》）％]|[“《（]$/u);
    }
  });

  test('signs that the large font lacks are drawn by a small one; what no font has is named', async () => {
    const found = await renderInfographic(sample([{ kind: 'callout', heading: '一', text: '①≥℃ 和 \u{e000}' }]), look);
    expect(found.missing).toEqual(['\u{e000}']);
  });

  test('until a person has confirmed it, the picture says that a machine drafted it, and so does its text', async () => {
    const blocks = [{ kind: 'callout', heading: '一', text: '一' }];
    const [draft, confirmed] = [sample(blocks), sample(blocks, { confirmed_by: '李娜' })];
    const height = async (g: Infographic) => (await renderInfographic(g, look)).slices[0]?.height ?? 0;
    expect(await height(draft)).toBeGreaterThan(await height(confirmed));
    expect(altText(draft, look.labels)).toContain('机器起草，经审核后发布');
    expect(altText(confirmed, look.labels)).not.toContain('机器起草，经审核后发布');
  });

  test('the text of the picture holds every text of the draft', () => {
    fc.assert(
      fc.property(anyInfographic, (made) => {
        const infographic = infographicSchema.parse(made);
        const alt = altText(infographic, look.labels).join('\n');
        const inside = JSON.stringify(infographic.blocks, (key, value) =>
          ['kind', 'sign'].includes(key) ? undefined : value,
        );
        for (const [, text = ''] of inside.matchAll(/:("(?:[^"\\]|\\.)*")/g)) expect(alt).toContain(JSON.parse(text));
      }),
      { numRuns: 50 },
    );
  });
});
