import type { PortalPage } from '../portal-page.ts';
import { interpretationPages } from './interpretation-pages.ts';
import { newsPages } from './news-pages.ts';
import { noticePages } from './notice-pages.ts';
import { policyPages } from './policy-pages.ts';

/** Every article of the portal. */
export const allPages: readonly PortalPage[] = [...policyPages, ...interpretationPages, ...noticePages, ...newsPages];
