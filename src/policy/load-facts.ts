import { beijingDay } from '../calendar/beijing-time.ts';
import type { Article } from '../portal/article.ts';
import type { Db } from '../store/database.ts';
import type { ConsultationTable, GivenInterpretationTable } from '../store/tables/bundles.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts, BundleInterpretation } from './bundle-facts.ts';
import {
  type Bundle,
  bodiesOf,
  consultationsOf,
  draftBundlesOf,
  givenOf,
  interpretationsOf,
  type JoinedInterpretation,
  ticksOf,
} from './bundle-store.ts';
import { traitByCode } from './bundle-traits.ts';
import { checklistOf, coveredHeads } from './checklist.ts';
import type { Consultation } from './consultation.ts';
import { formByCode } from './form.ts';
import { relationsTo } from './relation-store.ts';

/** What is known of a bundle, read from the rows; nothing is decided here. */
export async function loadFacts(db: Db, desk: BundleDesk, bundle: Bundle): Promise<BundleFacts> {
  const joined = await interpretationsOf(db, bundle.policy);
  const given = await givenOf(db, bundle.id);
  const ids = [...joined.map((i) => i.interpretation), ...given.map((i) => i.id)];
  const ticks = await ticksOf(db, ids);
  const bodies = await bodiesOf(
    db,
    joined.map((i) => i.interpretation),
  );
  const { heads } = checklistOf(desk.settings);
  const covered = (id: string, text: string) => coveredHeads(heads, text, ticks.get(id)).map(({ code }) => code);
  const drafts = await draftBundlesOf(db, bundle.id);
  const consultations = await consultationsOf(db, [bundle.id, ...drafts.map((d) => d.id)]);
  return {
    id: bundle.id,
    policy: bundle.policy,
    title: bundle.title,
    documentNumber: bundle.documentNumber,
    phase: bundle.phase,
    publishedOn: bundle.publishedOn,
    madeOn: beijingDay(bundle.createdAt),
    documentClass: bundle.documentClass,
    traits: listOf(bundle.traits).map(traitByCode),
    draftingSection: bundle.draftingSection,
    section: bundle.section,
    interpreter: bundle.interpreter === null ? null : JSON.parse(bundle.interpreter),
    telephone: bundle.telephone ?? desk.telephone,
    plan: bundle.plan === null ? null : JSON.parse(bundle.plan),
    waiver: bundle.waiver === null ? null : JSON.parse(bundle.waiver),
    effectiveOn: bundle.effectiveOn,
    interpretations: [
      ...joined.map((row) => pageOf(row, covered(row.interpretation, textOf(bodies, row)))),
      ...given.map((row) => givenInterpretation(row, covered(row.id, ''))),
    ],
    consultations: consultations.map(consultationOf),
    archived: bundle.archivedAt !== null,
    became: bundle.became !== null,
    superseded: await isSuperseded(db, bundle.policy),
  };
}

/** A newer document replaced or repealed it: nobody owes its explanation any more. */
async function isSuperseded(db: Db, policy: string): Promise<boolean> {
  const relations = await relationsTo(db, policy);
  return relations.some(({ kind, decision }) => decision === 'made' && (kind === 'replaces' || kind === 'repeals'));
}

function pageOf(row: JoinedInterpretation, heads: string[]): BundleInterpretation {
  const { interpretation: id, title, url, form, stage, publishedAt } = row;
  const on = publishedAt === null ? null : beijingDay(publishedAt);
  return { id, title, url, form: formByCode(form), stage, on, given: false, heads };
}

function givenInterpretation(row: GivenInterpretationTable, heads: string[]): BundleInterpretation {
  const { id, title, url, form, stage, givenOn } = row;
  return { id, title, url, form: formByCode(form), stage, on: givenOn, given: true, heads };
}

function textOf(bodies: ReadonlyMap<string, string>, { interpretation }: JoinedInterpretation): string {
  const body = bodies.get(interpretation);
  if (body === undefined) return '';
  const { text }: Article = JSON.parse(body);
  return text;
}

/** A row as the rules read it. */
export function consultationOf(row: ConsultationTable): Consultation {
  const { id, opensOn, closesOn, noneReason, resultOn, resultUrl } = row;
  return {
    id,
    ways: listOf(row.ways),
    opensOn,
    closesOn,
    noneReason,
    consultees: JSON.parse(row.consultees),
    resultOn,
    resultUrl,
  };
}

function listOf(json: string): string[] {
  return JSON.parse(json);
}
