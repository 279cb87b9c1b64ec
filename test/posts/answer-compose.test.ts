import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCompose, type ComposeAsked } from '../../src/posts/answer-compose.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { graphic, policy, questions } from '../fixtures/posts/articles.ts';

let folder: string;
let asked: ComposeAsked;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'govcast-compose-'));
  asked = {
    composing: readComposing('content', { name: '示例市住房城乡建设局', telephone: null }),
    fetchBytes: async () => {
      throw new Error('本命令不访问网络');
    },
    check: () => [],
    coverFolder: join(folder, 'covers'),
  };
});
afterEach(() => rm(folder, { recursive: true }));

const json = async (value: unknown) => {
  const file = join(folder, 'in.json');
  await writeFile(file, JSON.stringify(value));
  return file;
};

describe('govcast compose', () => {
  test('composes the example of the content folder', async () => {
    const { articles, findings } = await answerCompose('content/posts/示例：冬季供暖报修指南.md', asked);
    expect(articles).toMatchObject([
      { title: '冬季供暖报修指南', author: '示例市住房城乡建设局', contentSourceUrl: null },
    ]);
    expect(articles[0]?.digest).toBe(
      '示例市今冬供暖期为11月15日至次年3月15日。供暖期内，居民卧室、起居室温度应不低于18摄氏度。家里不热，可以按下面的步骤报修。',
    );
    expect(articles[0]?.htmlCharacters).toBe(articles[0]?.html.length);
    expect(await sharp(articles[0]?.cover?.file).metadata()).toMatchObject({ width: 900, height: 383 });
    expect(findings.map((f) => f.check)).toEqual(['no-source-link']);
  });

  test('composes what extract printed', async () => {
    const file = await json({ ...policy, publishedAt: '2026-11-20T09:00:00+08:00', marking: null });
    const { articles } = await answerCompose(file, asked);
    expect(articles).toMatchObject([{ title: policy.title, contentSourceUrl: policy.url }]);
    expect(articles[0]?.text).toContain('发布日期：2026年11月20日');
  });

  test('composes a bundle, adds the checks, and shows it in one file', async () => {
    const check = {
      check: 'x',
      severity: 'note' as const,
      start: 0,
      end: 0,
      excerpt: '',
      message: '<注意>',
      rule: '',
      remedy: '改',
      suggestion: null,
    };
    const preview = join(folder, 'out.html');
    const bundle = { policy, interpretations: [{ ...graphic, form: '图解' }, questions], telephone: '0000-1' };
    const answer = await answerCompose(await json(bundle), {
      ...asked,
      check: () => [check],
      preview,
      channel: 'wecom-robot',
    });
    expect(answer.articles).toHaveLength(3);
    expect(answer.form).toContain('政策咨询电话：0000-1');
    expect(answer.findings.map((f) => f.check)).toEqual(['picture-lost', 'x']);
    const html = await readFile(preview, 'utf8');
    expect(html).toContain('&lt;注意&gt;');
    expect(html).toContain('本命令不访问网络');
    expect(html.match(/src="(?!data:)/g)).toBeNull();
  });

  test('takes pictures beside the file along, and none from elsewhere', async () => {
    const file = join(folder, 'x.md');
    await writeFile(
      join(folder, '图 1.png'),
      await sharp({ create: { width: 1000, height: 500, channels: 3, background: '#123456' } })
        .png()
        .toBuffer(),
    );
    await writeFile(
      file,
      '---\ntitle: 一\nkind: 通知\njob: 信息发布\n---\n![](<图 1.png>) ![](../../../etc/hostname)\n',
    );
    const { articles, findings } = await answerCompose(file, asked);
    expect(articles[0]?.html.match(/src="asset:[0-9a-f]{64}"/g)).toHaveLength(1);
    expect(articles[0]?.cover?.file).toMatch(/\.jpg$/);
    expect(findings.map((f) => f.check)).toEqual(['picture-lost', 'picture-no-alt', 'no-source-link']);
  });

  test('says which kinds of channel have a form', async () => {
    await expect(answerCompose(await json(policy), { ...asked, channel: 'fax' })).rejects.toMatchObject({
      name: 'AskedWrongly',
      remedy: expect.stringContaining('wecom-robot'),
    });
  });

  test('names file and line of JSON that is none of the three', async () => {
    await expect(answerCompose(await json({ hello: 1 }), asked)).rejects.toMatchObject({
      place: expect.stringContaining('in.json:1'),
    });
  });
});
