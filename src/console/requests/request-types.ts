/** What the API answers about requests. */
import type { paths } from '../generated/api.d.ts';

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;

export type Queue = Answer<'/api/v1/requests'>;
export type ListedRequest = Queue['items'][number];
export type RequestCase = Answer<'/api/v1/requests/{request}'>;
export type Tab = 'today' | 'soon' | 'unassigned' | 'all' | 'closed';
/** Where requests go: `<section>` or `<section>/<person>`. */
export interface Hands {
  section: string;
  assignee: string | null;
  /** As staff read them. */
  name: string;
}
