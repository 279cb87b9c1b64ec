/** The tabs of 系统: one line each; a tab that a role may not open is absent. */
import type { ComponentType } from 'react';
import type words from '../../../content/wording/console/access.yaml';
import type { Role } from '../frame/frame-context.tsx';

export interface Tab {
  /** The end of its address: /system/people. */
  id: keyof typeof words.system & string;
  /** Who sees it; null for everybody. */
  roles: readonly Role[] | null;
  /** Only while some account rehearses. */
  inRehearsal?: boolean;
  load: () => Promise<{ default: ComponentType }>;
}

const administrators: readonly Role[] = ['system-admin', 'security-admin', 'auditor'];

export const tabs: readonly Tab[] = [
  { id: 'people', roles: administrators, load: () => import('../access/people-tab.tsx') },
  {
    id: 'substitutes',
    roles: ['editor', 'section-head', 'leader', 'secrecy', 'security-admin', 'auditor'],
    load: () => import('../review/substitutes-tab.tsx'),
  },
  { id: 'rules', roles: null, load: () => import('./rules-tab.tsx') },
  { id: 'accounts', roles: ['system-admin'], load: () => import('./accounts-tab.tsx') },
  { id: 'days', roles: null, load: () => import('./days-tab.tsx') },
  { id: 'checks', roles: ['system-admin'], load: () => import('./checks-tab.tsx') },
  {
    id: 'rehearsal',
    roles: ['editor', 'section-head', 'desk', 'system-admin'],
    inRehearsal: true,
    load: () => import('./rehearsal-tab.tsx'),
  },
  { id: 'logins', roles: ['security-admin', 'auditor'], load: () => import('../access/logins-tab.tsx') },
  { id: 'tokens', roles: null, load: () => import('../access/tokens-tab.tsx') },
  { id: 'password', roles: null, load: () => import('../access/password-tab.tsx') },
  { id: 'sessions', roles: null, load: () => import('../access/sessions-tab.tsx') },
];
