import { load } from 'cheerio';
import { z } from 'zod';
import { CallPerson } from '../../errors.ts';
import { askWechat, expectOk } from './ask-wechat.ts';
import type { DraftArticle } from './draft-articles.ts';
import type { WechatAccount } from './wechat-account.ts';
import { ownProblem } from './wechat-problem.ts';

const draftShape = z.object({
  news_item: z.array(
    z.object({
      title: z.string().default(''),
      digest: z.string().default(''),
      content: z.string().default(''),
      content_source_url: z.string().default(''),
    }),
  ),
});
type ReadArticle = z.output<typeof draftShape>['news_item'][number];

/** The platform may change white space and the like; more than this share of the text is a real change. */
const TEXT_TOLERANCE = 0.03;

/**
 * Reads the draft back and compares it with what was signed: the platform drops pictures and markup without a word, and
 * colleagues edit drafts in its console.
 * @returns whether the draft is still there
 * @throws CallPerson `wechat-draft-changed` naming the differences
 */
export async function readBack(
  account: WechatAccount,
  mediaId: string,
  sent: readonly DraftArticle[],
): Promise<'same' | 'gone'> {
  const reply = await askWechat(account, { path: '/cgi-bin/draft/get', body: { media_id: mediaId } });
  if (reply.is === 'error' && reply.code === 40007) return 'gone';
  const draft = expectOk(account, 'reading the draft back', reply, draftShape);
  const differences = draftDifferences(sent, draft.news_item);
  if (differences.length === 0) return 'same';
  const what = differences.map((each) => each.en).join('; ');
  const message = `the draft differs from what was signed: ${what}`;
  throw new CallPerson(ownProblem(account, 'wechat-draft-changed', message, { what }));
}

/** What differs between the sent articles and those read back, in English for errors and in Chinese for staff. */
export function draftDifferences(
  sent: readonly DraftArticle[],
  read: readonly ReadArticle[],
): { en: string; zh: string }[] {
  if (sent.length !== read.length) {
    return [
      {
        en: `${read.length} articles instead of ${sent.length}`,
        zh: `篇数（${read.length} 篇，应为 ${sent.length} 篇）`,
      },
    ];
  }
  return sent.flatMap((article, i) => {
    const other = read[i];
    if (!other) return [];
    const [mine, theirs] = [bodyOf(article.content), bodyOf(other.content)];
    const at = `article ${i + 1}: `;
    const zh = `第 ${i + 1} 篇的`;
    const found: { en: string; zh: string }[] = [];
    if (other.title !== article.title) found.push({ en: `${at}title`, zh: `${zh}标题` });
    if (article.digest !== '' && other.digest !== article.digest) found.push({ en: `${at}digest`, zh: `${zh}摘要` });
    if (other.content_source_url !== article.content_source_url) {
      found.push({ en: `${at}source address`, zh: `${zh}原文链接` });
    }
    if (mine.images !== theirs.images) {
      found.push({
        en: `${at}${theirs.images} pictures instead of ${mine.images}`,
        zh: `${zh}图片（${theirs.images} 张，应为 ${mine.images} 张）`,
      });
    }
    if (Math.abs(mine.chars - theirs.chars) > mine.chars * TEXT_TOLERANCE) {
      found.push({
        en: `${at}${theirs.chars} characters instead of ${mine.chars}`,
        zh: `${zh}正文（${theirs.chars} 字，应为 ${mine.chars} 字）`,
      });
    } else if (!isPartOf(theirs.words, mine.words)) {
      found.push({ en: `${at}words or figures that were not signed`, zh: `${zh}正文（有未经签发的文字或数字）` });
    }
    return found;
  });
}

/** Letters and figures in their order, some left out: the platform drops markup, it writes nothing. An edit does. */
function isPartOf(part: string, whole: string): boolean {
  const rest = whole[Symbol.iterator]();
  for (const char of part) {
    let next = rest.next();
    while (!next.done && next.value !== char) next = rest.next();
    if (next.done) return false;
  }
  return true;
}

function bodyOf(html: string): { images: number; chars: number; words: string } {
  const page = load(html, null, false);
  const images = page('img').filter((_i, img) => Boolean(page(img).attr('src') ?? page(img).attr('data-src'))).length;
  const text = page.root().text();
  const words = text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
  return { images, chars: [...text.replace(/\s+/g, '')].length, words };
}
