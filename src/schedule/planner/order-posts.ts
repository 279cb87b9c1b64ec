import { AskedWrongly } from '../../errors.ts';
import type { PlanPost } from './plan-input.ts';

/** Where a post stands in the order of work. */
export interface Rank {
  /** Its own priority, or the highest of what must follow it. */
  priority: number;
  /** Steps behind posts that it must follow. */
  depth: number;
}

/**
 * Ranks posts by the graph of `after` and `sameDayAs` (planner A.1). Posts that nobody knows have no effect.
 * @throws AskedWrongly `plan-circle` naming the posts that wait for each other
 */
export function rankPosts(posts: readonly PlanPost[]): Map<string, Rank> {
  const known = new Map(posts.map((post) => [post.id, post]));
  const leaders = (post: PlanPost) =>
    [...post.after, ...(post.sameDayAs === undefined ? [] : [post.sameDayAs])].flatMap((id) => known.get(id) ?? []);
  const ranks = new Map<string, Rank>();
  const open = new Set<string>();
  const visit = (post: PlanPost): Rank => {
    const done = ranks.get(post.id);
    if (done) return done;
    if (open.has(post.id)) throw circle([...open, post.id].slice([...open].indexOf(post.id)), known);
    open.add(post.id);
    const depth = Math.max(-1, ...leaders(post).map((leader) => visit(leader).depth)) + 1;
    open.delete(post.id);
    const rank = { priority: post.priority, depth };
    ranks.set(post.id, rank);
    return rank;
  };
  for (const post of posts) visit(post);
  const deepestFirst = [...posts].sort((a, b) => (ranks.get(b.id)?.depth ?? 0) - (ranks.get(a.id)?.depth ?? 0));
  for (const post of deepestFirst) {
    const own = ranks.get(post.id)?.priority ?? post.priority;
    for (const leader of leaders(post)) {
      const rank = ranks.get(leader.id);
      if (rank && rank.priority < own) rank.priority = own;
    }
  }
  return ranks;
}

function circle(ids: readonly string[], known: ReadonlyMap<string, PlanPost>): AskedWrongly {
  const names = ids.map((id) => `《${known.get(id)?.title ?? id}》(${id})`).join(' → ');
  return new AskedWrongly({
    code: 'plan-circle',
    message: `these posts wait for each other: ${names}`,
    place: ids[0],
    remedy: 'Take one `after` or `sameDayAs` of the circle out.',
  });
}
