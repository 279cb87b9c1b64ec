import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type DraftDesk,
  draftPolicyInfographic,
  draftPolicyQuestions,
} from '../../../src/posts/drafts/draft-policy.ts';
import { renderAgain } from '../../../src/posts/drafts/render-again.ts';
import { readMarkdownFile } from '../../../src/posts/read-content-folder.ts';
import { personalData } from '../../../src/review/checks/personal-data.ts';
import { shippedContent } from '../../review/composed.ts';
import { articleWith, policyOf } from '../structure/policies.ts';

const root = mkdtempSync(join(tmpdir(), 'govcast-drafts-'));
afterAll(() => rmSync(root, { recursive: true }));
let serial = 0;
let out = '';
beforeEach(() => {
  serial += 1;
  out = join(root, `d${serial}`);
});

const desk = (more: Partial<DraftDesk> = {}): DraftDesk => ({
  contentFolder: shippedContent,
  findPersonal: personalData,
  out,
  ...more,
});
const short = articleWith(
  '一、补贴标准。每户补贴400元。\n二、办理方式。向社区提出申请。\n三、本通知自2026年12月1日起施行。',
  {
    title: '示例市供热补贴通知',
    url: 'http://zjj.shili.example/t1.html',
    marking: 'public',
  },
);
const file = (name: string) => join(out, name);
const read = (name: string) => readFileSync(file(name), 'utf8');

