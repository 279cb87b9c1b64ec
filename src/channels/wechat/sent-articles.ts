import { z } from 'zod';
import { CallPerson } from '../../errors.ts';
import type { StepInput } from '../channel.ts';
import { knownUploads } from '../upload-store.ts';
import { type DraftArticle, draftArticles } from './draft-articles.ts';
import { coversOf, uploadCover } from './upload-cover.ts';
import type { WechatAccount } from './wechat-account.ts';
import { ownProblem } from './wechat-problem.ts';

const imagesAnswer = z.object({ urls: z.record(z.string(), z.string()) });
const coverAnswer = z.object({ mediaIds: z.record(z.string(), z.string()) });

/**
 * The articles of a delivery as they go to the draft box. A cover that was forgotten after a refusal (40007) is
 * uploaded again here: a harmless effect, needed by whatever comes next.
 */
export async function sentArticles(account: WechatAccount, input: StepInput): Promise<DraftArticle[]> {
  return articlesWith(account, input, await coverIds(account, input));
}

/** The same for a look, which only reads: a cover that was forgotten has the id that it had. */
export async function soughtArticles(account: WechatAccount, input: StepInput): Promise<DraftArticle[]> {
  const known = await knownCovers(account, coversOf(account, input));
  return articlesWith(account, input, { ...firstCoverIds(input), ...known });
}

function articlesWith(account: WechatAccount, input: StepInput, coverIds: Record<string, string>): DraftArticle[] {
  const { urls: imageUrls } = imagesAnswer.parse(input.earlier.images);
  const { articles, missing } = draftArticles({
    deliveryId: input.deliveryId,
    content: input.content,
    imageUrls,
    coverIds,
    openComments: account.openComments,
  });
  if (missing.length === 0) return articles;
  const message = `pictures named in the text were not uploaded: ${missing.map((each) => each.slice(0, 12)).join(', ')}`;
  throw new CallPerson(ownProblem(account, 'wechat-image-missing', message));
}

/** Material ids of the covers as the cover step of this delivery got them. */
export function firstCoverIds(input: StepInput): Record<string, string> {
  return coverAnswer.parse(input.earlier.cover).mediaIds;
}

async function coverIds(account: WechatAccount, input: StepInput): Promise<Record<string, string>> {
  const hashes = coversOf(account, input);
  for (const _cover of hashes) {
    const known = await knownCovers(account, hashes);
    if (hashes.every((sha256) => known[sha256] !== undefined)) return known;
    const again = await uploadCover.prepare(account, input);
    const answer = await again.send(() => {}, account.clock.timeout(UPLOAD_AGAIN_MS));
    if (answer.is === 'done') continue;
    const message = `a cover could not be uploaded again: ${'detail' in answer ? answer.detail : answer.is}`;
    throw new CallPerson(ownProblem(account, 'wechat-40007', message));
  }
  return knownCovers(account, hashes);
}

async function knownCovers(account: WechatAccount, hashes: readonly string[]): Promise<Record<string, string>> {
  const known = await knownUploads(account.db, account.channel, 'cover', hashes);
  return Object.fromEntries([...known].map(([sha256, { mediaId }]) => [sha256, mediaId ?? '']));
}

const UPLOAD_AGAIN_MS = 60_000;
