import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { modelSettings } from '../../../src/config/model.ts';
import { defaultSettings } from '../../../src/config/settings.ts';
import { readFrontMatter } from '../../../src/posts/front-matter.ts';
import { draftQuestions } from '../../../src/posts/questions/draft-questions.ts';
import { readQuestionPatterns } from '../../../src/posts/questions/question-patterns.ts';
import { questionsMarkdown } from '../../../src/posts/questions/questions-markdown.ts';
import { structureOf } from '../../../src/posts/structure/policy-structure.ts';
import { modelAsker } from '../../../src/posts/wording-model/ask-model.ts';
import { proposeWording, readModelPrompt } from '../../../src/posts/wording-model/propose-wording.ts';
import { unsourcedWords } from '../../../src/posts/wording-model/unsourced-words.ts';
import { personalData } from '../../../src/review/checks/personal-data.ts';
import { shippedContent } from '../../review/composed.ts';
import { articleWith, policyOf } from '../structure/policies.ts';
import { modelServer, said } from './model-server.ts';

const lifts = policyOf('示例市既有住宅加装电梯');
const patterns = readQuestionPatterns(shippedContent);
const prompt = readModelPrompt(shippedContent);
const key = 'sk-very-secret-0123456789';
let server: Awaited<ReturnType<typeof modelServer>> | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function proposing(answer: (response: ServerResponse) => void, article = lifts, more: object = {}) {
  server = await modelServer(answer);
  const settings = modelSettings.parse({
    url: server.url,
    name: '示例模型',
    allowPrivate: true,
    timeoutMs: 3_000,
    ...more,
  });
  const questions = draftQuestions(structureOf(article), patterns);
  const ask = modelAsker(settings, key, systemClock());
  return proposeWording(article, questions, { model: settings.name, ask, prompt, findPersonal: personalData });
}
const json = (value: object) => said(JSON.stringify(value));

