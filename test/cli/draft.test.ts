/** Drafting out of a policy, as the shell sees it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type ConfigFolder, configFolder } from '../config/config-folder.ts';
import { policyOf } from '../posts/structure/policies.ts';
import { modelServer, said } from '../posts/wording-model/model-server.ts';
import { govcastProgram } from './run-govcast.ts';

const folder = mkdtempSync(join(tmpdir(), 'govcast-draft-'));
const folders: ConfigFolder[] = [];
const program = govcastProgram();
const page = join(folder, 'page.json');
const article = policyOf('租金标准');
writeFileSync(page, JSON.stringify(article));

afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
  for (const each of folders) each.remove();
});

it('draws a picture and answers questions, draws an edited picture again, and checks what came of it', async () => {
  const out = join(folder, 'rent');
  const drawn = await program.json('draft', 'infographic', page, '--out', out, '--design', 'red');
  expect(drawn).toMatchObject({ code: 0, json: { folder: out, missing: [] } });
  const asked = await program.json('draft', 'questions', page, '--out', out);
  expect(asked.json.drafted).toContain('到哪里咨询？');
  const yaml = join(out, '一图读懂.yaml');
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('confirmed_by: ""', 'confirmed_by: 周婷'));
  expect(await program.json('draft', 'render', yaml)).toMatchObject({ code: 0 });
  expect(readFileSync(join(out, '一图读懂.md'), 'utf8')).not.toContain('机器起草，经审核后发布');
  const composed = await program.json('compose', join(out, '一图读懂.md'), '--office', '示例市住建局');
  const findings = JSON.stringify(composed.json.findings);
  expect(findings).toContain('machine-draft');
  expect(findings).not.toContain('picture-lost');
  expect(readdirSync(out)).toContain('drafted.json');
});

it('refuses to write over an edit, and says what to do', async () => {
  const out = join(folder, 'edited');
  await program.json('draft', 'questions', page, '--out', out);
  writeFileSync(join(out, '问答.md'), '核对过');
  const refused = await program.json('draft', 'questions', page, '--out', out);
  expect(refused).toMatchObject({ code: 1, json: { error: { code: 'draft-edited' } } });
  expect(refused.json.error).toMatchObject({ remedy: expect.stringContaining('--again') });
  expect((await program.json('draft', 'questions', page, '--out', out, '--again')).code).toBe(0);
});

it('names what it cannot draft from', async () => {
  expect(await program.json('draft', 'questions', join(folder, 'none.html'))).toMatchObject({
    code: 1,
    json: { error: { code: 'draft-file' } },
  });
  expect((await program.json('draft')).code).not.toBe(0);
  const design = await program.json('draft', 'infographic', page, '--design', 'pink', '--out', join(folder, 'pink'));
  expect(design.code).toBe(1);
});

it('asks no model unless one is configured, and then marks what it wrote', async () => {
  const out = join(folder, 'model');
  expect(await program.json('draft', 'questions', page, '--propose', '--out', out)).toMatchObject({
    code: 1,
    json: { error: { code: 'model-off' } },
  });
  const server = await modelServer(
    said(JSON.stringify({ digest: '每月每平方米最高99元。', points: [], questions: [] })),
  );
  const config = configFolder();
  folders.push(config);
  config.edit(
    'govcast.yaml',
    'ledger:',
    `model: { url: '${server.url}', name: 示例模型, allowPrivate: true }\nledger:`,
  );
  const configured = govcastProgram({ GOVCAST_CONFIG: config.folder });
  try {
    expect(await configured.json('draft', 'questions', page, '--propose', '--out', out)).toMatchObject({ code: 0 });
    const composed = await configured.json('compose', join(out, '问答.md'), '--office', '示例市住建局');
    const findings = JSON.stringify(composed.json.findings);
    expect(findings).toContain('model-unsourced');
    expect(findings).toContain('99元');
    expect(findings).toContain('示例模型');
  } finally {
    configured.remove();
    await server.close();
  }
});
