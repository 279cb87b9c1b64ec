import { countChars } from '../count-chars.ts';
import { robotMarkdownBytes, weiboLimits } from '../platform-limits.ts';
import type { Composed } from '../post.ts';
import { weiboLength } from '../weibo-text.ts';
import { escaped } from './pictures-in-preview.ts';

/** Names of the forms, and their lengths as their platforms count them. */
const known: Readonly<Record<string, { name: string; length: (text: string) => string }>> = {
  weibo: { name: '微博', length: (text) => `${weiboLength(text)} / ${weiboLimits.statusUnits} 字（按微博的算法）` },
  'wecom-robot': {
    name: '企业微信群机器人',
    length: (text) =>
      `${Buffer.byteLength(text).toLocaleString('en')} / ${robotMarkdownBytes.toLocaleString('en')} 字节`,
  },
  plain: { name: '纯文本', length: plainLength },
};

/** What the post is on channels that take no articles: each form to be opened, the first one open. */
export function formsPreview(forms: Composed['forms']): string {
  const shown = Object.entries(forms).map(([kind, text], i) => {
    const { name, length } = known[kind] ?? { name: kind, length: plainLength };
    return `<details${i === 0 ? ' open' : ''}><summary>${escaped(name)}<span>${length(text)}</span></summary><pre class="form">${escaped(text)}</pre></details>`;
  });
  if (shown.length === 0) return '';
  return `<section id="forms" aria-labelledby="forms-name"><h2 id="forms-name">其他渠道</h2>${shown.join('')}</section>`;
}

function plainLength(text: string): string {
  return `${countChars(text).toLocaleString('en')} 字`;
}
