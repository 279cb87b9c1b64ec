import type { DraftedMark } from '../../posts/post.ts';
import { type Check, findingAt, nowhere, type Place } from './check.ts';

/**
 * A text that a machine drafted blocks until a person has taken it over: by deleting the mark in the file's head, which
 * makes a new revision, or by an exception with a reason code for this very text. Words of a model are listed one by one,
 * and a figure, date or name of theirs that the original does not have blocks by itself for as long as it stands there.
 */
export const checkMachineDraft: Check = (post, { wording, visible }) => {
  const { drafted } = post;
  if (!drafted) return [];
  if (drafted.by === 'machine') return [findingAt(wording, 'machine-draft', { ...nowhere, excerpt: machineExcerpt })];
  const { model, wrote } = drafted;
  const written = wrote.map((sentence, i) => `${i + 1}. ${sentence}`).join(' ');
  const values = { model, wrote: written, count: wrote.length };
  return [
    findingAt(wording, 'machine-draft.model', { ...nowhere, excerpt: model }, values),
    ...unsourcedPlaces(drafted, visible.text).map((place) => findingAt(wording, 'model-unsourced', place, values)),
  ];
};

/** What an exception names: the finding concerns the whole text. */
const machineExcerpt = '机器起草';

/** Where the words of the model that have no source still stand in the text. */
function unsourcedPlaces({ unsourced }: Extract<DraftedMark, { by: 'model' }>, text: string): Place[] {
  return [...new Set(unsourced)].flatMap((excerpt) => {
    const start = text.indexOf(excerpt);
    return start < 0 ? [] : [{ start, end: start + excerpt.length, excerpt }];
  });
}
