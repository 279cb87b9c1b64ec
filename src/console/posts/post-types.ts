/** What the API says of posts, by the names that these pages use. */
import type { paths } from '../generated/api.d.ts';

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;

export type PostRow = Answer<'/api/v1/posts'>['items'][number];
export type Editor = Answer<'/api/v1/posts/{post}'>;
export type Copy = Answer<'/api/v1/posts/{post}/text'>;
export type Article = Copy['articles'][number];
export type Check = Editor['check'];
export type Finding = Check['findings'][number];
/** Why the post was sent back, with the passages that were marked. */
export type Returned = Editor['returned'];
export type Lengths = Check['lengths'][number];
export type Head = Copy['head'];
export type Versions = Answer<'/api/v1/posts/{post}/revisions'>;
export type Difference = Answer<'/api/v1/posts/{post}/difference'>;

/** What a person types of an article. */
export interface Text {
  title: string;
  author: string;
  digest: string;
  body: string;
  sourceUrl: string | null;
}

export function textOf({ title, author, digest, body, sourceUrl }: Text): Text {
  return { title, author, digest, body, sourceUrl };
}

export function sameText(a: Text, b: Text): boolean {
  return JSON.stringify(textOf(a)) === JSON.stringify(textOf(b));
}

/** Where a stored picture is shown from. */
export function pictureAddress(sha256: string): string {
  return `/api/v1/posts/pictures/${sha256}`;
}

/** The text of an article as the paper shows it: stored pictures by the address they can be seen at. */
export function shownBody(body: string): string {
  return body
    .replace(/src="asset:([0-9a-f]{64})"/g, (_, sha256: string) => `src="${pictureAddress(sha256)}"`)
    .replace(/ style="text-align:(center|right)"/g, ' data-align="$1"');
}

/** The same the other way: what is saved. */
export function savedBody(html: string): string {
  return html
    .replace(/src="\/api\/v1\/posts\/pictures\/([0-9a-f]{64})"/g, 'src="asset:$1"')
    .replace(/ data-align="(center|right)"/g, ' style="text-align:$1"')
    .replace(/<colgroup>[\s\S]*?<\/colgroup>| style="min-width:[^"]*"/g, '');
}
