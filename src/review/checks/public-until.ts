import { type Check, findingAt, nowhere } from './check.ts';

/** until when a post is public is said before it is reviewed: a day, or 长期. */
export const checkPublicUntil: Check = ({ publicUntil }, { wording }) =>
  publicUntil.trim() === '' ? [findingAt(wording, 'public-until.unset', nowhere)] : [];
