/** The pages of the console: where each stands, who may open it, and the file that is loaded when it is opened. */
import type { ComponentType } from 'react';
import type { Role } from './frame-context.tsx';

export type PageId =
  | 'today'
  | 'items'
  | 'bundles'
  | 'posts'
  | 'review'
  | 'calendar'
  | 'matrix'
  | 'requests'
  | 'reports'
  | 'ledger'
  | 'system';

/** The groups of the side navigation, in the order in which the work travels. */
export type PageGroup = 'making' | 'sending' | 'answering' | 'keeping';

type Load = () => Promise<{ default: ComponentType }>;

export interface Page {
  id: PageId;
  group: PageGroup | null;
  /** Pressed after G. */
  letter: string | null;
  /** Who may open it; null for everybody who is signed in. It is absent for the others. */
  roles: readonly Role[] | null;
  /** Whether it is among the few that a phone shows. */
  phone: boolean;
  /** Addresses in the way of wouter, each with its file; whether the side navigation is a rail there. */
  places: readonly { path: string; rail?: boolean; load: Load }[];
}

const making: readonly Role[] = ['editor', 'section-head', 'leader', 'secrecy'];

export const pages: readonly Page[] = [
  {
    id: 'today',
    group: null,
    letter: 't',
    roles: null,
    phone: true,
    places: [
      { path: '/', load: () => import('../today/today-page.tsx') },
      { path: '/by-hand/:delivery', load: () => import('../hand-off/hand-off-page.tsx') },
    ],
  },
  {
    id: 'items',
    group: 'making',
    letter: 'x',
    roles: making,
    phone: false,
    places: [{ path: '/items', load: () => import('../items/items-page.tsx') }],
  },
  {
    id: 'bundles',
    group: 'making',
    letter: 'z',
    roles: making,
    phone: false,
    places: [
      { path: '/bundles', load: () => import('../bundles/bundles-page.tsx') },
      { path: '/bundles/:id', load: () => import('../bundles/bundle-page.tsx') },
    ],
  },
  {
    id: 'posts',
    group: 'making',
    letter: 'g',
    roles: making,
    phone: false,
    places: [
      { path: '/posts', load: () => import('../posts/posts-page.tsx') },
      { path: '/posts/:id', rail: true, load: () => import('../posts/post-page.tsx') },
    ],
  },
  {
    id: 'review',
    group: 'making',
    letter: 's',
    roles: making,
    phone: true,
    places: [
      { path: '/review', rail: true, load: () => import('../review/review-page.tsx') },
      { path: '/review/:post', rail: true, load: () => import('../review/review-page.tsx') },
      { path: '/review/:post/form', rail: true, load: () => import('../review/form-page.tsx') },
    ],
  },
  {
    id: 'calendar',
    group: 'sending',
    letter: 'r',
    roles: [...making, 'desk'],
    phone: false,
    places: [{ path: '/calendar', rail: true, load: () => import('../calendar/calendar-page.tsx') }],
  },
  {
    id: 'matrix',
    group: 'sending',
    letter: 'j',
    roles: [...making, 'desk', 'system-admin'],
    phone: false,
    places: [{ path: '/matrix', load: () => import('../matrix/matrix-page.tsx') }],
  },
  {
    id: 'requests',
    group: 'answering',
    letter: 'q',
    roles: ['editor', 'section-head', 'leader', 'desk'],
    phone: true,
    places: [
      { path: '/requests', rail: true, load: () => import('../requests/requests-page.tsx') },
      { path: '/requests/:id', rail: true, load: () => import('../requests/requests-page.tsx') },
    ],
  },
  {
    id: 'reports',
    group: 'keeping',
    letter: null,
    roles: [...making, 'desk', 'auditor'],
    phone: false,
    places: [{ path: '/reports', load: () => import('../reports/reports-page.tsx') }],
  },
  {
    id: 'ledger',
    group: 'keeping',
    letter: null,
    roles: ['section-head', 'leader', 'system-admin', 'security-admin', 'auditor'],
    phone: false,
    places: [{ path: '/ledger', load: () => import('../ledger/ledger-page.tsx') }],
  },
  {
    id: 'system',
    group: null,
    letter: null,
    roles: null,
    phone: false,
    places: [
      { path: '/system', load: () => import('../system/system-page.tsx') },
      { path: '/system/:tab', load: () => import('../system/system-page.tsx') },
    ],
  },
];

/** Whether somebody with these roles may open a page. */
export function mayOpen(page: Page, roles: readonly Role[]): boolean {
  return page.roles === null || page.roles.some((role) => roles.includes(role));
}
