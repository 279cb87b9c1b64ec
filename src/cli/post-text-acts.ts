/** What people do with the text of a post before it is signed: titles, what it is for, how it is laid out. */
import { parseBeijing } from '../calendar/beijing-time.ts';
import { AskedWrongly } from '../errors.ts';
import { chooseManner } from '../posts/choose-manner.ts';
import { mannerNames, manners } from '../posts/manner.ts';
import { bundleLayouts } from '../posts/page-material.ts';
import { jobNames, kindNames, markingNames, markings, namedIn, postJobs, postKinds } from '../posts/post.ts';
import { recomposePost } from '../posts/recompose-post.ts';
import { retitlePost } from '../posts/retitle-post.ts';
import { setPost } from '../posts/set-post.ts';
import { withPictures } from '../with-pictures.ts';
import { oneOf, wholeNumber } from './arguments.ts';
import type { Doing, PostAct } from './post-act.ts';

export const textActs: readonly PostAct[] = [
  {
    usage: 'title <id>',
    description: 'takes the shorter titles that the findings propose, or gives an article another one',
    example: 'post title 01J… --take --as li-na',
    options: (command) =>
      command
        .option('--take', 'takes every proposal as it is')
        .option('--article <n>', 'with --to: which article, from 1', '1')
        .option('--to <title>', 'the title in your own words'),
    act: async ({ govcast: { acting, reviewing, composing }, post, seenHash, actor, options }) => {
      const { take, to, article } = options;
      if ((take === true) === (to !== undefined)) {
        const remedy = 'Say --take, or --to "…" with --article N.';
        throw new AskedWrongly({ code: 'title-asked', message: 'either --take or --to is wanted', remedy });
      }
      const titles =
        to === undefined ? ('proposals' as const) : [{ article: wholeNumber(article ?? '1', 'article'), title: to }];
      const done = await retitlePost(acting, reviewing.people, composing, { post, seenHash, titles }, actor);
      const { revision, voided, left } = done;
      return { revision, voided, left, titles: done.titles.map((t) => `${t.article}. ${t.from} → ${t.to}`) };
    },
  },
  {
    usage: 'set <id>',
    description:
      'says what a post does (M-01), until when it is public (A-13), its marking (A-11), how it is released (A-15)',
    example: 'post set 01J… --job 政策解读 --public-until 2027-12-31 --manner 政府网站,政务新媒体 --as li-na',
    options: (command) =>
      command
        .option('--job <job>', Object.values(jobNames).join(', '))
        .option('--public-until <day>', 'a day, or 长期')
        .option('--marking <marking>', `${Object.values(markingNames).join(', ')}: of a text that prints none`)
        .option('--manner <list>', `${Object.values(mannerNames).join(', ')}; parted by commas`),
    act: set,
  },
  {
    usage: 'recompose <id>',
    description:
      'composes a post again from its pages: in another layout, as another kind, with the result of a consultation',
    example: 'post recompose 01J… --layout parts --as li-na',
    options: (command) =>
      command
        .option('--layout <layout>', `of a bundle: ${bundleLayouts.join(', ')}`)
        .option('--kind <kind>', `of a page: ${Object.values(kindNames).join(', ')}`)
        .option('--result <item>', 'of a consultation: the page with what became of the opinions'),
    act: recompose,
  },
];

async function set({ govcast: { acting, reviewing }, post, seenHash, actor, options }: Doing): Promise<object> {
  const { job, publicUntil, manner, marking } = options;
  if (publicUntil !== undefined && publicUntil !== '长期' && !isDay(publicUntil)) {
    const remedy = 'Write a day as 2027-12-31, or 长期.';
    throw new AskedWrongly({ code: 'public-until', message: `${publicUntil} is no day and not 长期`, remedy });
  }
  const chosen = manner?.split(/[,，、]/u).map((m) => oneOf(manners, namedIn(mannerNames, m.trim()) ?? m, 'manner'));
  const known = job === undefined ? undefined : oneOf(postJobs, namedIn(jobNames, job) ?? job, 'job');
  const marked =
    marking === undefined ? undefined : oneOf(markings, namedIn(markingNames, marking) ?? marking, 'marking');
  const text = known !== undefined || publicUntil !== undefined || marked !== undefined || chosen === undefined;
  const wanted = { post, seenHash, job: known, publicUntil, marking: marked };
  const saved = text ? await setPost(acting, reviewing.people, wanted, actor) : null;
  if (chosen) await chooseManner(acting, reviewing.people, { post, manner: chosen }, actor);
  return {
    ...(saved ? { revision: saved.revision, voided: saved.voided } : {}),
    ...(chosen ? { manner: chosen } : {}),
  };
}

async function recompose({ govcast, post, seenHash, actor, options }: Doing): Promise<object> {
  const { acting, composing, reviewing } = govcast;
  const { layout, kind, result } = options;
  const wish = {
    layout: layout === undefined ? undefined : oneOf(bundleLayouts, layout, 'layout'),
    kind: kind === undefined ? undefined : oneOf(postKinds, namedIn(kindNames, kind) ?? kind, 'kind'),
    result,
  };
  const { revision, voided } = await withPictures(govcast, (fetchBytes) =>
    recomposePost(acting, reviewing.people, { composing, fetchBytes }, { post, seenHash, ...wish }, actor),
  );
  return { revision, voided };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parseBeijing(text) !== null;
}
