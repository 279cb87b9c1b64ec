import { join } from 'node:path';
import type { Article } from '../../portal/article.ts';
import type { Finding } from '../finding.ts';
import { readFindingWording, worded } from '../wording.ts';

/** A page with attachments and less text than this only hands them on, UTF-16 code units. */
const HANDED_ON = 300;

/**
 * What a person should know before working on a draft: the text lies in an attachment, or nothing of it could be read out.
 * @param isBare whether the document gave no structure at all
 */
export function thinText({ title, text, attachments }: Article, isBare: boolean, contentFolder: string): Finding[] {
  const wording = () => readFindingWording(join(contentFolder, 'wording', 'posts.yaml'));
  const names = attachments.map(({ name, url }) => name || url);
  const excerpt = names.slice(0, 3).join('、');
  if (names.length > 0 && (isBare || text.trim().length < HANDED_ON)) {
    return [worded(wording(), 'text-in-attachment', { title: title ?? '', excerpt })];
  }
  return isBare ? [worded(wording(), 'draft-bare', { title: title ?? '' })] : [];
}
