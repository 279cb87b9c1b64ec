/** The list of 稿件. */
import { z } from 'zod';
import type { Govcast } from '../../govcast.ts';
import { besidePosts, listPostPage } from '../../posts/list-post-page.ts';
import { kindNames } from '../../posts/post.ts';
import { postOrigins } from '../../posts/post-origins.ts';
import { findingCounter } from '../../review/finding-counts.ts';
import { afterCursor, page, pageOf, pageQuery } from '../api/cursor.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { awayAnswer, awayRights, namer } from './post-answers.ts';
import { readers } from './post-routes.ts';
import { postRow, reviewStates } from './post-shapes.ts';

const listQuery = z.object({
  ...pageQuery,
  state: z.enum(reviewStates).optional(),
  /** Only what the caller drafted. */
  mine: z.literal('1').optional(),
  channel: z.string().optional(),
});

export function postListRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock, config } = govcast;
  const { db } = acting;
  const name = namer(govcast);
  const countFindings = findingCounter(govcast.reviewing, clock);
  return [
    route({
      method: 'GET',
      path: '/posts',
      summary: 'Posts, the newest first; on an account by their time there',
      admits: readers,
      query: listQuery,
      answer: pageOf(postRow),
      handle: async ({ query: { cursor, limit, state, mine, channel }, caller }) => {
        const after = afterCursor(cursor, z.tuple([z.number(), z.string()]));
        const author = mine === undefined ? undefined : caller.person.id;
        const listed = await listPostPage(db, { state, author, channel, after, limit });
        const { items, next } = page(listed, limit, (row) => [row.orderedAt, row.id]);
        const ids = items.map(({ id }) => id);
        const beside = await besidePosts(db, ids);
        const counts = await countFindings(db, ids);
        const subjects = items.flatMap((row) => subjectOf(row));
        const origins = await postOrigins(db, subjects);
        const channelName = (id: string) => ({ id, name: config.channels.find((c) => c.id === id)?.name ?? id });
        const rows: z.output<typeof postRow>[] = [];
        for (const row of items) {
          const { id, title, kind, updatedAt, revision } = row;
          const written = beside.written.get(id);
          const away = beside.away.get(id);
          rows.push({
            ...{ id, title, kind, state: row.state, updatedAt, revision, author: name(row.author) },
            kindName: (kindNames as Readonly<Record<string, string>>)[kind] ?? kind,
            origin: subjectOf(row)[0]?.subjectKind ?? 'console',
            originOf: origins.get(`${row.subjectKind}:${row.subjectId}`) ?? '',
            channels: (beside.channels.get(id) ?? []).map(channelName),
            findings: counts.get(id) ?? null,
            written: written ? { at: written.at, by: name(written.by).name } : null,
            away: away ? awayAnswer(name, away) : null,
            contentHash: row.contentHash,
            ...awayRights(govcast, caller.person, row, beside.writers.get(id) ?? []),
          });
        }
        return { items: rows, next };
      },
    }),
  ];
}

function subjectOf({ subjectKind, subjectId }: { subjectKind: string; subjectId: string }) {
  const kinds = ['bundle', 'item', 'file', 'season', 'console'] as const;
  return kinds.filter((kind) => kind === subjectKind).map((kind) => ({ subjectKind: kind, subjectId }));
}
