import type { PortalPage } from '../portal-page.ts';
import { policyPage } from '../portal-topic.ts';
import * as living from './living-topics.ts';
import * as market from './market-topics.ts';
import * as renewal from './renewal-topics.ts';

/** 政策文件: every policy of the portal. */
export const policyPages: PortalPage[] = [
  renewal.oldEstates,
  market.fundHomes,
  market.presaleFunds,
  market.rentalHomes,
  living.heating2026,
  living.heating2025,
  renewal.lifts,
  renewal.districtLifts,
  living.fundsPlan,
  living.lifelines,
  renewal.renewalPlan,
  living.realNames,
  living.aboutInterpreting,
  living.greening,
  living.winterSafety,
  market.repeal,
  market.repairFund,
  market.publicRent,
].map(policyPage);
