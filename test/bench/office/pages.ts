/** What each page of the console asks for at first load and with its usual filters, and who opens it. */
import type { Role } from '../../../src/config/people.ts';

/** Ids that stand in the database. */
export interface Known {
  draft: string;
  inReview: string;
  request: string;
  bundle: string;
  item: string;
  delivery: string;
}

export interface OfficePage {
  name: string;
  /** Null for everybody. */
  roles: readonly Role[] | null;
  /** One of these is opened. Several in one are asked for together. */
  ways: readonly (readonly string[])[];
}

const making: readonly Role[] = ['editor', 'section-head', 'leader', 'secrecy'];
const answering: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];
const each = (...paths: string[]) => paths.map((path) => [path]);
const q3 = 'from=2026-07-01&to=2026-09-30';
const now = 'from=2026-10-01&to=2026-11-23';
const week = 'from=2026-11-23&to=2026-11-29';
const weeks = 'from=2026-11-23&to=2026-12-06';

export function officePages({ draft, inReview, request, bundle, item, delivery }: Known): OfficePage[] {
  return [
    { name: '今日', roles: null, ways: each('/today?whose=mine', '/today?whose=all') },
    { name: '铃', roles: null, ways: each('/notices') },
    {
      name: '信息',
      roles: making,
      ways: [
        ...each('/items?limit=50', '/items?fate=open', '/items?fate=policy', '/items?fate=interpretation'),
        ...each('/items?fate=post', '/items?fate=left', '/items?source=shili/gzdt', '/items?fate=left&source=shili/tj'),
        ...each(`/items/${item}`, '/items/sources'),
      ],
    },
    {
      name: '政策包',
      roles: making,
      ways: each('/bundles?limit=50', '/bundles?section=property', `/bundles/${bundle}`),
    },
    {
      name: '稿件',
      roles: making,
      ways: [
        ...each('/posts?limit=50', '/posts?state=draft', '/posts?state=in-review', '/posts?mine=1'),
        ...each('/posts?channel=a3', '/posts?channel=a3&state=draft', `/posts/${draft}`, `/posts/${draft}/check`),
      ],
    },
    { name: '审核', roles: making, ways: each('/review', `/review/${inReview}`) },
    {
      name: '日历',
      roles: [...making, 'desk'],
      ways: [
        [`/calendar?${week}`, '/calendar/proposals'],
        [`/calendar?${weeks}`, '/calendar/proposals'],
        [`/calendar?${weeks}&channels=a3,a4,a5`],
        ['/calendar/month?from=2026-11-01&to=2026-12-05'],
      ],
    },
    {
      name: '矩阵',
      roles: [...making, 'desk'],
      ways: each('/matrix?limit=50', '/matrix?level=red', '/matrix?waiting=true', '/matrix/a3', '/reposts'),
    },
    {
      name: '诉求',
      roles: answering,
      ways: [
        ...each('/requests?limit=50', '/requests?tab=today', '/requests?tab=unassigned', '/requests?tab=closed'),
        ...each('/requests?section=property', '/requests?channel=a3', '/requests?section=property&channel=a3'),
        ...each('/requests?day=2026-11-20', '/requests?tab=closed&channel=a3', '/requests?tab=closed&day=2026-06-10'),
        ...each('/requests?q=电梯', '/requests?q=电梯&day=2026-11-20', '/requests?q=没有这样的', '/requests?q=1187'),
        ...each('/requests/hands'),
      ],
    },
    { name: '诉求（一件）', roles: ['desk'], ways: each(`/requests/${request}`) },
    {
      name: '报表',
      roles: [...making, 'desk', 'auditor'],
      ways: ['account-updates', 'interpretation-times', 'repost-completion', 'request-handling'].flatMap((report) =>
        each(`/reports/${report}?${q3}`, `/reports/${report}?${now}`),
      ),
    },
    {
      name: '台账',
      roles: ['auditor', 'leader'],
      ways: each('/ledger?limit=50', '/ledger?person=li-na', '/ledger?act=review', `/ledger?object=post:${draft}`),
    },
    {
      name: '系统',
      roles: ['system-admin'],
      ways: each('/system/rules', '/system/accounts', '/system/checks', '/people'),
    },
    {
      name: '搜索',
      roles: making,
      ways: each('/search?q=电梯', '/search?q=dianti', '/search?q=没有这样的', '/search?q=1187'),
    },
    { name: '发布', roles: [...making, 'desk'], ways: each(`/deliveries/${delivery}`) },
  ];
}
