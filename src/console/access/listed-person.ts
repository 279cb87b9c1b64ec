import type { paths } from '../generated/api.d.ts';

/** A person as the list has him. */
export type ListedPerson =
  paths['/api/v1/people']['get']['responses'][200]['content']['application/json']['items'][number];
