/** What keeps a signed post back, and lets it go (I-14). */
import { isoBeijing } from '../calendar/beijing-time.ts';
import { AskedWrongly } from '../errors.ts';
import type { PostRelease } from '../posts/release-store.ts';
import { embargoPost, holdPost, releasePost } from '../review/hold-post.ts';
import { momentOf } from './arguments.ts';
import type { PostAct } from './post-act.ts';

export const releaseActs: readonly PostAct[] = [
  {
    usage: 'hold <id>',
    description: 'nothing of it goes out, whatever its time, until a person releases it',
    example: 'post hold 01J… --reason 等待统一口径 --as li-na',
    options: (command) => command.requiredOption('--reason <text>', 'what is waited for'),
    act: async ({ govcast: { acting, config }, post, actor, options }) =>
      told(await holdPost({ ...acting, people: config.people }, post, options.reason ?? '', actor)),
  },
  {
    usage: 'release <id>',
    description: 'lets a held post go; what is late by then passes the rule of its account',
    example: 'post release 01J… --as zhang-wei',
    act: async ({ govcast: { acting, config }, post, actor }) =>
      told(await releasePost({ ...acting, people: config.people }, post, actor)),
  },
  {
    usage: 'embargo <id>',
    description: 'nothing of it goes out before a moment',
    example: 'post embargo 01J… --until "2099-11-25 09:00" --as li-na',
    options: (command) =>
      command.option('--until <moment>', 'Beijing time').option('--lift', 'ends the embargo in place of setting one'),
    act: async ({ govcast: { acting, config }, post, actor, options: { until, lift } }) => {
      if ((until === undefined) === (lift !== true)) {
        const remedy = 'Say --until "2026-11-25 09:00", or --lift.';
        throw new AskedWrongly({ code: 'embargo-asked', message: 'either --until or --lift is wanted', remedy });
      }
      const at = until === undefined ? null : momentOf(until);
      return told(await embargoPost({ ...acting, people: config.people }, post, at, actor));
    },
  },
];

function told({ heldAt, heldReason, embargoUntil }: PostRelease): object {
  return {
    held: heldAt === null ? null : `${isoBeijing(heldAt)} ${heldReason}`,
    embargoUntil: embargoUntil === null ? null : isoBeijing(embargoUntil),
  };
}
