/** 信息: what the portals published, what became of it, and how the watching goes. */
import { z } from 'zod';
import { sourceId } from '../../config/portals.ts';
import type { Govcast } from '../../govcast.ts';
import { makePost } from '../../make-post.ts';
import { wishComposed } from '../../policy/compose-wish-store.ts';
import { itemPage, itemPageHeaders } from '../../portal/item-page.ts';
import { articleOf } from '../../portal/item-store.ts';
import { itemRoles, leaveItem, unknownItem } from '../../portal/leave-item.ts';
import { listSources } from '../../portal/list-sources.ts';
import { revisionDifference } from '../../portal/revision-difference.ts';
import { takeItemUp } from '../../portal/take-item-up.ts';
import { itemFates, listItems } from '../../posts/list-items.ts';
import { findPostOf } from '../../posts/post-store.ts';
import { showItem } from '../../posts/show-item.ts';
import { afterCursor, page, pageOf, pageQuery } from '../api/cursor.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { nameOfPerson } from '../bundle-page.ts';
import { difference, listedItem, listedSource, shownItem } from './item-answers.ts';

/** Who reads items and bundles; who acts on them stands in the acts. */
export const readers = ['editor', 'section-head', 'leader', 'secrecy'] as const;
const ofItem = z.object({ item: z.string().min(1).max(40) });
const done = z.object({ ok: z.literal(true) });
const ok = { ok: true as const };

export function itemRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock, config } = govcast;
  const { db } = acting;
  const sources = config.portals.flatMap((portal) =>
    portal.columns.map((column) => ({ id: sourceId(portal, column), name: column.name, portal: portal.name })),
  );
  const nameOf = (id: string) => nameOfPerson(govcast, id);
  return [
    route({
      method: 'GET',
      path: '/items',
      summary: 'Items, the newest found first, with what became of them; and the columns that are watched',
      admits: readers,
      query: z.object({ ...pageQuery, source: z.string().max(120).optional(), fate: z.enum(itemFates).optional() }),
      answer: pageOf(listedItem).extend({
        sources: z.array(z.object({ id: z.string(), name: z.string(), portal: z.string() })),
      }),
      handle: async ({ query: { cursor, limit, source, fate } }) => {
        const after = afterCursor(cursor, z.tuple([z.string()]));
        const asked = { after: after?.[0] ?? null, limit: limit + 1, now: clock.now() };
        const rows = await listItems(db, { source, fate }, asked);
        const named = rows.map((row) => ({
          ...row,
          left: row.left && { ...row.left, person: nameOf(row.left.person) },
        }));
        return { ...page(named, limit, ({ id }) => [id]), sources };
      },
    }),
    route({
      method: 'GET',
      path: '/items/sources',
      summary: 'How the last look at every watched column went',
      admits: [...readers, 'system-admin'],
      answer: z.object({ sources: z.array(listedSource) }),
      handle: async () => ({ sources: await listSources(db, config.portals) }),
    }),
    route({
      method: 'GET',
      path: '/items/:item',
      summary: 'One item: what its page says, its revisions, and what became of it',
      admits: readers,
      params: ofItem,
      answer: shownItem,
      handle: async ({ params: { item } }) => {
        const shown = await showItem(db, item);
        return { ...shown, left: shown.left && { ...shown.left, person: nameOf(shown.left.person) } };
      },
    }),
    route({
      method: 'GET',
      path: '/items/:item/text',
      summary: 'The extracted text as a page for a sandboxed frame',
      admits: readers,
      params: ofItem,
      handle: async ({ params: { item } }) => {
        const article = await articleOf(db, item);
        if (article === null) throw unknownItem(item);
        return { type: 'text/html; charset=utf-8', bytes: itemPage(article), headers: itemPageHeaders };
      },
    }),
    route({
      method: 'GET',
      path: '/items/:item/revisions/:revision',
      summary: 'What a revision says otherwise than the one before it',
      admits: readers,
      params: ofItem.extend({ revision: z.coerce.number().int().min(2) }),
      answer: difference,
      handle: async ({ params: { item, revision } }) => {
        const [before, after] = [await exactly(revision - 1), await exactly(revision)];
        if (before === null || after === null) throw unknownItem(`${item}:${revision}`);
        return revisionDifference(before, after);

        function exactly(n: number) {
          return articleOf(db, item, n);
        }
      },
    }),
    route({
      method: 'POST',
      path: '/items/:item/post',
      summary: 'Makes the post of an item, or tells the one that is there',
      admits: itemRoles,
      params: ofItem,
      answer: z.object({ post: z.string(), made: z.boolean() }),
      handle: ({ params: { item }, caller }) =>
        makePost(govcast, { subjectKind: 'item', subjectId: item }, caller.actor),
    }),
    route({
      method: 'POST',
      path: '/items/:item/leave',
      summary: 'Says that nothing is published of an item, and why',
      admits: itemRoles,
      params: ofItem,
      body: z.object({ reason: z.string().max(500) }),
      answer: done,
      handle: async ({ params: { item }, body: { reason }, caller }) => {
        const postOf = async (tx: typeof db, id: string) => {
          const post = await findPostOf(tx, { subjectKind: 'item', subjectId: id });
          return post === null || post.state === 'withdrawn' ? null : post.id;
        };
        await leaveItem({ ...acting, people: config.people, postOf }, caller.actor, { item, reason });
        return ok;
      },
    }),
    route({
      method: 'POST',
      path: '/items/:item/take-up',
      summary: 'Takes back that nothing is published of an item',
      admits: itemRoles,
      params: ofItem,
      answer: done,
      handle: async ({ params: { item }, caller }) => {
        const wish = (tx: typeof db, id: string) =>
          wishComposed(tx, { subjectKind: 'item', subjectId: id }, acting.newId, clock.now());
        await takeItemUp({ ...acting, people: config.people, wish }, caller.actor, { item });
        return ok;
      },
    }),
  ];
}
