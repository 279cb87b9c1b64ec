/** What becomes of placed cross-posts: those whose page was corrected, and those that are late. */
import type { Db } from '../../store/database.ts';

/**
 * A placed draft that its rule hands in and that nobody tries any more was written anew since, when its page was corrected:
 * it is tried again. Drafts that a person writes on are left to him.
 */
export async function tryRevised(db: Db, now: number, since: number): Promise<void> {
  await db
    .updateTable('crossPost')
    .set({ tryAt: now })
    .where('state', '=', 'placed')
    .where('at', '>=', since)
    .where('submit', '=', 1)
    .where('tryAt', 'is', null)
    .where('post', 'in', (eb) =>
      eb
        .selectFrom('post')
        .innerJoin('postRevision as head', (on) =>
          on.onRef('head.post', '=', 'post.id').onRef('head.revision', '=', 'post.revision'),
        )
        .select('post.id')
        .whereRef('post.id', '=', 'crossPost.post')
        .where('post.state', '=', 'draft')
        .where('head.createdBy', '=', 'worker'),
    )
    .execute();
}

/**
 * What is not out by its time: placed or not, as long as the account has not shown it. A post that was put away or taken
 * off the account is late for nothing.
 */
export async function lateCrossPosts(db: Db, now: number, since: number) {
  return db
    .selectFrom('crossPost')
    .innerJoin('item', 'item.id', 'crossPost.item')
    .select(['crossPost.rule', 'crossPost.item', 'crossPost.channel', 'crossPost.post', 'crossPost.author'])
    .select(['crossPost.dueAt', 'item.title'])
    .where('crossPost.state', 'in', ['wanted', 'placed'])
    .where('crossPost.at', '>=', since)
    .where('crossPost.dueAt', 'is not', null)
    .where('crossPost.dueAt', '<', now)
    .where((eb) =>
      eb.or([
        eb.and([eb('crossPost.state', '=', 'wanted'), eb('crossPost.problem', '<>', 'post-away')]),
        eb.exists(
          eb
            .selectFrom('placement')
            .innerJoin('post', 'post.id', 'placement.post')
            .select('placement.id')
            .whereRef('placement.post', '=', 'crossPost.post')
            .whereRef('placement.channel', '=', 'crossPost.channel')
            .where('placement.cancelledAt', 'is', null)
            .where('post.state', '<>', 'withdrawn'),
        ),
      ]),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('delivery')
            .select('delivery.id')
            .where('delivery.subjectKind', '=', 'post')
            .whereRef('delivery.subjectId', '=', 'crossPost.post')
            .whereRef('delivery.channel', '=', 'crossPost.channel')
            .where('delivery.state', '=', 'published'),
        ),
      ),
    )
    .orderBy('crossPost.dueAt')
    .execute();
}
