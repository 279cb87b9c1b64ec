import type { Govcast } from '../../govcast.ts';
import type { ApiRoute } from '../api/route.ts';
import { accessRoutes } from './access-routes.ts';
import { accountFileRoutes } from './account-file-routes.ts';
import { blackoutRoutes } from './blackout-routes.ts';
import { bundleActRoutes } from './bundle-act-routes.ts';
import { bundleRoutes } from './bundle-routes.ts';
import { calendarActRoutes } from './calendar-act-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { channelActRoutes } from './channel-act-routes.ts';
import { channelRoutes } from './channel-routes.ts';
import { columnRoutes } from './column-routes.ts';
import { consultationRoutes } from './consultation-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { frameRoutes } from './frame-routes.ts';
import { handOffRoutes } from './hand-off-routes.ts';
import { itemRoutes } from './item-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { ownAccessRoutes } from './own-access-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { postDiscardRoutes } from './post-discard-routes.ts';
import { postEditRoutes } from './post-edit-routes.ts';
import { postListRoutes } from './post-list-routes.ts';
import { postRoutes } from './post-routes.ts';
import { postVersionRoutes } from './post-version-routes.ts';
import { preferenceRoutes } from './preference-routes.ts';
import { probeRoutes } from './probe-routes.ts';
import { rehearsalRoutes } from './rehearsal-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { repostRoutes } from './repost-routes.ts';
import { requestActRoutes } from './request-act-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { reviewActRoutes } from './review-act-routes.ts';
import { reviewKeepRoutes } from './review-keep-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { setupRoutes } from './setup-routes.ts';
import { substituteRoutes } from './substitute-routes.ts';
import { systemRoutes } from './system-routes.ts';
import { taskRoutes } from './task-routes.ts';
import { todayRoutes } from './today-routes.ts';
import { tokenAdminRoutes } from './token-admin-routes.ts';

/** Every route below /api/v1, one file a domain. */
export function apiRoutes(govcast: Govcast): ApiRoute[] {
  const routes: ApiRoute[] = [
    ...frameRoutes(govcast),
    ...searchRoutes(govcast),
    ...preferenceRoutes(govcast),
    ...todayRoutes(govcast),
    ...taskRoutes(govcast),
    ...itemRoutes(govcast),
    ...columnRoutes(govcast),
    ...bundleRoutes(govcast),
    ...bundleActRoutes(govcast),
    ...consultationRoutes(govcast),
    ...deliveryRoutes(govcast),
    ...handOffRoutes(govcast),
    ...blackoutRoutes(govcast),
    ...noticeRoutes(govcast),
    ...calendarRoutes(govcast),
    ...calendarActRoutes(govcast),
    ...accessRoutes(govcast),
    ...ownAccessRoutes(govcast),
    ...oidcRoutes(govcast),
    ...peopleRoutes(govcast),
    ...setupRoutes(govcast),
    ...tokenAdminRoutes(govcast, () => routes),
    ...ledgerRoutes(govcast),
    ...postListRoutes(govcast),
    ...postRoutes(govcast),
    ...postEditRoutes(govcast),
    ...postVersionRoutes(govcast),
    ...postDiscardRoutes(govcast),
    ...reportRoutes(govcast),
    ...systemRoutes(govcast),
    ...rehearsalRoutes(govcast),
    ...requestRoutes(govcast),
    ...requestActRoutes(govcast),
    ...channelRoutes(govcast),
    ...channelActRoutes(govcast),
    ...accountFileRoutes(govcast),
    ...probeRoutes(govcast),
    ...repostRoutes(govcast),
    ...reviewRoutes(govcast),
    ...reviewActRoutes(govcast),
    ...reviewKeepRoutes(govcast),
    ...substituteRoutes(govcast),
  ];
  return routes;
}
