import { FixContent, Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import type { Bundle } from './bundle-store.ts';
import { type BundleTrait, traitByCode } from './bundle-traits.ts';
import { type BundleChange, changeBundle } from './change-bundle.ts';
import { noDay } from './give-interpretation.ts';
import { isDay } from './interpretation-plan.ts';

/** What a person says of a policy; what is left out stays. */
export interface Description {
  bundle: string;
  /** A class of `policy.classes`. */
  documentClass?: string;
  /** All of them: major, public-interest, business (bundle-traits.ts). */
  traits?: BundleTrait[];
  /** 政策咨询电话 (I-10); null falls back on the office's. */
  telephone?: string | null;
  /** First day in force (I-06), in place of what the text says. */
  effectiveOn?: string | null;
  /** The day of publication, for a page that gives none. */
  publishedOn?: string;
}

/**
 * Writes what a person knows of a policy and its page does not say. Saying the same again changes nothing.
 * @throws FixContent for an unknown class or trait or what is no day; Refused for a day of publication that the page gives
 */
export async function describeBundle(desk: BundleDesk, actor: Actor, wish: Description): Promise<BundleFacts> {
  const roles = ['editor', 'section-head', 'leader'] as const;
  const act = { bundle: wish.bundle, act: 'bundle.describe', roles, what: 'describe a policy' };
  const wanted = wantedColumns(desk, actor, wish);
  return changeBundle(desk, actor, act, async (_tx, bundle) => {
    const pageGives = bundle.publishedOn !== null && bundle.publishedBy === null;
    if (wanted.publishedOn !== undefined && pageGives && wanted.publishedOn !== bundle.publishedOn) throw dated(bundle);
    return changeOf(bundle, pageGives ? { ...wanted, publishedOn: undefined, publishedBy: undefined } : wanted);
  });
}

type Columns = Partial<
  Pick<Bundle, 'documentClass' | 'traits' | 'telephone' | 'effectiveOn' | 'effectiveBy' | 'publishedOn' | 'publishedBy'>
>;

function wantedColumns({ settings }: BundleDesk, actor: Actor, wish: Description): Columns {
  const { documentClass, traits, telephone, effectiveOn, publishedOn } = wish;
  const columns: Columns = {};
  if (documentClass !== undefined) columns.documentClass = classByCode(settings.classes, documentClass);
  if (traits !== undefined) columns.traits = JSON.stringify([...new Set(traits.map(traitByCode))].sort());
  if (telephone !== undefined) columns.telephone = telephone;
  if (effectiveOn !== undefined) {
    columns.effectiveOn = effectiveOn === null ? null : day(effectiveOn);
    columns.effectiveBy = actor.person;
  }
  if (publishedOn !== undefined) {
    columns.publishedOn = day(publishedOn);
    columns.publishedBy = actor.person;
  }
  return columns;
}

function changeOf(bundle: Bundle, wanted: { [K in keyof Columns]: Columns[K] | undefined }): BundleChange | null {
  const changed = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && bundle[key as keyof Columns] !== value,
  );
  // Who said it changes with what was said, never alone.
  if (changed.every(([key]) => key.endsWith('By'))) return null;
  const before = Object.fromEntries(changed.map(([key]) => [key, bundle[key as keyof Columns]]));
  return { set: Object.fromEntries(changed), before, after: Object.fromEntries(changed) };
}

function day(text: string): string {
  if (isDay(text)) return text;
  throw noDay(text);
}

function classByCode(classes: readonly { code: string; name: string }[], code: string): string {
  if (classes.some((each) => each.code === code)) return code;
  throw new FixContent({
    code: 'policy-class',
    message: `"${code}" is no class of documents`,
    remedy: `Use one of ${classes.map((each) => `${each.code} (${each.name})`).join(', ')}.`,
  });
}

function dated({ id, publishedOn }: Bundle): Refused {
  return new Refused({
    code: 'bundle-dated',
    message: `the page says that it was published on ${publishedOn}`,
    place: `bundle:${id}`,
    remedy: 'Correct the page; the clock runs from what the portal shows.',
  });
}
