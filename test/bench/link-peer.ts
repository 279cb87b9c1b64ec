import type { LinkLine } from '../../src/policy/link-line.ts';
import { likeness } from '../../src/policy/title-likeness.ts';

const explains = /解读|图解|一图|一文|问答|答问|答疑|解答|答记者问|说明|发布会|读懂|看懂/u;
const enough = 0.55;

/** What one would write first: titles with a word of explaining against all others, the likest by bigrams wins. */
export function linkByLikeness(lines: readonly LinkLine[]): { policy: string; interpretation: string }[] {
  const titled = lines.map(({ id, title }) => ({ id, title: title ?? '' }));
  const policies = titled.filter(({ title }) => !explains.test(title)).map((p) => ({ ...p, name: nameOf(p.title) }));
  return titled
    .filter(({ title }) => explains.test(title))
    .flatMap(({ id, title }) => {
      const name = nameOf(title);
      const scored = policies.map((policy) => ({ policy: policy.id, like: likeness(policy.name, name) }));
      const best = scored.reduce((a, b) => (b.like > a.like ? b : a), { policy: '', like: 0 });
      return best.like >= enough ? [{ policy: best.policy, interpretation: id }] : [];
    });
}

function nameOf(title: string): string {
  return /《(.*)》/u.exec(title)?.[1] ?? title;
}
