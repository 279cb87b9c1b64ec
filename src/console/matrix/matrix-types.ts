/** What the API answers about accounts and repost tasks. */
import type { paths } from '../generated/api.d.ts';

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;

export type MatrixTable = Answer<'/api/v1/matrix'>;
export type AccountRow = MatrixTable['items'][number];
export type AccountDetail = Answer<'/api/v1/matrix/{account}'>;
export type Reposts = Answer<'/api/v1/reposts'>;
export type RepostTask = NonNullable<Reposts['first']>;
