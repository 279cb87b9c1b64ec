/** Publishing an approved text by hand: taking it, the page to paste from, its true look, and all of it as one file. */
import { z } from 'zod';
import { handOffFiles } from '../../delivery/hand-off/hand-off-files.ts';
import { handOffPage } from '../../delivery/hand-off/hand-off-page.ts';
import type { HandOffRow } from '../../delivery/hand-off/hand-off-store.ts';
import { loadHandOff } from '../../delivery/hand-off/load-hand-off.ts';
import { requireHandOff } from '../../delivery/hand-off/require-hand-off.ts';
import { readHandOffWording } from '../../delivery/hand-off/steps.ts';
import { mayTake, takeHandOff } from '../../delivery/hand-off/take-hand-off.ts';
import { voidHandOffs } from '../../delivery/hand-off/void-hand-offs.ts';
import { zipHandOff } from '../../delivery/hand-off/zip-hand-off.ts';
import { requireDelivery } from '../../delivery/show-delivery.ts';
import type { Govcast } from '../../govcast.ts';
import { handOffSource } from '../../hand-off-source.ts';
import { storedPictures } from '../../posts/asset-store.ts';
import { PHONE_PAGE_POLICY, phonePage } from '../../review/phone-page.ts';
import { type ApiRoute, route } from '../api/route.ts';

const ofDelivery = z.object({ id: z.string().min(1).max(40) });
const handOffAnswer = z.object({
  ...{ delivery: z.string(), post: z.string(), title: z.string(), account: z.string(), kindLabel: z.string() },
  ...{ act: z.string(), actWords: z.string(), dueAt: z.number(), hash: z.string() },
  ...{ takenBy: z.string(), takenAt: z.number() },
  signatures: z.array(z.object({ post: z.string(), name: z.string(), at: z.number() })),
  steps: z.array(z.string()),
  /** What a group is sent; null for an account with articles. */
  message: z.string().nullable(),
  articles: z.array(
    z.object({
      ...{ title: z.string(), author: z.string(), digest: z.string(), sourceUrl: z.string().nullable() },
      /** To be pasted with its styles, a mark for each picture; and the same as plain text. */
      ...{ html: z.string(), text: z.string() },
      cover: z.object({ name: z.string(), sha256: z.string() }).nullable(),
      pictures: z.array(z.object({ sha256: z.string(), name: z.string(), after: z.string(), before: z.string() })),
    }),
  ),
});

export function handOffRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock, environment, work } = govcast;
  const wording = readHandOffWording(environment.contentFolder);
  const load = async (row: HandOffRow) => {
    const { channel } = await requireDelivery(acting.db, row.delivery);
    return loadHandOff(handOffSource(govcast, channel), row);
  };
  return [
    route({
      method: 'GET',
      path: '/deliveries/:id/hand-off',
      summary: 'What a person publishes by hand: the approved text in parts to copy, its pictures and the steps',
      admits: mayTake,
      params: ofDelivery,
      answer: handOffAnswer,
      handle: async ({ params: { id } }) => {
        const { handOff, pictures } = await load(await requireHandOff(acting.db, id));
        return handOffPage(handOff, pictures, wording);
      },
    }),
    route({
      method: 'POST',
      path: '/deliveries/:id/hand-off',
      summary:
        'Takes the approved text of a delivery to publish it by hand; nothing calls the platform for it any more',
      admits: mayTake,
      params: ofDelivery,
      answer: z.object({ delivery: z.string(), hash: z.string(), takenAt: z.number() }),
      handle: async ({ params: { id }, caller: { actor } }) => {
        const { subjectId } = await requireDelivery(acting.db, id);
        await voidHandOffs(work, subjectId);
        const { delivery, hash, takenAt } = await takeHandOff(work, id, actor);
        return { delivery, hash, takenAt };
      },
    }),
    route({
      method: 'GET',
      path: '/deliveries/:id/hand-off/phone',
      summary: 'The text that was taken as a phone shows it, as a page for a frame that runs nothing',
      admits: mayTake,
      params: ofDelivery,
      handle: async ({ params: { id } }) => {
        const { handOff } = await load(await requireHandOff(acting.db, id));
        const look = { account: handOff.account, large: false };
        const bytes = await phonePage(handOff.content, storedPictures(acting.db, clock.now), look);
        const headers = { 'content-security-policy': PHONE_PAGE_POLICY };
        return { type: 'text/html; charset=utf-8', bytes, headers };
      },
    }),
    route({
      method: 'GET',
      path: '/deliveries/:id/hand-off/package',
      summary: 'The same as one zip of files: a page to paste from, the steps, texts, pictures, a manifest with hashes',
      admits: mayTake,
      params: ofDelivery,
      handle: async ({ params: { id } }) => {
        const { handOff, pictures } = await load(await requireHandOff(acting.db, id));
        const bytes = Buffer.from(zipHandOff(handOffFiles(handOff, pictures, wording), handOff.takenAt));
        return { type: 'application/zip', bytes, name: `手工发布-${handOff.account}-${id}.zip` };
      },
    }),
  ];
}
