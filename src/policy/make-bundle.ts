import { beijingDay } from '../calendar/beijing-time.ts';
import type { Actor } from '../ledger/append.ts';
import type { Article } from '../portal/article.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction, isUniqueViolation } from '../store/transaction.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { type Bundle, bodiesOf, bundleOfPolicy, insertBundle, updateBundle } from './bundle-store.ts';
import { effectiveDayOf } from './effective-day.ts';
import { runInterpretationClock } from './interpretation-clock.ts';
import { refreshBundle } from './refresh-bundle.ts';
import { draftsOf, relationsFrom } from './relation-store.ts';

/** The policy a bundle is made of: an item, and whether it is a draft (征求意见稿). */
export interface BundlePolicy {
  policy: string;
  draft: boolean;
}

/**
 * Makes the bundle of a policy, or brings it up to date with its page: title, number, days, the interpretation clock
 * (I-02), and what it owes. A draft has a bundle without that clock. Doing it twice changes nothing.
 * @returns the bundle's id and whether it was made now; null for a policy that has no page here
 */
export async function makeBundle(
  desk: BundleDesk,
  actor: Actor,
  policy: BundlePolicy,
): Promise<{ id: string; made: boolean } | null> {
  const make = () => inTransaction(desk.acting.db, (tx) => makeOrUpdate(tx, desk, actor, policy));
  try {
    return await make();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return make();
  }
}

async function makeOrUpdate(
  tx: Tx,
  desk: BundleDesk,
  actor: Actor,
  { policy, draft }: BundlePolicy,
): Promise<{ id: string; made: boolean } | null> {
  const { acting, settings } = desk;
  const at = acting.clock.now();
  const item = await tx.selectFrom('item').selectAll().where('id', '=', policy).executeTakeFirst();
  if (item === undefined) return null;
  const existing = await bundleOfPolicy(tx, policy);
  const id = existing?.id ?? acting.newId();
  const page = {
    on: item.publishedAt === null ? null : beijingDay(item.publishedAt),
    body: await bodiesOf(tx, [policy]),
  };
  // The page's own day always counts; a person's stands only where the page gives none.
  const publishedOn = page.on ?? (existing?.publishedBy ? existing.publishedOn : null);
  const section = existing?.section ?? settings.sections[item.source] ?? null;
  const effective = effectiveOf(existing, page.body.get(policy), publishedOn);
  const head = {
    title: item.title,
    documentNumber: item.documentNumber,
    phase: draft ? ('draft' as const) : ('final' as const),
    publishedOn,
    publishedBy: page.on === null ? (existing?.publishedBy ?? null) : null,
    section,
    draftingSection: existing?.draftingSection ?? section,
    documentClass: existing?.documentClass ?? classOf(item.documentNumber, settings.classes),
    ...effective,
    became: draft ? await textOf(tx, policy) : null,
  };
  if (existing === null) {
    await insertBundle(tx, { ...head, id, policy, dueOn: null, provisional: 0, createdAt: at, updatedAt: at });
  }
  const next = { ...(existing ?? (await fresh(tx, policy))), ...head };
  const row = { ...head, ...(await runInterpretationClock(tx, desk, { bundle: next, held: existing })) };
  if (!draft) await takeDrafts(tx, desk, actor, { policy, text: id, at });
  const changed = existing === null || differs(existing, row);
  if (changed) await updateBundle(tx, id, { ...row, updatedAt: at });
  const refreshed = await refreshBundle(tx, desk, { ...next, ...row });
  if (changed || refreshed.changed) await recordBundle(tx, desk, actor, { id, policy, existing, row, at });
  return { id, made: existing === null };
}

async function fresh(tx: Tx, policy: string): Promise<Bundle> {
  return tx.selectFrom('bundle').selectAll().where('policy', '=', policy).executeTakeFirstOrThrow();
}

/** The bundle of the text that a draft became, as linking or a person related them (I-06). */
async function textOf(tx: Tx, draft: string): Promise<string | null> {
  const texts = (await relationsFrom(tx, draft)).filter(
    ({ kind, decision }) => kind === 'draft-of' && decision === 'made',
  );
  for (const { toPolicy } of texts) {
    const bundle = await bundleOfPolicy(tx, toPolicy);
    if (bundle !== null) return bundle.id;
  }
  return null;
}

/** Drafts whose bundles are older than their text's: from now on the text's bundle owes what they owed. */
async function takeDrafts(
  tx: Tx,
  desk: BundleDesk,
  actor: Actor,
  { policy, text, at }: { policy: string; text: string; at: number },
): Promise<void> {
  for (const draft of await draftsOf(tx, policy)) {
    const bundle = await bundleOfPolicy(tx, draft);
    if (bundle === null || bundle.became === text) continue;
    await updateBundle(tx, bundle.id, { became: text });
    await refreshBundle(tx, desk, { ...bundle, became: text });
    await recordBundle(tx, desk, actor, { id: bundle.id, policy: draft, existing: bundle, row: bundle, at });
  }
}

/** A number with 规 stands for a normative document where the office has that class. */
function classOf(number: string | null, classes: readonly { code: string }[]): string {
  const wanted = number !== null && /规(?:字|发)?[〔[（(]/u.test(number) ? 'normative' : 'policy';
  return (classes.find(({ code }) => code === wanted) ?? classes[0])?.code ?? wanted;
}

function effectiveOf(existing: Bundle | null, body: string | undefined, publishedOn: string | null) {
  const held = { effectiveOn: existing?.effectiveOn ?? null, effectiveBy: existing?.effectiveBy ?? null };
  if ((held.effectiveBy !== null && held.effectiveBy !== 'text') || body === undefined) return held;
  const { text }: Article = JSON.parse(body);
  const effectiveOn = effectiveDayOf(text, publishedOn);
  return { effectiveOn, effectiveBy: effectiveOn === null ? null : 'text' };
}

function differs(bundle: Bundle, row: Partial<Bundle>): boolean {
  return Object.entries(row).some(([key, value]) => bundle[key as keyof Bundle] !== value);
}

interface Change {
  id: string;
  policy: string;
  existing: Bundle | null;
  row: Pick<Bundle, 'publishedOn' | 'dueOn' | 'effectiveOn' | 'section'>;
  at: number;
}

async function recordBundle(
  tx: Tx,
  { acting }: BundleDesk,
  actor: Actor,
  { id, policy, existing, row, at }: Change,
): Promise<void> {
  const facts = ({ publishedOn: day, dueOn, effectiveOn, section }: Change['row']) => ({
    day,
    dueOn,
    effectiveOn,
    section,
  });
  await acting.record(tx, {
    at,
    actor,
    act: existing === null ? 'bundle.make' : 'bundle.update',
    object: `bundle:${id}`,
    ...(existing === null ? {} : { before: facts(existing) }),
    after: { policy, ...facts(row) },
  });
}
