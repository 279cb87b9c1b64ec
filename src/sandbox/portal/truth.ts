import type { Marking } from '../../portal/article.ts';
import { allPages } from './pages/all-pages.ts';
import type { PortalPage } from './portal-page.ts';
import { pagePath } from './portal-page.ts';

/** The forms of I-07 that occur on this portal. */
export type TrueForm = '文字' | '图解' | '问答' | '发布会' | '音视频';

/** A policy and one of its interpretations, as the portal's authors meant it. Addresses are paths below the host. */
export interface TruePair {
  policy: string;
  interpretation: string;
  form: TrueForm;
  stage: 'draft' | 'release';
}

export interface PortalTruth {
  pairs: TruePair[];
  /** Normative documents, drafts for comment included. A cross-posted one stands here once, under its own column. */
  policies: { path: string; title: string; number: string | null; marking: Marking | null }[];
  /** Pages whose title or column looks like an interpretation or a policy and which are neither. */
  lookalikes: string[];
  /** The addresses at which a trap waits, by its kind. */
  traps: { kind: string; path: string }[];
  /** The further address of each cross-posted article, beside its own. */
  crossPosts: { path: string; also: string }[];
}

const DRAFT = 1201;

/** [policy, interpretation, form], by the pages' numbers. */
const pairs: readonly [number, number, TrueForm][] = [
  [1001, 1101, '文字'],
  [1001, 1102, '问答'],
  [1001, 1301, '图解'],
  [1002, 1103, '文字'],
  [1003, 1104, '文字'],
  [1003, 1302, '图解'],
  [1004, 1105, '文字'],
  [1004, 1106, '问答'],
  [1004, 1109, '发布会'],
  [1004, 1110, '文字'],
  [1019, 1110, '文字'],
  [1007, 1107, '文字'],
  [1007, 1307, '图解'],
  [1008, 1108, '文字'],
  [1006, 1111, '文字'],
  [1011, 1303, '图解'],
  [1013, 1112, '文字'],
  [1015, 1113, '文字'],
  [1015, 1114, '音视频'],
  [1017, 1115, '文字'],
  [1018, 1116, '文字'],
  [DRAFT, 1117, '文字'],
];

/** Statistics, pictures of no policy, a training notice, news, and a policy about interpreting. */
const lookalikes = [1118, 1304, 1305, 1306, 1202, 1401, 1402, 1014];

/** What is true of the portal, for tests and rehearsals to compare with what was found. */
export function portalTruth(): PortalTruth {
  const path = (id: number) => pagePath(pageOf(id));
  return {
    pairs: pairs.map(([policy, interpretation, form]) => ({
      policy: path(policy),
      interpretation: path(interpretation),
      form,
      stage: policy === DRAFT ? 'draft' : 'release',
    })),
    policies: allPages
      .filter(({ id, column }) => column === 'zcwj' || id === DRAFT)
      .map((page) => ({
        path: pagePath(page),
        title: page.title,
        number: page.document?.number ?? redHead(page),
        marking: marking(page.text),
      })),
    lookalikes: lookalikes.map(path),
    traps: allPages.flatMap((page) => (page.trap ? [{ kind: page.trap.kind, path: pagePath(page) }] : [])),
    crossPosts: allPages.flatMap((page) =>
      page.alsoIn ? [{ path: pagePath(page), also: pagePath(page, page.alsoIn) }] : [],
    ),
  };
}

function pageOf(id: number): PortalPage {
  const page = allPages.find((each) => each.id === id);
  if (!page) throw new RangeError(`the portal has no page ${id}`);
  return page;
}

function redHead(page: PortalPage): string | null {
  return /^[^\s〔]{2,8}〔\d{4}〕\d+号$/m.exec(page.text)?.[0] ?? null;
}

function marking(text: string): Marking | null {
  if (text.includes('此件公开发布')) return 'public';
  if (text.includes('此件依申请公开')) return 'on-request';
  return text.includes('此件不予公开') ? 'withheld' : null;
}