describe('wording proposed by a model', () => {
  test('is asked for once, with the key in its header and the whole text in the question', async () => {
    await proposing(json({ digest: '一楼以上可以申请。', points: [], questions: [] }));
    expect(server?.asked).toHaveLength(1);
    const [asked] = server?.asked ?? [];
    expect(asked).toMatchObject({ path: '/v1/chat/completions', authorization: `Bearer ${key}` });
    expect(asked?.body.model).toBe('示例模型');
    expect(asked?.body.messages[1]?.content).toContain('每台增加1万元');
    expect(asked?.body.messages[1]?.content).toContain('2. 谁可以申请？');
  });

  test('is marked with the model, every sentence it wrote, and what the original does not have', async () => {
    const { proposed, mark } = await proposing(
      json({
        digest: '每台电梯补助15万元，最高可达20万元。',
        points: ['四层以上住宅可以申请，2027年1月1日起由市财政局办理。'],
        questions: [{ number: 2, question: '我家能申请吗？' }],
      }),
    );
    expect(mark).toMatchObject({
      by: 'model',
      model: '示例模型',
      wrote: [
        '每台电梯补助15万元，最高可达20万元。',
        '四层以上住宅可以申请，2027年1月1日起由市财政局办理。',
        '我家能申请吗？',
      ],
    });
    const unsourced = mark.by === 'model' ? mark.unsourced : [];
    expect(unsourced).toEqual(expect.arrayContaining(['20万元', '2027年1月1日']));
    expect(unsourced.join()).not.toContain('15万元');
    expect(unsourced.some((word) => word.endsWith('财政局'))).toBe(true);
    const policy = structureOf(lifts);
    const text = questionsMarkdown(policy, draftQuestions(policy, patterns), patterns, mark, proposed);
    const { matter, body } = readFrontMatter('x.md', text);
    expect(matter.drafted).toEqual(mark);
    expect(body).toContain('## 二、我家能申请吗？');
    expect(body).toContain('> 四层以上、未设电梯的非单一产权住宅（第三条第（一）项）');
  });

  test('answers in fences are read; what is over its length or names no question is left out, never cut', async () => {
    const answer = {
      digest: '长'.repeat(121),
      points: ['短', '长'.repeat(81), ''],
      questions: [{ number: 99, question: '？' }],
    };
    const { proposed, mark } = await proposing(said(`好的：\n\`\`\`json\n${JSON.stringify(answer)}\n\`\`\``));
    expect(proposed.digest).toBeNull();
    expect(proposed.points).toEqual(['短']);
    expect(proposed.questions.size).toBe(0);
    expect(mark).toMatchObject({ wrote: ['短'] });
  });

  test('that says nothing leaves a plain machine draft', async () => {
    expect((await proposing(json({}))).mark).toEqual({ by: 'machine' });
  });

  test('garbage, an empty answer and another format are no proposal', async () => {
    for (const answer of [
      said('我不能回答'),
      said('{"points": "不是列表"}'),
      said(''),
      (r: ServerResponse) => r.end('<html>'),
      (r: ServerResponse) => r.end('{"choices": []}'),
    ]) {
      await expect(proposing(answer)).rejects.toMatchObject({ code: 'model-answer' });
      await server?.close();
    }
  });

  test('an over-long answer is cut off while it comes in', async () => {
    await expect(proposing(said('长'.repeat(300_000)))).rejects.toMatchObject({ code: 'model-answer' });
  });

  test('a hanging model, at once or in the middle, is given up, and asked once', async () => {
    await expect(proposing(() => {}, lifts, { timeoutMs: 1_000 })).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(server?.asked).toHaveLength(1);
    await server?.close();
    const halfway = (r: ServerResponse) => void r.write('{"choices": [');
    await expect(proposing(halfway, lifts, { timeoutMs: 1_000 })).rejects.toMatchObject({ code: 'model-unavailable' });
  });

  test('errors are named by what follows, asked once, and never carry the key', async () => {
    for (const [status, code] of [
      [401, 'model-key'],
      [403, 'model-key'],
      [404, 'model-refused'],
      [302, 'model-refused'],
      [429, 'model-unavailable'],
      [500, 'model-unavailable'],
    ] as const) {
      const answer = (r: ServerResponse) => r.writeHead(status, { location: 'http://127.0.0.1:9/' }).end(`no ${key}`);
      const error = await proposing(answer).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code });
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(key);
      expect(server?.asked).toHaveLength(1);
      await server?.close();
    }
  });

  test('nobody at the address is told without the key', async () => {
    const settings = modelSettings.parse({ url: 'http://127.0.0.1:9/v1', name: 'm', allowPrivate: true });
    const error = await modelAsker(settings, key, systemClock())([]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'model-unavailable' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(key);
  });

  test('A-08 personal data and pages that are not public are not sent', async () => {
    const personal = articleWith('一、联系人。张某，13812345678。');
    await expect(proposing(json({}), personal)).rejects.toMatchObject({ code: 'model-personal-data' });
    expect(server?.asked).toEqual([]);
    await server?.close();
    await expect(proposing(json({}), { ...lifts, marking: 'withheld' })).rejects.toMatchObject({
      code: 'model-not-public',
    });
    expect(server?.asked).toEqual([]);
  });

  test('is off by default, needs https, and a private address only where that is allowed', async () => {
    expect(defaultSettings.model).toBeNull();
    const name = 'm';
    expect(modelSettings.safeParse({ url: 'http://model.example/v1', name }).success).toBe(false);
    expect(modelSettings.safeParse({ url: 'https://user:pw@model.example/v1', name }).success).toBe(false);
    expect(modelSettings.safeParse({ url: 'https://model.example/v1', name, key: 'sk-plain' }).success).toBe(false);
    const settings = modelSettings.parse({ url: 'https://127.0.0.1:9/v1', name });
    await expect(modelAsker(settings, null, systemClock())([])).rejects.toMatchObject({ code: 'address-refused' });
    const named = modelSettings.parse({ url: 'https://localhost:9/v1', name });
    await expect(modelAsker(named, null, systemClock())([])).rejects.toMatchObject({ code: 'model-address' });
  });
});

describe('figures, days and names without a source', () => {
  const source =
    '市财政对2028年底以前竣工的电梯每台补助15万元，比例不超过20％，由示例市住房和城乡建设局受理。《实施细则》';
  test.each([
    ['每台补助15万元，不超过20%', []],
    ['每台补助5万元', ['5万元']],
    ['每台补助150万元', ['150万元']],
    ['2029年底以前', ['2029年底']],
    ['由住房和城乡建设局受理', []],
    ['由自然资源局受理', ['由自然资源局']],
    ['见《管理办法》', ['《管理办法》']],
    ['见《实施细则》', []],
    ['补助十五万元', ['十五万元']],
    ['登录 example.com', ['example.com']],
  ])('%s', (text, expected) => {
    expect(unsourcedWords(text, source)).toEqual(expected);
  });
});
