import type { paths } from '../generated/api.d.ts';

export type ItemsAnswer = paths['/api/v1/items']['get']['responses'][200]['content']['application/json'];
export type ListedItem = ItemsAnswer['items'][number];
export type Source = ItemsAnswer['sources'][number];
export type ShownItem = paths['/api/v1/items/{item}']['get']['responses'][200]['content']['application/json'];
export type ListedSource =
  paths['/api/v1/items/sources']['get']['responses'][200]['content']['application/json']['sources'][number];
export type Difference =
  paths['/api/v1/items/{item}/revisions/{revision}']['get']['responses'][200]['content']['application/json'];

export type PortalColumn =
  paths['/api/v1/columns']['get']['responses'][200]['content']['application/json']['columns'][number];
export type Formed = PortalColumn['open'][number];

export const fates = ['open', 'policy', 'interpretation', 'post', 'left'] as const;
export type Fate = (typeof fates)[number];

/** A text of the address as a filter; anything else is none. */
export function fateOf(text: string): Fate | undefined {
  return fates.find((fate) => fate === text);
}