describe('drafting from a policy', () => {
  test('writes a picture, its YAML and a post that shows it with the whole text, marked as drafted', async () => {
    const { files, drafted } = await draftPolicyInfographic(short, 'blue', desk());
    expect(files.map((f) => f.slice(out.length + 1))).toEqual(['一图读懂-1.png', '一图读懂.yaml', '一图读懂.md']);
    expect(drafted).toContain('支持标准');
    const post = await readMarkdownFile(file('一图读懂.md'));
    expect(post.matter).toMatchObject({ job: 'interpret', marking: 'public', drafted: { by: 'machine' } });
    expect(post.body).toContain('每户补贴400元');
    expect(post.body).toContain('](<一图读懂-1.png>)');
    expect(read('一图读懂.yaml')).toContain('govcast draft render');
  });

  test('a page whose text lies in an attachment says so, and its name is no sentence of it', async () => {
    const name = '《示例市供热补贴若干措施》';
    const text = `${name}已经市政府同意，现印发给你们，请认真贯彻落实。\n${name}`;
    const attachments = [{ url: 'http://zjj.shili.example/a.pdf', name: `${name}.pdf`, type: 'pdf' }];
    const page = articleWith(text, { title: '关于印发供热补贴若干措施的通知', attachments });
    const { findings } = await draftPolicyInfographic(page, 'blue', desk());
    expect(findings.map((f) => f.check)).toEqual(['text-in-attachment']);
    expect(findings[0]?.message).toContain(`正文在附件 ${name}.pdf 中`);
    expect(findings[0]?.remedy).toContain('请先取得正文');
    const items = parse(read('一图读懂.yaml')).blocks[0].items;
    expect(items.map((i: { text: string }) => i.text)).toEqual([
      `${name}已经市政府同意，现印发给你们，请认真贯彻落实。`,
    ]);
    expect((await draftPolicyInfographic(short, 'blue', desk({ again: true }))).findings).toEqual([]);
    const bare = await draftPolicyInfographic(articleWith('本市供热恢复。'), 'blue', desk({ again: true }));
    expect(bare.findings.map((f) => f.check)).toEqual(['draft-bare']);
  });

  test('by default it lies in content/posts under the name of the document', async () => {
    const content = join(root, 'content');
    cpSync(shippedContent, content, { recursive: true });
    const policy = policyOf('示例市城镇老旧小区改造');
    const { folder } = await draftPolicyQuestions(policy, { contentFolder: content, findPersonal: personalData });
    expect(folder).toBe(join(content, 'posts', '示例市城镇老旧小区改造实施办法'));
    expect(readdirSync(folder).sort()).toEqual(['drafted.json', '问答.md']);
  });

  test('a draft that nobody has touched is drafted anew; an edited one is left alone', async () => {
    await draftPolicyQuestions(short, desk());
    await draftPolicyQuestions(short, desk());
    writeFileSync(file('问答.md'), `${read('问答.md')}\n核对过。\n`);
    await expect(draftPolicyQuestions(short, desk())).rejects.toMatchObject({
      code: 'draft-edited',
      remedy: expect.stringContaining('--again'),
    });
    expect(read('问答.md')).toContain('核对过。');
    const { files } = await draftPolicyQuestions(short, desk({ again: true }));
    expect(files).toEqual([file('问答（2）.md')]);
    expect(read('问答.md')).toContain('核对过。');
  });

  test('a file that was there before, and one without a record, count as a person’s', async () => {
    await draftPolicyQuestions(short, desk());
    rmSync(file('drafted.json'));
    writeFileSync(file('问答.md'), '自己写的');
    await expect(draftPolicyQuestions(short, desk())).rejects.toMatchObject({ code: 'draft-edited' });
    expect(read('问答.md')).toBe('自己写的');
  });

  test('nothing is written of a picture when one of its files was edited', async () => {
    await draftPolicyInfographic(short, 'blue', desk());
    writeFileSync(file('一图读懂.yaml'), read('一图读懂.yaml').replace('400元', '500元'));
    const before = readFileSync(file('一图读懂-1.png'));
    await expect(draftPolicyInfographic(short, 'red', desk())).rejects.toMatchObject({ code: 'draft-edited' });
    expect(readFileSync(file('一图读懂-1.png')).equals(before)).toBe(true);
  });

  test('an edited YAML is drawn again; of an edited post only the lines of the picture change', async () => {
    await draftPolicyInfographic(short, 'blue', desk());
    const before = readFileSync(file('一图读懂-1.png'));
    const post = read('一图读懂.md').replace('drafted: machine\n', '').replace('\n\n![', '\n\n导语。\n\n\n![');
    writeFileSync(file('一图读懂.md'), `${post}\n结尾。\n`);
    const yaml = read('一图读懂.yaml')
      .replaceAll('每户补贴400元', '每户每年补贴400元')
      .replace('confirmed_by: ""', 'confirmed_by: 李娜');
    writeFileSync(file('一图读懂.yaml'), yaml);
    await renderAgain(file('一图读懂.yaml'), desk());
    expect(readFileSync(file('一图读懂-1.png')).equals(before)).toBe(false);
    const after = read('一图读懂.md');
    expect(after).toContain('每户每年补贴400元');
    expect(after).not.toContain('机器起草，经审核后发布');
    expect(after.replace(/!\[.*\]/g, '![]')).toBe(`${post}\n结尾。\n`.replace(/!\[.*\]/g, '![]'));
    await expect(draftPolicyInfographic(short, 'blue', desk())).rejects.toMatchObject({ code: 'draft-edited' });
  });

  test('slices that a shorter drawing no longer has go; a picture that a person put in their place stays', async () => {
    const list = (n: number) =>
      `title: 长图\nblocks:\n  - kind: list\n    heading: 主要内容\n    items:\n${`      - text: ${'住房保障，'.repeat(40)}\n`.repeat(n)}source: {}\n`;
    await draftPolicyInfographic(short, 'blue', desk());
    writeFileSync(file('一图读懂.yaml'), list(20));
    await renderAgain(file('一图读懂.yaml'), desk());
    expect(readdirSync(out)).toContain('一图读懂-2.png');
    expect(read('一图读懂.md')).toContain('一图读懂-2.png');
    writeFileSync(file('一图读懂.yaml'), list(2));
    await renderAgain(file('一图读懂.yaml'), desk());
    expect(readdirSync(out)).not.toContain('一图读懂-2.png');
    expect(read('一图读懂.md')).not.toContain('一图读懂-2.png');
    writeFileSync(file('一图读懂-1.png'), 'redrawn by the designer');
    await expect(renderAgain(file('一图读懂.yaml'), desk())).rejects.toMatchObject({ code: 'draft-edited' });
    expect(read('一图读懂-1.png')).toBe('redrawn by the designer');
  });

  test('a YAML that is wrong names its line', async () => {
    await draftPolicyInfographic(short, 'blue', desk());
    writeFileSync(file('一图读懂.yaml'), 'title: 长图\nblocks:\n  - kind: picture\nsource: {}\n');
    await expect(renderAgain(file('一图读懂.yaml'), desk())).rejects.toThrow(/一图读懂\.yaml:3/);
  });

  test('A-08 what points to a person is not drawn: nobody could check it on a picture', async () => {
    await draftPolicyInfographic(short, 'blue', desk());
    writeFileSync(file('一图读懂.yaml'), read('一图读懂.yaml').replaceAll('每户补贴400元', '张某13812345678'));
    await expect(renderAgain(file('一图读懂.yaml'), desk())).rejects.toMatchObject({
      code: 'draft-personal-data',
      message: expect.not.stringContaining('13812345678'),
    });
  });

  test('a page without text is refused', async () => {
    await expect(draftPolicyQuestions(articleWith(''), desk())).rejects.toMatchObject({ code: 'draft-nothing' });
    await expect(draftPolicyInfographic(articleWith(' \n'), 'blue', desk())).rejects.toMatchObject({
      code: 'draft-nothing',
    });
  });
});
