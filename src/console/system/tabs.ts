/** The tabs of 系统: one line each; a tab that a role may not open is absent. */
import type { ComponentType } from 'react';
import type { Role } from '../frame/frame-context.tsx';
import { type TabId, tabRoles } from './tab-roles.ts';

export interface Tab {
  /** The end of its address: /system/people. */
  id: TabId;
  /** Only while some account rehearses. */
  inRehearsal?: boolean;
  load: () => Promise<{ default: ComponentType }>;
}

export const tabs: readonly Tab[] = [
  { id: 'people', load: () => import('../access/people-tab.tsx') },
  { id: 'substitutes', load: () => import('../review/substitutes-tab.tsx') },
  { id: 'rules', load: () => import('./rules-tab.tsx') },
  { id: 'accounts', load: () => import('./accounts-tab.tsx') },
  { id: 'days', load: () => import('./days-tab.tsx') },
  { id: 'checks', load: () => import('./checks-tab.tsx') },
  { id: 'rehearsal', inRehearsal: true, load: () => import('./rehearsal-tab.tsx') },
  { id: 'logins', load: () => import('../access/logins-tab.tsx') },
  { id: 'tokens', load: () => import('../access/tokens-tab.tsx') },
  { id: 'password', load: () => import('../access/password-tab.tsx') },
  { id: 'sessions', load: () => import('../access/sessions-tab.tsx') },
];

/** Who sees a tab; null for everybody. */
export function rolesOf({ id }: Tab): readonly Role[] | null {
  return tabRoles[id];
}

/** Whether somebody with these roles sees a tab now. */
export function maySee(tab: Tab, roles: readonly Role[], rehearsal: boolean): boolean {
  const seers = rolesOf(tab);
  return (seers === null || seers.some((role) => roles.includes(role))) && (!tab.inRehearsal || rehearsal);
}
