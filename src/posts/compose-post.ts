import { addCovers } from './add-covers.ts';
import type { PictureShelf } from './asset-store.ts';
import { composeDraft, wantedPictures } from './compose-draft.ts';
import type { Composing, Composition } from './composing.ts';
import { firstChars } from './count-chars.ts';
import { type FetchBytes, fetchImages } from './fetch-images.ts';
import { fitDraft } from './fit-draft.ts';
import { placeParts } from './place-parts.ts';
import type { PostDraft } from './post-draft.ts';
import { withQrCodes } from './qr-code.ts';
import { worded } from './wording.ts';

/** Makes a draft whole: fetches its pictures, composes, gives each article a cover. Saves nothing but pictures. */
export async function composePost(
  whole: PostDraft,
  composing: Composing,
  shelf: PictureShelf,
  fetchBytes: FetchBytes,
): Promise<Composition> {
  // Before the pictures are fetched: key points show fewer of them, and a QR code.
  const draft = fitDraft(whole, composing);
  const fetched = await fetchImages(wantedPictures(draft), withQrCodes(fetchBytes), shelf);
  const { pictures, lost, waiting } = fetched;
  const placed = { ...draft, articles: draft.articles.map((a) => ({ ...a, html: placeParts(a.html, fetched.parts) })) };
  const { composed, findings } = composeDraft(placed, pictures, composing, lost);
  const covered = await addCovers(composed, placed, pictures, shelf, composing);
  const notes = [...fetched.notes].map(([url, note]) =>
    worded(composing.wording, note, { excerpt: firstChars(url, 200) }),
  );
  return { composed: covered.composed, findings: [...findings, ...notes, ...covered.findings], waiting };
}
