import { fileURLToPath } from 'node:url';
import type { Finding } from '../../src/posts/finding.ts';
import { wechatLimits } from '../../src/posts/platform-limits.ts';
import type { Composed } from '../../src/posts/post.ts';
import { type Checking, checkPost, readChecking } from '../../src/review/checks/checks.ts';

export const shippedContent = fileURLToPath(new URL('../../content', import.meta.url));
export const checking: Checking = readChecking(shippedContent, wechatLimits);

/** A post of one article that passes every check, with what a test changes. */
export function composedPost(
  change: Partial<Composed> & { title?: string; html?: string; digest?: string } = {},
): Composed {
  const { title = '关于示例市老旧小区改造的通知', html = '<p>详见门户网站。</p>', digest = '摘要', ...rest } = change;
  return {
    kind: 'notice',
    job: 'publish',
    marking: 'public',
    audience: 'public',
    publicUntil: '长期',
    source: null,
    articles: [
      {
        title,
        author: '示例市住建局',
        digest,
        html,
        sourceUrl: 'https://zjj.shili.gov.cn/a.html',
        cover: null,
        images: [],
      },
    ],
    forms: {},
    ...rest,
  };
}

export function blockingOf(post: Composed): Finding[] {
  return checkPost(post, checking).filter((f) => f.severity === 'blocking');
}
