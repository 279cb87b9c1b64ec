import { encodeTime } from 'ulid';
import { officeNow, sizes, YEARS_MS } from './large-office.ts';

/** A ULID of a moment with a number for its random part: the same seed gives the same office. */
export function idAt(at: number, n: number): string {
  return `${encodeTime(at, 10)}${String(n).padStart(16, '0')}`;
}

/** When the i-th of `count` things happened: evenly over the years, the last one now. */
export function momentOf(i: number, count: number): number {
  return Math.floor(officeNow - YEARS_MS + ((i + 1) / count) * YEARS_MS);
}

/** Numbers in [0, 1) that are the same in each run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

export const itemId = (i: number) => idAt(momentOf(i, sizes.items), i);
export const postId = (i: number) => idAt(momentOf(i, sizes.posts), 1_000_000 + i);
export const requestId = (i: number) => idAt(momentOf(i, sizes.requests), 2_000_000 + i);

const subjects = [
  '既有住宅加装电梯',
  '老旧小区改造',
  '公租房租金缴纳',
  '物业服务收费',
  '住宅专项维修资金',
  '城市供热保障',
  '房屋装修垃圾清运',
  '建筑施工安全',
];
const forms = ['实施办法', '有关事项的通知', '政策解读', '工作动态', '问答', '办事指南'];

/** A title as portals have them; each is another one. */
export function titleOf(i: number): string {
  return `示例市${subjects[i % subjects.length]}${forms[Math.floor(i / 8) % forms.length]}（第${i}号）`;
}
