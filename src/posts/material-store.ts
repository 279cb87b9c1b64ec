import { expressionBuilder, sql } from 'kysely';
import { formByCode } from '../policy/form.ts';
import type { Article } from '../portal/article.ts';
import type { Db } from '../store/database.ts';
import type { Schema } from '../store/schema.ts';
import type { BundleMaterial, PageMaterial } from './page-material.ts';

/** A bundle or page that has no post yet, or whose post was composed from something else. */
export interface FreshBundle {
  subjectId: string;
  material: string;
  /** 政策咨询电话 of the bundle itself (I-10); null takes the office's. */
  telephone: string | null;
  pages: { policy: string; interpretations: { item: string; form: string }[] };
}
export interface FreshItem {
  subjectId: string;
  material: string;
  source: string;
  /** Kind and job of the post that it has; null while it has none. */
  kind: string | null;
  job: string | null;
}

interface Row {
  id: string;
  policy: string;
  policyRevision: number;
  telephone: string | null;
  material: string | null;
  interpretation: string | null;
  form: string | null;
  revision: number | null;
}

/**
 * Of these bundles those whose policy or interpretations are not the ones their post was composed from. Drafts
 * (征求意见稿) are left out, and pages that have gone from the portal are left out. A post that was withdrawn is never composed again by itself.
 * @param again bundles whose posts are composed from the same material once more, for a picture that was lost
 */
export async function freshBundles(
  db: Db,
  ids: readonly string[],
  again: ReadonlySet<string> = new Set(),
): Promise<FreshBundle[]> {
  if (ids.length === 0) return [];
  const rows: Row[] = await bundleRows(db)
    .where('bundle.id', 'in', [...ids])
    .where('bundle.phase', '=', 'final')
    .where((eb) => eb.or([eb('post.id', 'is', null), eb('post.state', '!=', 'withdrawn')]))
    .execute();
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.id, [...(groups.get(row.id) ?? []), row]);
  return [...groups.values()].flatMap((group) => {
    const bundle = bundleOf(group);
    return bundle && (bundle.material !== group[0]?.material || again.has(bundle.subjectId)) ? [bundle] : [];
  });
}

/** One bundle with its pages as they are now, whether its post has them or not; null when it or its policy is gone. */
export async function findBundlePages(db: Db, bundle: string): Promise<FreshBundle | null> {
  return bundleOf(await bundleRows(db).where('bundle.id', '=', bundle).execute());
}

function bundleRows(db: Db) {
  return db
    .selectFrom('bundle')
    .innerJoin('item as policyItem', 'policyItem.id', 'bundle.policy')
    .leftJoin('pair', (join) => join.onRef('pair.policy', '=', 'bundle.policy').on('pair.decision', '=', 'made'))
    .leftJoin('item', (join) => join.onRef('item.id', '=', 'pair.interpretation').on('item.withdrawnAt', 'is', null))
    .leftJoin('post', (join) => join.onRef('post.subjectId', '=', 'bundle.id').on('post.subjectKind', '=', 'bundle'))
    .where('policyItem.withdrawnAt', 'is', null)
    .select([
      'bundle.id',
      'bundle.policy',
      'bundle.telephone',
      'policyItem.revision as policyRevision',
      'post.material',
      'item.id as interpretation',
      'pair.form',
      'item.revision',
    ])
    .orderBy('bundle.createdAt')
    .orderBy('bundle.id')
    .orderBy('item.id');
}

/**
 * Of these pages those whose newest revision is not the one their post has: pages of the named sources, named pages, and
 * pages that have a post already, whoever asked for it. Pages that a bundle's post shows have none of their own;
 * bundles of drafts have no post, and with `bundled` false no bundle has one.
 */
