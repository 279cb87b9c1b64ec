import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** console.md 2: text on its own tint and on the surface, in every look. */
const css = readFileSync('src/console/look/tokens.css', 'utf8');

function tokensOf(...selectors: string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const selector of selectors) {
    const block = css.slice(css.indexOf(`\n${selector} {`)).split('}')[0] ?? '';
    for (const [, name, value] of block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)) found.set(name!, value!);
  }
  return found;
}

const looks: [string, Map<string, string>][] = [
  ['light', tokensOf(':root')],
  ['dark', tokensOf(':root', '[data-theme="dark"]')],
  ['high contrast, light', tokensOf(':root', '[data-contrast="more"]')],
  [
    'high contrast, dark',
    tokensOf(':root', '[data-theme="dark"]', '[data-contrast="more"]', '[data-theme="dark"][data-contrast="more"]'),
  ],
];

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(looks)('the colours of the look %s', (name, tokens) => {
  const of = (token: string) => tokens.get(token) ?? '';
  const least = name.startsWith('high') ? 7 : 4.5;

  test.each(['green', 'yellow', 'orange', 'red', 'paused'])('%s is read on the surface and on its tint', (level) => {
    expect(ratio(of(`${level}-text`), of('surface'))).toBeGreaterThanOrEqual(least);
    expect(ratio(of(`${level}-text`), of(`${level}-tint`))).toBeGreaterThanOrEqual(least);
    expect(ratio(of(`${level}-fill`), of('surface'))).toBeGreaterThanOrEqual(
      level === 'yellow' && name === 'light' ? 2 : 3,
    );
  });

  test('breached is read on its own ground, and as text', () => {
    expect(ratio(of('breached-chip'), of('breached-tint'))).toBeGreaterThanOrEqual(least);
    expect(ratio(of('breached-text'), of('surface'))).toBeGreaterThanOrEqual(least);
  });

  test('text, captions, links and the filled button are read everywhere they stand', () => {
    for (const text of ['t1', 't2', 't3', 'pri'])
      for (const ground of ['bg', 'surface']) expect(ratio(of(text), of(ground))).toBeGreaterThanOrEqual(least);
    expect(ratio(of('pri-btn-text'), of('pri-btn'))).toBeGreaterThanOrEqual(4.5);
    expect(ratio(of('straw-text'), of('straw2'))).toBeGreaterThanOrEqual(4.5);
  });
});
