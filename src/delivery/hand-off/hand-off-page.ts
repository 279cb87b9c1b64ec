import { visibleText } from '../../posts/visible-text.ts';
import { fileName, pasteHtml, placedPictures } from './article-text.ts';
import type { HandOff, Picture, PlacedPicture, Signed } from './hand-off.ts';
import { groupText } from './hand-off-files.ts';
import { type HandOffWording, isGroup, stepsOf } from './steps.ts';

/** An article in the parts that the editor of a platform asks for. */
export interface ArticleParts {
  title: string;
  author: string;
  digest: string;
  sourceUrl: string | null;
  /** To be pasted with its styles, a mark standing for each picture; and the same as plain text. */
  html: string;
  text: string;
  cover: { name: string; sha256: string } | null;
  pictures: PlacedPicture[];
}

/** A hand-off as the console shows it. Moments are ms UTC. */
export interface HandOffPage
  extends Pick<
    HandOff,
    'delivery' | 'post' | 'account' | 'kindLabel' | 'act' | 'dueAt' | 'hash' | 'takenBy' | 'takenAt'
  > {
  actWords: string;
  title: string;
  signatures: Signed[];
  steps: string[];
  /** What a group is sent; null for an account with articles. */
  message: string | null;
  articles: ArticleParts[];
}

/**
 * The page from which a person publishes by hand: what the files of the package hold, with the steps worded for the
 * console. Pure.
 * @throws FixContent when the post has no text for a group
 */
export function handOffPage(
  handOff: HandOff,
  pictures: ReadonlyMap<string, Picture>,
  wording: HandOffWording,
): HandOffPage {
  const { delivery, post, account, kindLabel, act, dueAt, hash, takenBy, takenAt, signatures, content } = handOff;
  const articles = isGroup(handOff) ? [] : content.articles.map((each) => partsOf(each, pictures));
  const count = articles.reduce((sum, each) => sum + each.pictures.length, 0);
  return {
    ...{ delivery, post, account, kindLabel, act, dueAt, hash, takenBy, takenAt, signatures },
    actWords: wording.acts[act]?.zh ?? act,
    title: content.articles[0]?.title ?? '',
    steps: stepsOf(handOff, wording, count, 'console'),
    message: isGroup(handOff) ? groupText(handOff) : null,
    articles,
  };
}

function partsOf(
  { title, author, digest, sourceUrl, html, cover }: HandOff['content']['articles'][number],
  pictures: ReadonlyMap<string, Picture>,
): ArticleParts {
  const placed = placedPictures(html, pictures);
  const picture = cover && pictures.get(cover.sha256);
  const pasted = pasteHtml(html, placed);
  return {
    ...{ title, author, digest, sourceUrl, html: pasted, text: visibleText(pasted), pictures: placed },
    cover: cover && picture ? { name: fileName('cover', picture), sha256: cover.sha256 } : null,
  };
}
