import type { Govcast } from '../../govcast.ts';
import type { ApiRoute } from '../api/route.ts';
import { frameRoutes } from './frame-routes.ts';

/** Every route below /api/v1, one file a domain. */
export function apiRoutes(govcast: Govcast): ApiRoute[] {
  return [...frameRoutes(govcast)];
}
