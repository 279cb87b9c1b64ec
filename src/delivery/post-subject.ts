import { CallPerson } from '../errors.ts';
import type { Composed } from '../posts/post.ts';
import type { Subject } from './work.ts';

/** Posts as subjects of deliveries: approved by the post's own hash, read from the revision that has it. */
export const postSubject: Subject = {
  approvedHash: async (tx, id) => {
    const post = await tx.selectFrom('post').select('approvedHash').where('id', '=', id).forShare().executeTakeFirst();
    return post?.approvedHash ?? null;
  },
  content: async (db, id, hash): Promise<Composed> => {
    const revision = await db
      .selectFrom('postRevision')
      .select('body')
      .where('post', '=', id)
      .where('contentHash', '=', hash)
      .executeTakeFirst();
    if (!revision) {
      throw new CallPerson({
        code: 'post-revision-missing',
        message: `post ${id} has no revision with the hash its delivery carries`,
        place: `post:${id}`,
        remedy: 'Restore the revision from a backup; nothing is sent without it.',
      });
    }
    return JSON.parse(revision.body);
  },
};
