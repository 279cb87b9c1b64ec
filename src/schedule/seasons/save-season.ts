import { createHash } from 'node:crypto';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { storedPictures } from '../../posts/asset-store.ts';
import { draftMarkdown } from '../../posts/compose-markdown.ts';
import { composePost } from '../../posts/compose-post.ts';
import type { Composing } from '../../posts/composing.ts';
import type { FetchBytes } from '../../posts/fetch-images.ts';
import { picturesBeside } from '../../posts/pictures-beside.ts';
import { findPostOf } from '../../posts/post-store.ts';
import { savePost } from '../../posts/save-post.ts';
import { readSeasonText } from './read-seasons.ts';
import { type SeasonTurn, turnSubject } from './season.ts';

/**
 * The post of a season in one year: the one that is there, however the text beside the calendar reads by now, or a new
 * one. Once a year, like the open month (E-04).
 * @returns the post's id; two who ask at once get the same
 * @throws FixContent naming file and line
 */
export async function saveSeason(
  acting: Acting,
  { composing, fetchBytes }: { composing: Composing; fetchBytes: FetchBytes },
  turn: SeasonTurn,
  actor: Actor,
): Promise<string> {
  const subject = turnSubject(turn);
  const known = await findPostOf(acting.db, subject);
  if (known) return known.id;
  const { season, year, on } = turn;
  const day = `${Number(on.slice(5, 7))}月${Number(on.slice(8, 10))}日`;
  const { office, telephone } = composing;
  const words = { year: String(year), day, name: season.name, office, telephone: telephone ?? '' };
  const file = readSeasonText(season, words);
  const shelf = storedPictures(acting.db, acting.clock.now);
  const draft = draftMarkdown(file, composing);
  const composition = await composePost(draft, composing, shelf, picturesBeside(file.file, fetchBytes));
  const material = createHash('sha256')
    .update(JSON.stringify([file.matter, file.body]))
    .digest('hex');
  const wanted = { ...subject, ...composition, author: actor.person, material };
  const manner = file.matter.manner ?? composing.manner;
  const saved = await savePost(acting, { ...wanted, manner, mayRevise: async () => false }, actor);
  return saved.id;
}
