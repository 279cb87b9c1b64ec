/** Shapes of what the routes of 信息 answer. Instants are ms UTC. */
import { z } from 'zod';
import { changedFields } from '../../portal/revision-difference.ts';

const postState = z.enum(['draft', 'in-review', 'approved', 'returned', 'withdrawn']);

export const listedItem = z.object({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  issuer: z.string().nullable(),
  documentNumber: z.string().nullable(),
  publishedAt: z.number().nullable(),
  foundAt: z.number(),
  revision: z.number(),
  withdrawn: z.boolean(),
  role: z.enum(['policy', 'interpretation', 'other']),
  bundle: z.object({ id: z.string() }).nullable(),
  explains: z.array(
    z.object({ bundle: z.string().nullable(), policy: z.string(), name: z.string(), made: z.boolean() }),
  ),
  post: z.object({ id: z.string(), state: postState }).nullable(),
  left: z.object({ reason: z.string(), person: z.string() }).nullable(),
});

export const shownItem = listedItem.extend({
  url: z.string(),
  seenAt: z.number(),
  subject: z.string().nullable(),
  writtenOn: z.string().nullable(),
  marking: z.string().nullable(),
  validity: z.string().nullable(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  attachments: z.array(z.object({ url: z.string(), name: z.string() })),
  pictures: z.number(),
  revisions: z.array(z.object({ revision: z.number(), readAt: z.number() })),
});

export const listedSource = z.object({
  source: z.string(),
  portal: z.string(),
  column: z.string(),
  kind: z.string(),
  url: z.string(),
  everyMinutes: z.number(),
  checkedAt: z.number().nullable(),
  lastOkAt: z.number().nullable(),
  listed: z.number(),
  expected: z.number(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  newestAt: z.number().nullable(),
});

const run = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });

export const difference = z.object({
  fields: z.array(
    z.object({ field: z.enum(changedFields), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  paragraphs: z.array(z.union([z.object({ runs: z.array(run) }), z.object({ left: z.number() })])),
});
