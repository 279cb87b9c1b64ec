import type { paths } from '../generated/api.d.ts';

export type HandOff = paths['/api/v1/deliveries/{id}/hand-off']['get']['responses'][200]['content']['application/json'];
export type ArticleOf = HandOff['articles'][number];
