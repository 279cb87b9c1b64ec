import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blankInput, readTemplates, templateNames } from '../../src/posts/templates.ts';

const input = {
  ...blankInput,
  title: '标题',
  body: '<p>正文</p>',
  source: '示例<b>发布</b>',
};
/** Templates that print key points or parts in place of the body. */
const bodiless = new Set(['points', 'parts', 'part']);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govcast-templates-'));
  cpSync('content/templates', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('templates', () => {
  test('escape texts and leave the body alone', () => {
    const { render } = readTemplates(folder);
    for (const name of templateNames) {
      if (!bodiless.has(name)) expect(render(name, input)).toContain('<p>正文</p>');
      if (name !== 'part') expect(render(name, input)).toContain('示例&lt;b&gt;发布&lt;/b&gt;');
    }
  });

  test.each([
    ['does not parse', '<p>一</p>\n{% if %}\n', 2],
    ['uses what does not exist', '一\n二\n{{ titel }}\n', 3],
    ['uses a filter that does not exist', '{{ title | shout }}', 1],
  ])('that %s is named with file and line', (_, text, line) => {
    writeFileSync(join(folder, 'news.liquid'), text);
    const use = () => readTemplates(folder).render('news', input);
    expect(use).toThrow(expect.objectContaining({ code: 'template', place: `${join(folder, 'news.liquid')}:${line}` }));
  });

  test('that is missing is named', () => {
    rmSync(join(folder, 'policy.liquid'));
    expect(() => readTemplates(folder)).toThrow(
      expect.objectContaining({ place: `${join(folder, 'policy.liquid')}:1` }),
    );
  });
});
