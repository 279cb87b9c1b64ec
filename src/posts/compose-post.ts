import { addCovers } from './add-covers.ts';
import type { PictureShelf } from './asset-store.ts';
import { composeDraft, type PostDraft, wantedPictures } from './compose-draft.ts';
import type { Composing, Composition } from './composing.ts';
import { type FetchBytes, fetchImages } from './fetch-images.ts';

/** Makes a draft whole: fetches its pictures, composes, gives each article a cover. Saves nothing but pictures. */
export async function composePost(
  draft: PostDraft,
  composing: Composing,
  shelf: PictureShelf,
  fetchBytes: FetchBytes,
): Promise<Composition> {
  const { pictures, lost } = await fetchImages(wantedPictures(draft), fetchBytes, shelf);
  const { composed, findings } = composeDraft(draft, pictures, composing, lost);
  return { composed: await addCovers(composed, draft, pictures, shelf, composing), findings };
}
