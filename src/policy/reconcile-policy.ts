import { asProblem } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { Logger } from '../log.ts';
import type { Article } from '../portal/article.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { linkAddressKey } from './link-address.ts';
import type { ColumnKind, LinkItem } from './link-item.ts';
import { linkItem } from './link-items.ts';
import { reconcileBundles } from './reconcile-bundles.ts';
import type { LinkThresholds } from './score-pair.ts';
import { lastLinkedFetch, type UnlinkedItem, unlinkedItems } from './unlinked-items.ts';

export interface PolicyParts extends BundleDesk {
  log: Logger;
  thresholds: LinkThresholds;
  /** What a source's column holds, from config/portals. */
  kindOf: (source: string) => ColumnKind | null;
}

/** What one look did; `failed` items are looked at again next time. */
export interface PolicyLook {
  linked: number;
  failed: number;
  pairs: number;
  bundles: number;
}

const PAGE = 100;
/** Revisions are looked for from this long before the newest linked one: clocks of several machines differ. */
const OVERLAP_MS = 3_600_000;
const worker: Actor = { person: 'govcast', via: 'worker' };

/**
 * The loop of policy/: links every item whose head revision is newer than what was linked, and makes the bundles.
 * The first look of a process goes through everything once, later ones start an hour before the newest linked revision,
 * so a look costs what is new. Then the bundles are brought up to what has changed. One broken item never holds up the others.
 */
export function policyReconciler(parts: PolicyParts): () => Promise<PolicyLook> {
  let wentThroughAll = false;
  return async () => {
    const from = wentThroughAll ? (await lastLinkedFetch(parts.acting.db)) - OVERLAP_MS : 0;
    const look = { linked: 0, failed: 0, pairs: 0, bundles: 0 };
    let after = { fetchedAt: from, item: '' };
    for (;;) {
      const page = await unlinkedItems(parts.acting.db, after, PAGE);
      for (const item of page) await linkOne(parts, item, look);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      after = { fetchedAt: last.fetchedAt, item: last.id };
    }
    wentThroughAll = true;
    const bundles = await reconcileBundles(parts, parts.log);
    look.bundles += bundles.made;
    look.failed += bundles.failed;
    return look;
  };
}

async function linkOne(parts: PolicyParts, unlinked: UnlinkedItem, look: PolicyLook): Promise<void> {
  try {
    const item = linkItemOfRevision(unlinked, parts.kindOf(unlinked.source));
    const { changes, cut } = await linkItem(parts.acting, worker, { ...unlinked, item }, parts.thresholds);
    if (cut.length > 0) parts.log.warn('too many pages share a title: only some were compared', { item: item.id, cut });
    look.linked += 1;
    look.pairs += changes.filter(({ after }) => after === 'made').length;
  } catch (error) {
    look.failed += 1;
    const { code, message } = asProblem(error);
    parts.log.error('item could not be linked', { item: unlinked.id, code, message });
  }
}

function linkItemOfRevision({ id, url, title, publishedAt, body }: UnlinkedItem, kind: ColumnKind | null): LinkItem {
  const article = JSON.parse(body) as Article;
  return {
    id,
    addressKey: linkAddressKey(url),
    title: article.title ?? title,
    publishedAt: article.publishedAt ?? publishedAt,
    number: article.number,
    issuer: article.issuer,
    column: article.column,
    columnKind: kind,
    text: article.text,
    links: article.links.map((link) => linkAddressKey(link.url)).filter((key) => key !== null),
    images: article.images.length,
  };
}
