import type { paths } from '../generated/api.d.ts';

export type BundlesAnswer = paths['/api/v1/bundles']['get']['responses'][200]['content']['application/json'];
export type BundleRow = BundlesAnswer['items'][number];
export type BundlePage = paths['/api/v1/bundles/{bundle}']['get']['responses'][200]['content']['application/json'];
export type Line = BundlePage['lines'][number];
export type Doubt = BundlePage['doubtful'][number];

/** Lines of the list that are owed now. */
export function owedLines({ lines }: BundlePage): Line[] {
  return lines.filter(({ state }) => state === 'owed');
}
