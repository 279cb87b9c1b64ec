import type { PortalPage } from './portal-page.ts';
import { pagePath } from './portal-page.ts';

/** Addresses of what lies beside an article, in the fashion of its publishing system: P0… documents, W0… pictures. */

export function attachmentPath(page: PortalPage, index: number): string {
  return beside(page, 'P0', index, page.attachments?.[index]?.kind ?? 'pdf');
}

export function picturePath(page: PortalPage): string {
  return beside(page, 'W0', 0, 'png');
}

export function infographicPath(page: PortalPage): string {
  return beside(page, 'W0', 1, 'png');
}

function beside(page: PortalPage, prefix: string, index: number, type: string): string {
  const folder = pagePath(page).replace(/[^/]+$/, '');
  const moment = page.publishedAt.replace(/\D/g, '');
  return `${folder}${prefix}${moment}${String(page.id * 10 + index).padStart(8, '0')}.${type}`;
}
