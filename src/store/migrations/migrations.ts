import { ground } from './0001-ground.ts';
import { portal } from './0002-portal.ts';
import { posts } from './0003-posts.ts';
import { channels } from './0004-channels.ts';
import { delivery } from './0005-delivery.ts';
import { inbox } from './0006-inbox.ts';
import { policyStages } from './0007-policy-stages.ts';
import { bundleOwed } from './0008-bundle-owed.ts';
import { postsMore } from './0009-posts.ts';
import { pictures } from './0010-pictures.ts';
import { handOff } from './0011-hand-off.ts';
import { planner } from './0012-planner.ts';
import { stops } from './0013-stops.ts';
import { columns } from './0014-columns.ts';
import { channelHistory } from './0015-channel-history.ts';
import { proposals } from './0016-proposals.ts';
import { matrix } from './0017-matrix.ts';
import { notices } from './0018-notices.ts';
import { idempotency } from './0019-idempotency.ts';
import { access } from './0020-access.ts';
import { preferences } from './0022-preferences.ts';
import { today } from './0023-today.ts';
import { items } from './0024-items.ts';
import { editing } from './0025-editing.ts';
import { reviewConsole } from './0026-review.ts';
import { requestDesk } from './0028-request-desk.ts';
import { ledgerSearch } from './0029-ledger-search.ts';
import { reopenedBy } from './0030-reopened-by.ts';
import { oidcLogin } from './0031-oidc-login.ts';
import { substitutes } from './0032-substitutes.ts';
import { discardedPosts } from './0033-discarded-posts.ts';
import { deskLists } from './0034-desk-lists.ts';
import { largeOffice } from './0035-large-office.ts';
import { withdrawnApproval } from './0036-withdrawn-approval.ts';
import { tickedFor } from './0037-ticked-for.ts';
import { openRequests } from './0041-open-requests.ts';

/** Every migration in order. They only ever go forward; a published one is never changed. */
export const migrations: Record<string, string[]> = {
  '0001-ground': ground,
  '0002-portal': portal,
  '0003-posts': posts,
  '0004-channels': channels,
  '0005-delivery': delivery,
  '0006-inbox': inbox,
  '0007-policy-stages': policyStages,
  '0008-bundle-owed': bundleOwed,
  '0009-posts': postsMore,
  '0010-pictures': pictures,
  '0011-hand-off': handOff,
  '0012-planner': planner,
  '0013-stops': stops,
  '0014-columns': columns,
  '0015-channel-history': channelHistory,
  '0016-proposals': proposals,
  '0017-matrix': matrix,
  '0018-notices': notices,
  '0019-idempotency': idempotency,
  '0020-access': access,
  '0022-preferences': preferences,
  '0023-today': today,
  '0024-items': items,
  '0025-editing': editing,
  '0026-review': reviewConsole,
  '0028-request-desk': requestDesk,
  '0029-ledger-search': ledgerSearch,
  '0030-reopened-by': reopenedBy,
  '0031-oidc-login': oidcLogin,
  '0032-substitutes': substitutes,
  '0033-discarded-posts': discardedPosts,
  '0034-desk-lists': deskLists,
  '0035-large-office': largeOffice,
  '0036-withdrawn-approval': withdrawnApproval,
  '0037-ticked-for': tickedFor,
  '0041-open-requests': openRequests,
};
