/** A desk on which every page has something: the seeds of the single pages on one database. */
import { setPassword } from '../../../src/access/set-password.ts';
import { accessDesk } from '../../../src/access-desk.ts';
import { personOf } from '../../../src/config/acting-person.ts';
import { takeHandOff } from '../../../src/delivery/hand-off/take-hand-off.ts';
import type { Govcast } from '../../../src/govcast.ts';
import { seedItems } from './items.ts';
import { seedMatrix } from './matrix.ts';
import { seedPosts } from './posts.ts';
import { seedRequests } from './requests.ts';
import { type ReviewSeed, seedReview } from './review.ts';
import { signedPost } from './signed-post.ts';

/** Where the pages with an object of their own stand. */
export interface Everything {
  bundle: string;
  /** The post of editor.png, to be opened by `lin`. */
  post: string;
  /** The post of review.png. */
  review: string;
  request: string;
  /** A delivery that a person has taken to publish by hand. */
  byHand: string;
}

export async function seedEverything(govcast: Govcast): Promise<Everything> {
  const { db } = govcast.acting;
  await seedMatrix(govcast);
  const { bundle } = await seedItems(govcast);
  const post = await seedPosts(govcast);
  const found: Partial<ReviewSeed> = {};
  await seedReview(found)(govcast);
  await seedRequests(govcast);
  for (const { id } of govcast.config.people.people)
    await setPassword(
      accessDesk(govcast),
      { person: 'setup', via: 'cli' },
      { person: personOf(govcast.config.people, id), password: 'Qiu-Shui-2026', mustChange: false },
    );
  const body = '<p>请拨打 12319，二十四小时有人接听。</p>';
  await signedPost(govcast, { title: '供暖报修电话', body, channel: 'sub', act: 'publish', at: '20:10' });
  const planned = db.selectFrom('delivery').innerJoin('post', 'post.id', 'delivery.subjectId').select('delivery.id');
  const { id: byHand } = await planned.where('title', '=', '供暖报修电话').executeTakeFirstOrThrow();
  await takeHandOff(govcast.work, byHand, { person: 'lin', via: 'console' });
  const lift = db.selectFrom('request').select('id').where('intakeId', '=', 'lift');
  const { id: request } = await lift.executeTakeFirstOrThrow();
  return { bundle, post, review: found.lift ?? '', request, byHand };
}
