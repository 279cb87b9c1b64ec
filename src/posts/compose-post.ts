import { addCovers } from './add-covers.ts';
import type { PictureShelf } from './asset-store.ts';
import { composeDraft, wantedPictures } from './compose-draft.ts';
import type { Composing, Composition } from './composing.ts';
import { type FetchBytes, fetchImages } from './fetch-images.ts';
import { fitDraft } from './fit-draft.ts';
import type { PostDraft } from './post-draft.ts';
import { withQrCodes } from './qr-code.ts';

/** Makes a draft whole: fetches its pictures, composes, gives each article a cover. Saves nothing but pictures. */
export async function composePost(
  whole: PostDraft,
  composing: Composing,
  shelf: PictureShelf,
  fetchBytes: FetchBytes,
): Promise<Composition> {
  // Before the pictures are fetched: key points show fewer of them, and a QR code.
  const draft = fitDraft(whole, composing);
  const { pictures, lost } = await fetchImages(wantedPictures(draft), withQrCodes(fetchBytes), shelf);
  const { composed, findings } = composeDraft(draft, pictures, composing, lost);
  const covered = await addCovers(composed, draft, pictures, shelf, composing);
  return { composed: covered.composed, findings: [...findings, ...covered.findings] };
}
