import type { Govcast } from '../../govcast.ts';
import type { ApiRoute } from '../api/route.ts';
import { accessRoutes } from './access-routes.ts';
import { calendarActRoutes } from './calendar-act-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { frameRoutes } from './frame-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { reportRoutes } from './report-routes.ts';

/** Every route below /api/v1, one file a domain. */
export function apiRoutes(govcast: Govcast): ApiRoute[] {
  return [...frameRoutes(govcast), ...calendarRoutes(govcast), ...calendarActRoutes(govcast), ...accessRoutes(govcast), ...ledgerRoutes(govcast), ...reportRoutes(govcast)];
}
