import { describe, expect, test } from 'vitest';
import { FixContent } from '../../src/errors.ts';
import { readFrontMatter } from '../../src/posts/front-matter.ts';

const file = (...head: string[]) => `---\n${head.join('\n')}\n---\n\n正文\n`;
const good = ['title: 供暖指南', 'kind: 办事指南', 'job: 办事服务'];
const read = (text: string) => readFrontMatter('content/posts/x.md', text);
const errorOf = (text: string) => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof FixContent) return error;
  }
  throw new Error('nothing was wrong');
};

describe('the head of a Markdown post', () => {
  test('gives the fields, in Chinese or in the words of the code, with times in Beijing', () => {
    const text = file(
      ...good,
      'author: 示例市',
      'channels: main',
      'publish_at: 2026-11-25 09:00',
      'marking: 主动公开',
      'source: 示例发布',
      'audience: 公开',
      'public_until: 2027-03-31',
      'cover: 封面.png',
    );
    expect(read(text)).toMatchObject({
      matter: {
        title: '供暖指南',
        kind: 'guide',
        job: 'serve',
        channels: ['main'],
        publish_at: Date.parse('2026-11-25T01:00:00Z'),
        marking: 'public',
        audience: 'public',
        public_until: '2027-03-31',
        cover: '封面.png',
      },
      body: '\n正文\n',
      bodyLine: 14,
    });
  });

  test('takes every line ending, a byte order mark, and channels as hands write them', () => {
    const text = file(
      'title: a',
      'kind: guide',
      'job: serve',
      'channels: main，service、main',
      'publish_at: 2026-11-25 09：00',
    );
    for (const written of [text, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r'), `\uFEFF${text}`]) {
      const { matter, lineOf } = read(written);
      expect(matter).toMatchObject({ job: 'serve', channels: ['main', 'service'] });
      expect(matter.publish_at).toBe(Date.parse('2026-11-25T09:00:00+08:00'));
      expect([lineOf('channels'), lineOf('publish_at'), lineOf('cover')]).toEqual([5, 6, 2]);
    }
  });

  test('entries below an entry and long texts are left to YAML', () => {
    const guide = ['guide:', '  办理事项: “一件事”', '  办理依据: |', '    第一条: 依据: 甲', '# 说明：这一行不算'];
    expect(() => read(file(...good, ...guide))).not.toThrow(/half-width|marks|quotation/);
  });

  test('every slip of a head is named at once', () => {
    const error = errorOf(file('title：供暖', 'kind：通知', 'job:信息发布'));
    expect(error.message).toMatch(/:2 title.*\n.*:3 kind.*\n.*:4 job/);
  });

  test('leaves the marking blank when nobody has said it: a blank is never a yes', () => {
    expect(read(file(...good)).matter.marking).toBeUndefined();
  });

  test.each([
    ['a missing job', file('title: a', 'kind: 通知'), /job/, 2],
    ['an unknown job', file('title: a', 'kind: 通知', 'job: 宣传'), /publish, interpret, respond, serve/, 4],
    ['an unknown key', file(...good, 'chanels: [main]'), /Did you mean `channels`/, 5],
    ['a time that is none', file(...good, 'publish_at: 明天'), /2026-11-25 09:00/, 5],
    ['a day that does not exist', file(...good, 'public_until: 2026-02-30'), /2027-12-31/, 5],
    ['broken YAML', file(...good, 'source: [a'), /YAML/, 5],
    ['a day without a time', file(...good, 'publish_at: 2026-11-25'), /2026-11-25 09:00/, 5],
    ['a full-width colon', file('title：供暖', 'kind: 通知'), /`title: 供暖`.*half-width/, 2],
    ['no blank after the colon', file('title:供暖'), /`title: 供暖`/, 2],
    ['a tab', file('title: a', '\tkind: 通知'), /blanks/, 3],
    ['a key twice', file(...good, 'title: b'), /stands in line 2/, 5],
    ['marks of a text around a title', file('title: “供暖”'), /`title: 供暖`/, 2],
    ['marks of a text around a time', file(...good, 'publish_at: “2026-11-25 09:00”'), /without these marks/, 5],
    ['a quotation mark that is not closed', file('title: "供暖', 'kind: 通知'), /closing quotation mark/, 2],
    ['a colon inside a title', file('title: 通知: 供暖开始'), /`title: '通知: 供暖开始'`/, 2],
    ['a sign of YAML before a title', file('title: @各位市民'), /`title: '@各位市民'`/, 2],
  ])('names file, line and remedy for %s', (_, text, said, line) => {
    const error = errorOf(text);
    expect(`${error.message} ${error.remedy}`).toMatch(said);
    expect(error.place).toBe(`content/posts/x.md:${line}`);
    expect(error.remedy).not.toBe('');
  });

  test.each([
    '正文而已',
    '---\ntitle: a\n正文',
    '',
    '---js\nprocess.exit()\n---\n',
  ])('is asked for when it is missing: %j', (text) => {
    expect(errorOf(text)).toMatchObject({ code: 'front-matter-missing', place: 'content/posts/x.md:1' });
  });
});
