/** 政策包: a policy with its interpretations, what is owed of it, and what people do about that. */
import { z } from 'zod';
import { beijingDay } from '../../calendar/beijing-time.ts';
import type { Govcast } from '../../govcast.ts';
import { draftQuestions, makePost } from '../../make-post.ts';
import { listBundleRows } from '../../policy/list-bundle-rows.ts';
import { NEVER } from '../../policy/owed-store.ts';
import { readOwedWording } from '../../policy/owed-wording.ts';
import { pairWords, sayOfPair } from '../../policy/say-of-pair.ts';
import { afterCursor, page, pageOf, pageQuery } from '../api/cursor.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { bundlePageAnswer } from '../bundle-page.ts';
import { readLedgerWording } from '../ledger-sentence.ts';
import { readSourceNames } from '../source-words.ts';
import { bundlePage, bundleRow } from './bundle-answers.ts';
import { readers } from './item-routes.ts';

/** Who does something with a bundle; the acts themselves ask for more where more is wanted. */
export const bundleRoles = ['editor', 'section-head', 'leader'] as const;
export const ofBundle = z.object({ bundle: z.string().min(1).max(40) });
const post = z.object({ post: z.string(), made: z.boolean() });

export function bundleRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, bundles, clock, config, environment } = govcast;
  const { db } = acting;
  const wording = {
    owed: readOwedWording(environment.contentFolder),
    ledger: readLedgerWording(environment.contentFolder),
    sources: readSourceNames(environment.contentFolder),
  };
  return [
    route({
      method: 'GET',
      path: '/bundles',
      summary: 'Bundles that are not archived, by what is owed first',
      admits: readers,
      query: z.object({ ...pageQuery, section: z.string().max(60).optional() }),
      answer: pageOf(bundleRow).extend({ sections: z.array(z.object({ id: z.string(), name: z.string() })) }),
      handle: async ({ query: { cursor, limit, section } }) => {
        const after = afterCursor(cursor, z.tuple([z.string(), z.string()]));
        const rows = await listBundleRows(db, bundles.calendar, {
          after: after && { nextDueOn: after[0], bundle: after[1] },
          limit: limit + 1,
          today: beijingDay(clock.now()),
          section,
        });
        const { sections } = config.people;
        const named = rows.map((row) => ({
          ...row,
          section: sections.find(({ id }) => id === row.section)?.name ?? row.section,
        }));
        return {
          ...page(named, limit, ({ nextDueOn, id }) => [nextDueOn ?? NEVER, id]),
          sections: sections.map(({ id, name }) => ({ id, name })),
        };
      },
    }),
    route({
      method: 'GET',
      path: '/bundles/:bundle',
      summary: 'One bundle, by its id or that of its policy: what is there, owed, doubtful, and where it goes',
      admits: readers,
      params: ofBundle,
      answer: bundlePage,
      handle: ({ params: { bundle } }) => bundlePageAnswer(govcast, wording, bundle),
    }),
    route({
      method: 'POST',
      path: '/bundles/pairs',
      summary: 'A person’s word on whether an interpretation belongs to a policy, or back to what linking says',
      admits: bundleRoles,
      body: z.object({
        policy: z.string().min(1),
        interpretation: z.string().min(1),
        word: z.enum(pairWords),
        reason: z.string().max(500).nullable().default(null),
      }),
      answer: z.object({ ok: z.literal(true) }),
      handle: async ({ body, caller }) => {
        await sayOfPair(bundles, caller.actor, body, config.settings.linking);
        return { ok: true as const };
      },
    }),
    route({
      method: 'POST',
      path: '/bundles/:bundle/post',
      summary: 'Makes the post of a bundle, or tells the one that is there',
      admits: bundleRoles,
      params: ofBundle,
      answer: post,
      handle: ({ params: { bundle }, caller }) =>
        makePost(govcast, { subjectKind: 'bundle', subjectId: bundle }, caller.actor),
    }),
    route({
      method: 'POST',
      path: '/bundles/:bundle/questions',
      summary: 'Drafts questions with answers out of the policy as a post that a person compares',
      admits: bundleRoles,
      params: ofBundle,
      answer: post,
      handle: ({ params: { bundle }, caller }) => draftQuestions(govcast, bundle, caller.actor),
    }),
  ];
}
