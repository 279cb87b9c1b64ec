import { countChars } from './count-chars.ts';
import { weiboLimits } from './platform-limits.ts';
import type { Composed, Limits } from './post.ts';
import { sentLength } from './sent-length.ts';
import { weiboLength } from './weibo-text.ts';

/** A length beside what the platform takes at most, as it counts. */
export interface Length {
  is: number;
  most: number;
}

/** The lengths of one article. */
export interface TextLengths {
  article: string;
  title: Length;
  author: Length;
  digest: Length;
  /** The digest as it goes out: typed, or taken from the text. */
  digestText: string;
  /** Characters of HTML, styles included, with the platform's own addresses of pictures. */
  html: Length;
  bytes: Length;
  pictures: number;
  weibo: Length;
}

/** How long every article is, counted as the platform counts. Pure. */
export function textLengths({ articles, forms }: Composed, ids: readonly string[], limits: Limits): TextLengths[] {
  return articles.map(({ title, author, digest, html, images }, i) => {
    const { characters, bytes } = sentLength(html);
    return {
      article: ids[i] ?? '',
      title: { is: countChars(title), most: limits.titleChars },
      author: { is: countChars(author), most: limits.authorChars },
      digest: { is: countChars(digest), most: limits.digestChars },
      digestText: digest,
      html: { is: characters, most: limits.htmlCharsBelow - 1 },
      bytes: { is: bytes, most: limits.htmlBytesBelow - 1 },
      pictures: images.length,
      weibo: { is: weiboLength(forms.weibo ?? ''), most: weiboLimits.statusUnits },
    };
  });
}
