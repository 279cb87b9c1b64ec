import type { People } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { channelForms } from './channel-forms.ts';
import type { Composing, Composition } from './composing.ts';
import { countChars } from './count-chars.ts';
import { type Edit, type Edited, editHead } from './edit-head.ts';
import { limitFindings } from './limit-findings.ts';
import type { Composed } from './post.ts';
import type { SavedPost } from './save-post.ts';
import { shorterTitle } from './shorten-title.ts';
import { worded } from './wording.ts';

export interface Retitling extends Edit {
  /** `proposals` takes every shorter title that the findings propose; else the person's own, articles counted from 1. */
  titles: 'proposals' | readonly { article: number; title: string }[];
}

export interface Retitled extends SavedPost {
  titles: NewTitle[];
  /** Articles whose titles are still too long, because their own words propose nothing; counted from 1. */
  left: number[];
}

interface NewTitle {
  article: number;
  from: string;
  to: string;
  /** Whether it is the proposal of the finding, taken as it is. */
  proposed: boolean;
}

/**
 * Gives articles of a post other titles, in a person's name: proposals are taken by people, never by the machine. The
 * full title stays in the text of the article and on its cover; the forms for other channels are made again.
 * @throws Refused when nothing is proposed, for a title that is empty or too long, or an article that is not there; and as
 *   editHead
 */
export async function retitlePost(
  acting: Acting,
  people: People,
  composing: Pick<Composing, 'limits' | 'wording'>,
  { titles: asked, ...edit }: Retitling,
  actor: Actor,
): Promise<Retitled> {
  const max = composing.limits.titleChars;
  const titles: NewTitle[] = [];
  const left: number[] = [];
  const change = ({ composed, findings }: Composition): Edited => {
    titles.push(...newTitles(composed, asked, max, edit.post));
    const retitled = withTitles(composed, titles);
    left.push(...retitled.articles.flatMap((a, i) => (countChars(a.title) > max ? [i + 1] : [])));
    const aboutTitles = limitFindings(retitled, composing).filter((f) => isAboutTitles(f.check));
    const told = { titles };
    const said = findings.filter((f) => !isAboutTitles(f.check));
    return { composed: retitled, findings: [...said, ...aboutTitles, ...oldCovers(composed, titles, composing)], told };
  };
  const saved = await editHead(acting, people, edit, change, actor);
  return { ...saved, titles, left };
}

/**
 * A proposal is the title in fewer words: its cover stays right. A title of a person's own may correct the one on the cover,
 * so the reviewer is told. A wide cover without a square part is a picture and shows no title.
 */
function oldCovers({ articles }: Composed, titles: readonly NewTitle[], composing: Pick<Composing, 'wording'>) {
  return titles.flatMap(({ article, from, to, proposed }) => {
    const cover = articles[article - 1]?.cover;
    const shows = cover && (article > 1 || cover.square !== undefined);
    return shows && !proposed && to !== from
      ? [worded(composing.wording, 'cover-old-title', { title: to, excerpt: from })]
      : [];
  });
}

function newTitles({ articles }: Composed, asked: Retitling['titles'], max: number, post: string): NewTitle[] {
  if (asked === 'proposals') {
    const taken = articles.flatMap(({ title: from }, i) => {
      const to = shorterTitle(from, max);
      return to === null ? [] : [{ article: i + 1, from, to, proposed: true }];
    });
    if (taken.length > 0) return taken;
    throw refusal(post, 'no-proposal', `no title of post ${post} has a shorter one proposed`);
  }
  return asked.map(({ article, title }) => {
    const to = title.trim();
    const from = articles[article - 1]?.title;
    if (from === undefined) throw refusal(post, 'article-unknown', `post ${post} has no article ${article}`);
    if (to === '' || countChars(to) > max) {
      throw refusal(post, 'title-length', `the title has ${countChars(to)} characters; it takes 1 to ${max}`);
    }
    return { article, from, to, proposed: to === shorterTitle(from, max) };
  });
}

function withTitles(composed: Composed, titles: readonly NewTitle[]): Composed {
  const articles = composed.articles.map((article, i) => {
    const title = titles.find((t) => t.article === i + 1)?.to ?? article.title;
    return { ...article, title };
  });
  return { ...composed, articles, forms: channelForms(articles, telephoneOf(composed)) };
}

/** Texts from before the telephone was kept by itself print it at the end of the plain form. */
function telephoneOf({ telephone, forms }: Composed): string | null {
  return telephone ?? /\n政策咨询电话：(.+)$/u.exec(forms.plain ?? '')?.[1] ?? null;
}

function isAboutTitles(check: string): boolean {
  return check === 'title-length' || check === 'title-missing';
}

function refusal(post: string, code: string, message: string): Refused {
  const remedy = 'Write the title yourself: `govcast post title ID --article 1 --to "…"`.';
  return new Refused({ code, message, place: `post:${post}`, remedy });
}
