import { describe, expect, test } from 'vitest';
import { settingsSchema } from '../../src/config/settings.ts';
import { postJobs, postKinds } from '../../src/posts/post.ts';

const read = (posts: unknown) => settingsSchema.safeParse({ posts });

describe('the settings of posts', () => {
  test('know the kinds and jobs that posts have', () => {
    for (const kind of postKinds)
      for (const job of postJobs) expect(read({ items: { 's/c': { kind, job } } }).success).toBe(true);
    expect(read({ items: { 's/c': { kind: 'advert', job: 'publish' } } }).success).toBe(false);
  });

  test('M-01 the shares of the mix add up to 100 %, or the start is refused with a remedy', () => {
    const mix: Record<string, number> = read({}).data?.posts.mix ?? {};
    expect(Object.values(mix).reduce((sum, share) => sum + share, 0)).toBe(100);
    expect(read({ mix: { publish: 25, interpret: 25, respond: 25, serve: 25 } }).success).toBe(true);
    const wrong = read({ mix: { publish: 50, interpret: 30, respond: 10, serve: 20 } });
    expect(wrong.error?.issues[0]?.message).toContain('100');
  });

  test('X-10 the words of the marking are the two that documents print', () => {
    expect(read({}).data?.posts.markingWords).toBe('此件公开发布');
    expect(read({ markingWords: '此文件公开发布' }).success).toBe(true);
    expect(read({ markingWords: '公开' }).success).toBe(false);
  });
});