export async function freshItems(
  db: Db,
  ids: readonly string[],
  { sources, named = [], bundled }: { sources: readonly string[]; named?: readonly string[]; bundled: boolean },
  again: ReadonlySet<string> = new Set(),
): Promise<FreshItem[]> {
  if (ids.length === 0) return [];
  const material = sql<string>`item.id || ':' || item.revision`;
  const pages = db
    .selectFrom('item')
    .leftJoin('post', (join) => join.onRef('post.subjectId', '=', 'item.id').on('post.subjectKind', '=', 'item'))
    .where('item.id', 'in', [...ids])
    .where((eb) =>
      eb.or([
        eb('post.id', 'is not', null),
        ...(sources.length > 0 ? [eb('item.source', 'in', [...sources])] : []),
        ...(named.length > 0 ? [eb('item.id', 'in', [...named])] : []),
      ]),
    )
    .where('item.withdrawnAt', 'is', null)
    .where((eb) => eb.or([eb('post.id', 'is not', null), notLeft()]))
    .where((eb) =>
      eb.or([
        eb('post.id', 'is', null),
        eb.and([eb('post.material', '!=', material), eb('post.state', '!=', 'withdrawn')]),
        ...(again.size > 0 ? [eb('post.subjectId', 'in', [...again])] : []),
      ]),
    )
    .select(['item.id as subjectId', 'item.source', material.as('material'), 'post.kind', 'post.job'])
    .orderBy('item.firstSeenAt')
    .orderBy('item.id');
  if (!bundled) return await pages.execute();
  return await pages.where(standsAlone()).execute();
}

/** What a post of a page is composed from now; null when the page has gone from the portal. */
export async function findItemMaterial(db: Db, item: string): Promise<string | null> {
  const row = await db
    .selectFrom('item')
    .where('id', '=', item)
    .where('withdrawnAt', 'is', null)
    .select(['id', 'revision'])
    .executeTakeFirst();
  return row ? `${row.id}:${row.revision}` : null;
}

/** The newest revision of a page as composing takes it. */
export async function loadPage(db: Db, item: string): Promise<PageMaterial> {
  const row = await db
    .selectFrom('item')
    .innerJoin('itemRevision', (join) =>
      join.onRef('itemRevision.item', '=', 'item.id').onRef('itemRevision.revision', '=', 'item.revision'),
    )
    .where('item.id', '=', item)
    .select('itemRevision.body')
    .executeTakeFirstOrThrow();
  const article: Article = JSON.parse(row.body);
  return { article, markingIfBlank: null };
}

/** The pages of a bundle. */
export async function loadBundle(
  db: Db,
  { pages, telephone }: FreshBundle,
  publicUntil: string,
): Promise<BundleMaterial> {
  const interpretations: BundleMaterial['interpretations'] = [];
  for (const { item, form } of pages.interpretations) {
    interpretations.push({ ...(await loadPage(db, item)), form: formByCode(form) });
  }
  return { policy: await loadPage(db, pages.policy), interpretations, telephone, publicUntil };
}

function bundleOf(rows: Row[]): FreshBundle | null {
  const [first] = rows;
  if (!first) return null;
  const interpretations = rows.flatMap(({ interpretation: item, form, revision }) =>
    item === null || form === null ? [] : [{ item, form, revision }],
  );
  const parts = interpretations.map(({ item, form, revision }) => `${item}:${revision}:${form}`);
  const { telephone } = first;
  const phone = telephone === null ? [] : [`telephone:${telephone}`];
  const material = [`${first.policy}:${first.policyRevision}`, ...parts, ...phone].join(' ');
  return { subjectId: first.id, material, telephone, pages: { policy: first.policy, interpretations } };
}

/** An item that no final bundle is made of, as policy or as interpretation. */
export function standsAlone() {
  const eb = expressionBuilder<Schema, 'item'>();
  const asPolicy = eb
    .selectFrom('bundle')
    .select('bundle.id')
    .whereRef('bundle.policy', '=', 'item.id')
    .where('bundle.phase', '=', 'final');
  const asInterpretation = eb
    .selectFrom('pair')
    .innerJoin('bundle', 'bundle.policy', 'pair.policy')
    .select('pair.policy')
    .whereRef('pair.interpretation', '=', 'item.id')
    .where('pair.decision', '=', 'made')
    .where('bundle.phase', '=', 'final');
  return eb.and([eb.not(eb.exists(asPolicy)), eb.not(eb.exists(asInterpretation))]);
}

/** An item that nobody left with a reason: of those that were nothing is made. */
export function notLeft() {
  const eb = expressionBuilder<Schema, 'item'>();
  return eb.not(eb.exists(eb.selectFrom('itemLeft').select('itemLeft.item').whereRef('itemLeft.item', '=', 'item.id')));
}
