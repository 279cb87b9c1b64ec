/** What a program may ask of repost tasks and do to them by token, as `govcast repost` does. */
import { z } from 'zod';
import { parseBeijing } from './calendar/beijing-time.ts';
import { actorOf } from './config/acting-person.ts';
import type { Config } from './config/load-config.ts';
import { AskedWrongly } from './errors.ts';
import { confirmRepost } from './schedule/reposts/confirm-repost.ts';
import { listReposts } from './schedule/reposts/list-reposts.ts';
import type { RepostDesk } from './schedule/reposts/repost-desk.ts';
import type { Acts } from './server/token-routes.ts';

const SHOWN_MS = 90 * 86_400_000;

const confirmation = z.strictObject({
  task: z.string().min(1),
  account: z.string().min(1),
  link: z.string().min(1),
  /** Beijing time without an offset. */
  at: z.string().optional(),
  note: z.string().default(''),
  as: z.string().min(1),
});

/** `GET /api/reposts`: the tasks of the last 90 days. */
export function answerReposts(desk: RepostDesk): Promise<object> {
  const now = desk.clock.now();
  return listReposts(desk, now - SHOWN_MS, now + 1);
}

/** `POST /api/reposts/confirm` with `{task, account, link, at?, note?, as}`. */
export function repostActs(desk: RepostDesk, config: Pick<Config, 'people' | 'offices'>): Acts {
  return {
    'reposts/confirm': async (body) => {
      const read = confirmation.safeParse(body);
      const at = read.data?.at === undefined ? undefined : parseBeijing(read.data.at);
      if (!read.success || at === null) throw bodyWrong(read.error?.issues[0]?.path.join('.') ?? 'at');
      const { task, account, link, note, as } = read.data;
      const proof = { link, note, ...(at === undefined ? {} : { at }) };
      const actor = actorOf(config, as, 'api');
      const { duty, isNew } = await confirmRepost(desk, { task, account }, proof, actor);
      return { ...duty, isNew };
    },
  };
}

function bodyWrong(path: string): AskedWrongly {
  return new AskedWrongly({
    code: 'body',
    message: `the body is no confirmation of a repost: ${path}`,
    remedy: 'Send {task, account, link, as} and, where needed, at and note.',
  });
}
