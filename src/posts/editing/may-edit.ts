import { requireRole } from '../../config/acting-person.ts';
import type { People, Person } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import { editingRoles } from '../edit-head.ts';
import type { Post } from '../post-store.ts';

/** Who may write, beyond the role: people, and the person in whose name the office's own posts are drafted. */
export interface EditingPeople {
  people: People;
  /** `posts.author` of the settings: his section is the desk that publishes, and edits every post. */
  desk: string;
}

/**
 * Whether a person may change the text of this post: leaders, the drafter, whoever is of the drafter's section, and the
 * section that publishes for all.
 */
export function mayEdit({ people, desk }: EditingPeople, person: Person, post: Pick<Post, 'author'>): boolean {
  if (!person.roles.some((role) => editingRoles.includes(role))) return false;
  if (person.roles.includes('leader') || person.id === post.author) return true;
  const sectionOf = (id: string) => people.people.find((p) => p.id === id)?.section;
  const drafter = sectionOf(post.author);
  return drafter === undefined || person.section === drafter || person.section === sectionOf(desk);
}

/** @throws Refused for a person without an editing role, or of a section that has nothing to do with the post */
export function requireMayEdit(of: EditingPeople, personId: string, post: Pick<Post, 'id' | 'author'>): Person {
  const person = requireRole(of.people, personId, editingRoles, 'change the text of a post');
  if (mayEdit(of, person, post)) return person;
  throw new Refused({
    code: 'not-yours',
    message: `${personId} is not of the section that drafted post ${post.id}`,
    place: `post:${post.id}`,
    remedy: `Ask ${post.author}, a colleague of the same section, or the section that publishes.`,
  });
}
