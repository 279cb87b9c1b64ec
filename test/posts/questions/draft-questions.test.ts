import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown } from '../../../src/posts/escape-markdown.ts';
import { readFrontMatter } from '../../../src/posts/front-matter.ts';
import { draftQuestions } from '../../../src/posts/questions/draft-questions.ts';
import { readQuestionPatterns } from '../../../src/posts/questions/question-patterns.ts';
import { questionsMarkdown } from '../../../src/posts/questions/questions-markdown.ts';
import { structureOf } from '../../../src/posts/structure/policy-structure.ts';
import { visibleText } from '../../../src/posts/visible-text.ts';
import { shippedContent } from '../../review/composed.ts';
import { allPolicies, anyText, articleWith, policyOf } from '../structure/policies.ts';

const patterns = readQuestionPatterns(shippedContent);
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: false });
const asked = (words: string) => draftQuestions(structureOf(policyOf(words)), patterns);
const answersOf = (words: string, kind: string) =>
  asked(words)
    .find((q) => q.kind === kind)
    ?.answers.map((a) => `${a.text}｜${a.from}`);
const shown = (text: string) => text.replace(/\s+/gu, ' ').trim();

describe('questions and answers out of a policy', () => {
  test('every answer is a quote, for every policy of the portal', () => {
    for (const article of allPolicies) {
      const questions = draftQuestions(structureOf(article), patterns);
      expect(questions.length).toBeGreaterThan(2);
      for (const { answers } of questions) {
        expect(answers.length).toBeGreaterThan(0);
        for (const { text, start, end } of answers) expect(article.text.slice(start, end)).toBe(text);
      }
    }
  });

  test('every answer is a quote and is shown as it stands in the source, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const policy = structureOf(articleWith(text));
        const questions = draftQuestions(policy, patterns);
        const { body } = readFrontMatter('x.md', questionsMarkdown(policy, questions, patterns, { by: 'machine' }));
        const seen = visibleText(markdown.render(body));
        for (const answer of questions.flatMap((q) => q.answers)) {
          expect(text.slice(answer.start, answer.end)).toBe(answer.text);
          expect(seen).toContain(shown(answer.text));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a text is escaped so that it is shown as it is', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ maxLength: 60 })), (text) => {
        const plain = text.replace(/[\p{Cc}\p{Cs}]/gu, ' ');
        expect(visibleText(markdown.render(escapeMarkdown(plain)))).toBe(shown(plain));
      }),
      { numRuns: 500 },
    );
  });

  test('who may apply is answered by the whole list with its articles', () => {
    expect(answersOf('保障性租赁住房', 'who')).toEqual([
      '申请人应当同时符合下列条件｜第五条',
      '年满18周岁｜第五条第（一）项',
      '在本市市区工作，已签订劳动合同或者办理营业执照｜第五条第（二）项',
      '本人、配偶及未成年子女在市区无自有住房｜第五条第（三）项',
      '未享受公共租赁住房等其他住房保障政策｜第五条第（四）项',
    ]);
  });

  test('how much is answered by whole sentences, so that no condition is lost', () => {
    expect(answersOf('示例市既有住宅加装电梯', 'subsidy')).toEqual([
      '市、区财政对2028年底以前竣工并办理使用登记的电梯给予一次性补助，每台15万元；其中，有80周岁以上老年人或者持证重度残疾人居住的单元，每台增加1万元。｜第五条',
    ]);
  });

  test('a question without an answer in the document is left out', () => {
    const kinds = asked('进一步做好政策解读工作').map((q) => q.kind);
    expect(kinds).not.toContain('who');
    expect(kinds).not.toContain('inForce');
    expect(kinds).toContain('heading');
    expect(draftQuestions(structureOf(articleWith('你好')), patterns)).toEqual([]);
  });

  test('what is forbidden and what follows are answered with the lead of the list and its items', () => {
    const text = [
      '第一条　承租人不得有下列行为：',
      '（一）转租；',
      '（二）改变用途。',
      '第二条　有下列行为之一的，责令改正，处以一千元以下罚款：',
      '（一）拖欠租金的；',
      '（二）拒绝检查的。',
    ].join('\n');
    const made = draftQuestions(structureOf(articleWith(text)), patterns);
    const told = (kind: string) => made.find((q) => q.kind === kind)?.answers.map((a) => a.text);
    expect(told('bans')).toEqual(['承租人不得有下列行为', '转租', '改变用途']);
    expect(told('penalties')).toEqual(['有下列行为之一的，责令改正，处以一千元以下罚款', '拖欠租金的', '拒绝检查的']);
    expect(made.every((q) => !q.more)).toBe(true);
  });

  test('an answer that a maximum cuts says that the document has more', () => {
    const text = Array.from({ length: 20 }, (_, i) => `任何单位和个人不得实施第${i}类行为。`).join('\n');
    const policy = structureOf(articleWith(text));
    const made = draftQuestions(policy, patterns);
    expect(made.find((q) => q.kind === 'bans')).toMatchObject({ more: true });
    expect(questionsMarkdown(policy, made, patterns, { by: 'machine' })).toMatch(/\n>\n> ……其余见原文\n/);
  });

  test('headings that no other question answers are asked about in the document’s own words', () => {
    const { question } = asked('租金标准').find((q) => q.kind === 'heading') ?? {};
    expect(question).toBe('关于“面积标准”，文件怎么规定？');
  });

  test('the post names its document, its number and its address, and says who drafted it', () => {
    const policy = structureOf(policyOf('示例市城镇老旧小区改造'));
    const text = questionsMarkdown(policy, draftQuestions(policy, patterns), patterns, { by: 'machine' });
    const { matter, body } = readFrontMatter('x.md', text);
    expect(matter).toMatchObject({
      title: '《示例市城镇老旧小区改造实施办法》问答',
      kind: 'policy',
      job: 'interpret',
      marking: 'public',
      original: 'http://zjj.shili.example/zwgk/t1.html',
      drafted: { by: 'machine' },
    });
    expect(body).toContain('示建发〔2026〕18号');
    expect(body).toContain('## 一、为什么出台这份文件？');
  });
});
