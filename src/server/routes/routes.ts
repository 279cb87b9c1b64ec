import type { Govcast } from '../../govcast.ts';
import type { ApiRoute } from '../api/route.ts';
import { accessRoutes } from './access-routes.ts';
import { blackoutRoutes } from './blackout-routes.ts';
import { calendarActRoutes } from './calendar-act-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { frameRoutes } from './frame-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { todayRoutes } from './today-routes.ts';

/** Every route below /api/v1, one file a domain. */
export function apiRoutes(govcast: Govcast): ApiRoute[] {
  return [
    ...frameRoutes(govcast),
    ...todayRoutes(govcast),
    ...deliveryRoutes(govcast),
    ...blackoutRoutes(govcast),
    ...noticeRoutes(govcast),
    ...calendarRoutes(govcast),
    ...calendarActRoutes(govcast),
    ...accessRoutes(govcast),
    ...ledgerRoutes(govcast),
    ...reportRoutes(govcast),
    ...requestRoutes(govcast),
  ];
}
