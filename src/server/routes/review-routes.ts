/** Reading for 审核: the queue, one post under review, its true output, pictures and approval form. */
import QRCode from 'qrcode';
import { z } from 'zod';
import type { Role } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { loadAsset, storedPictures } from '../../posts/asset-store.ts';
import { loadRevision } from '../../posts/post-store.ts';
import { loadForm } from '../../review/load-form.ts';
import { PHONE_PAGE_POLICY, phonePage } from '../../review/phone-page.ts';
import { reviewQueue } from '../../review/review-queue.ts';
import { reviewView } from '../../review/review-view.ts';
import { openWorkNow } from '../../today/kept-reviews.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { formAnswer, queueAnswer, viewAnswer } from './review-shapes.ts';

/** Who takes part in reviewing; whose step or gate it is, the acts ask. */
export const reviewing: readonly Role[] = ['editor', 'section-head', 'leader', 'secrecy'];
const readers: readonly Role[] = [...reviewing, 'auditor'];
export const ofPost = z.object({ post: z.string().min(1).max(40) });

export function reviewRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, calendar, clock, config } = govcast;
  const { db } = acting;
  const desk = { ...govcast.reviewing, calendar };
  const accountOf = (id: string) => config.channels.find((c) => c.id === id)?.name ?? id;
  return [
    route({
      method: 'GET',
      path: '/review',
      summary: 'What waits in review for the person, what was signed and is not through, what was returned',
      admits: reviewing,
      answer: queueAnswer,
      handle: async ({ caller: { person } }) =>
        reviewQueue(db, desk, person.id, clock.now(), await openWorkNow(govcast, person.id)),
    }),
    route({
      method: 'GET',
      path: '/review/:post',
      summary: 'A post under review: the text with its changes, gates, chain, findings, and what the person may do',
      admits: readers,
      params: ofPost,
      answer: viewAnswer,
      handle: async ({ params, caller }) => {
        const view = await reviewView(db, desk, params.post, caller.person.id, clock.now());
        if (!view) throw neverHandedIn(params.post);
        return { ...view, releases: view.releases.map((each) => ({ ...each, account: accountOf(each.channel) })) };
      },
    }),
    route({
      method: 'GET',
      path: '/review/:post/phone',
      summary: 'The true output of a text as a phone shows it, as a page for a frame that runs nothing',
      admits: readers,
      params: ofPost,
      query: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), large: z.enum(['1']).optional() }),
      handle: async ({ params, query }) => {
        const composed = await loadRevision(db, params.post, query.hash);
        const shelf = storedPictures(db, clock.now);
        const account = config.channels.find((c) => c.role === 'main')?.name ?? '';
        return {
          type: 'text/html; charset=utf-8',
          bytes: await phonePage(composed, shelf, { account, large: query.large === '1' }),
          headers: { 'content-security-policy': PHONE_PAGE_POLICY },
        };
      },
    }),
    route({
      method: 'GET',
      path: '/review/:post/pictures/:sha256',
      summary: 'A picture or cover of a post under review',
      admits: readers,
      params: ofPost.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
      handle: async ({ params: { post, sha256 } }) => {
        const stands = await db
          .selectFrom('postRevision')
          .select('revision')
          .where('post', '=', post)
          .where('body', 'like', `%${sha256}%`)
          .limit(1)
          .executeTakeFirst();
        const picture = stands ? await loadAsset(db, sha256) : null;
        if (!picture) throw pictureMissing(post, sha256);
        const headers = { 'cache-control': 'private, max-age=86400', 'x-content-type-options': 'nosniff' };
        return { type: picture.mediaType, bytes: picture.bytes, headers };
      },
    }),
    route({
      method: 'GET',
      path: '/review/:post/form',
      summary: 'The approval form of a run of review: as it was signed, else as far as it has come (A-06)',
      admits: readers,
      params: ofPost,
      query: z.object({ review: z.string().max(40).optional() }),
      answer: formAnswer,
      handle: async ({ params, query }) => {
        const shown = await loadForm(db, govcast.reviewing, params.post, query.review);
        return { ...shown, qr: qrPath(`审批单 ${shown.form.review} ${shown.fingerprint}`) };
      },
    }),
  ];
}

/** The dark modules of a QR code as one path, with the quiet zone it needs. */
function qrPath(text: string): { path: string; size: number } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
  }
  return { path, size: modules.size + 8 };
}

function neverHandedIn(post: string): Refused {
  const remedy = 'Hand the post in first.';
  return new Refused({
    code: 'review-unknown',
    message: `post ${post} was never handed in`,
    place: `post:${post}`,
    remedy,
  });
}

function pictureMissing(post: string, sha256: string): Refused {
  return new Refused({
    code: 'picture-unknown',
    message: `post ${post} has no picture ${sha256.slice(0, 8)}…`,
    place: `post:${post}`,
    remedy: 'Look at the post again; its text has changed.',
  });
}
