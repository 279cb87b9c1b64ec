import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contrast, mixed } from '../../src/config/colours.ts';
import { noLook, readCoverLook } from '../../src/config/cover-look.ts';
import { loadConfig } from '../../src/config/load-config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govcast-look-'));
  cpSync('config', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'offices.yaml');
function write(look: string): number {
  const rest = readFileSync('config/offices.yaml', 'utf8').replace(/\ncover:.*\n/, '\n');
  writeFileSync(file(), `${rest}cover: ${look}\n`);
  return rest.split('\n').length;
}

describe("an office's look on covers", () => {
  test('is its colours and an emblem beside the file', () => {
    writeFileSync(join(folder, 'emblem.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>');
    write("{ primary: '#8e1f1f', emblem: emblem.svg }");
    expect(readCoverLook(folder)).toEqual({ primary: '#8e1f1f', accent: null, emblem: join(folder, 'emblem.svg') });
    expect(loadConfig(folder).offices.cover).toMatchObject({ primary: '#8e1f1f', emblem: 'emblem.svg' });
  });

  test('is none without the file or the entry', () => {
    expect(readCoverLook(join(folder, 'nowhere'))).toEqual(noLook);
    write('{}');
    expect(readCoverLook(folder)).toEqual(noLook);
  });

  test.each([
    ["{ primary: '#ffe9a8' }", 'cover.primary', /darker/],
    ['{ primary: blue }', 'cover.primary', /six digits/],
    ['{ emblem: emblem.doc }', 'cover.emblem', /PNG or SVG/],
    ['{ emblem: gone.png }', 'cover.emblem', /Put the file/],
  ])('is refused with file, line and remedy: %s', (look, path, remedy) => {
    const line = write(look);
    expect(() => loadConfig(folder)).toThrowError(
      expect.objectContaining({
        problems: [expect.objectContaining({ file: file(), line, path, remedy: expect.stringMatching(remedy) })],
      }),
    );
  });
});

describe('contrast', () => {
  test('is that of WCAG 2.2', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
    expect(contrast('#1b4f8a', '#1b4f8a')).toBe(1);
    expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080');
  });
});
