import { expect, test } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { answerCheck } from '../../src/review/answer-check.ts';
import { checking } from './composed.ts';

const answer = (file: string, text: string) => answerCheck(file, text, checking, testClock(0)).findings;
const checksOf = (file: string, text: string) => answer(file, text).map((f) => `${f.check} ${f.severity}`);

test('a plain text is read as it stands, with positions in it', () => {
  const text = '  通知\r\n\r\n联系人：张三，13812345678。\r\n（此件公开发布）';
  const [finding, ...rest] = answer('a.txt', text);
  expect(rest).toEqual([]);
  expect(text.slice(finding!.start, finding!.end)).toBe('13812345678');
  expect(finding).toMatchObject({ check: 'personal-data', excerpt: '13812345678', suggestion: '138****5678' });
});

test('A-11 a text that prints no marking is told so, one that prints 此文件公开发布 is not', () => {
  expect(checksOf('a.txt', '正文。')).toEqual(['marking blocking']);
  expect(checksOf('a.txt', '正文。\n(此文件公开发布)')).toEqual([]);
  expect(answer('a.txt', '正文。\n（此件依申请公开）')[0]?.message).toContain('依申请公开');
});

test('of a Markdown post the head counts: marking and length of the title', () => {
  const head = (title: string) => `---\ntitle: ${title}\nkind: 通知\njob: 信息发布\nmarking: 主动公开\n---\n`;
  expect(checksOf('a.md', `${head('短题')}正文见[门户](https://www.gov.cn/)。`)).toEqual([]);
  expect(checksOf('a.md', `${head('题'.repeat(33))}正文`)).toEqual(['title-length blocking']);
  const [finding] = answer('a.md', `${head('短题')}第一段\n\n电话**138**12345678`);
  expect('短题\n第一段\n电话13812345678'.slice(finding!.start, finding!.end)).toBe('13812345678');
  expect(checksOf('a.md', '没有头的文字')).toEqual(['marking blocking']);
});

test('HTML is read as if it were pasted: its pictures and links count', () => {
  const html =
    '<title>x</title><p>见<a href="https://x/">此处</a><img src="https://x/a.png"></p><p>（此件公开发布）</p>';
  expect(checksOf('a.html', html)).toEqual(['images-links blocking', 'images-links blocking']);
  expect(answer('a.html', html)[1]).toMatchObject({ excerpt: '此处', start: 1, end: 3 });
});
