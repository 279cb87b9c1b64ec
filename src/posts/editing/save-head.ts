import type { Actor } from '../../ledger/append.ts';
import { changeWorking, type Editing, saved } from './editing.ts';
import type { WorkingCopy, WorkingHead, WorkingWishes } from './working-copy.ts';
import { updateWorking } from './working-store.ts';

/** Fields of a post as a whole; what is left out stays as it is. */
export interface HeadChange {
  head?: { [Field in keyof WorkingHead]?: WorkingHead[Field] | undefined };
  wishes?: { [Field in keyof WorkingWishes]?: WorkingWishes[Field] | undefined };
}

/**
 * Says what a post is and does, and where and when it shall go out. The first stands under the content hash and becomes
 * part of the next revision, the second is used when the post is submitted. The mark of a machine's draft can be taken
 * off by whoever compared it with the original, and not be put on.
 * @throws as changeWorking
 */
export function saveHead(
  editing: Pick<Editing, 'acting' | 'who'>,
  post: string,
  { head = {}, wishes = {} }: HeadChange,
  actor: Actor,
): Promise<WorkingCopy> {
  return changeWorking(editing, post, actor, async (tx, copy) => {
    const drafted = copy.head.drafted && head.drafted !== false;
    const next = { ...copy.head, ...given(head), drafted };
    const wished = { ...copy.wishes, ...given(wishes) };
    const now = editing.acting.clock.now();
    const changed = JSON.stringify(next) !== JSON.stringify(copy.head);
    const after = changed ? saved(copy, actor.person, now) : copy;
    const written = { ...after, head: next, wishes: wished };
    await updateWorking(tx, written);
    return written;
  });
}

function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
