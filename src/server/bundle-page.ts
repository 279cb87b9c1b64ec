import { beijingDay } from '../calendar/beijing-time.ts';
import { unitsLeft } from '../calendar/due-date.ts';
import { sourceId } from '../config/portals.ts';
import type { Govcast } from '../govcast.ts';
import { searchLedger } from '../ledger/search-ledger.ts';
import { questionsOf } from '../make-post.ts';
import { bundleTraits } from '../policy/bundle-traits.ts';
import { consulteeKinds, waysOf } from '../policy/consultation.ts';
import { forms } from '../policy/form.ts';
import { interpreterRoles } from '../policy/interpreter.ts';
import { owedLevel } from '../policy/list-bundle-rows.ts';
import type { OwedWording } from '../policy/owed-wording.ts';
import { showBundlePage } from '../policy/show-bundle-page.ts';
import { showPolicy } from '../policy/show-policy.ts';
import { yearlyDecisions } from '../policy/yearly-decisions.ts';
import { findPostOf } from '../posts/post-store.ts';
import { bundlePlaces } from './bundle-places.ts';
import { type LedgerWording, ledgerSentence } from './ledger-sentence.ts';
import { type SourceNames, sourceWords } from './source-words.ts';

const HISTORY = 30;

/** What the page of a bundle is worded with. */
export interface BundleWording {
  owed: OwedWording;
  ledger: LedgerWording;
  sources: SourceNames;
}

/** Everything the page of a bundle shows, by its id or its policy's. @throws Refused for an unknown one */
export async function bundlePageAnswer(govcast: Govcast, wording: BundleWording, asked: string) {
  const { acting, bundles, clock, config } = govcast;
  const { db } = acting;
  const today = beijingDay(clock.now());
  const shown = await showBundlePage(db, bundles, wording.owed, asked, today);
  const { id, clock: limit } = shown;
  const left = (day: string) => Math.max(0, unitsLeft(bundles.calendar, 'working-day', today, day));
  const person = (of: string | null) => (of === null ? null : nameOfPerson(govcast, of));
  const section = (of: string | null) =>
    of === null ? null : { id: of, name: config.people.sections.find((s) => s.id === of)?.name ?? of };
  const columns = new Map(
    config.portals.flatMap((portal) => portal.columns.map((c) => [sourceId(portal, c), `${portal.name} · ${c.name}`])),
  );
  const known = await findPostOf(db, { subjectKind: 'bundle', subjectId: id });
  const post = known?.state === 'withdrawn' ? null : known;
  return {
    ...shown,
    draftingSection: section(shown.draftingSection),
    section: section(shown.section),
    waiver: shown.waiver && {
      ...shown.waiver,
      reason: bundles.settings.noInterpretation.find(({ code }) => code === shown.waiver?.reason)?.name ?? '',
      by: nameOfPerson(govcast, shown.waiver.by),
    },
    clock: limit && {
      ...limit,
      rule: { ...limit.rule, source: sourceWords(wording.sources, limit.rule.source) },
      workingDaysLeft: left(limit.dueOn),
      level: owedLevel(limit.dueOn, left(limit.dueOn), today),
    },
    checklist: { ...shown.checklist, source: sourceWords(wording.sources, shown.checklist.source) },
    aim: bundles.settings.target.aim,
    lines: shown.lines.map((line) => ({
      ...line,
      workingDaysLeft: line.dueOn === null ? null : left(line.dueOn),
      joined: line.joined && { ...line.joined, by: person(line.joined.by) },
    })),
    doubtful: shown.doubtful.map(({ source, ...pair }) => ({ ...pair, column: columns.get(source) ?? source })),
    owed: shown.owed.map(({ what, sentence, state, level }) => ({
      ...{ what, sentence },
      late: state === 'late',
      warning: level === 'warning',
    })),
    consultations: shown.consultations.map((each) => ({
      ...each,
      ways: each.ways.map((code) => waysOf(bundles.settings).find((way) => way.code === code)?.name ?? code),
      noneReason: bundles.settings.noConsultation.find(({ code }) => code === each.noneReason)?.name ?? null,
      consultees: each.consultees.map(({ name }) => name),
    })),
    decisions: await decisionsFor(govcast, shown.policy, today),
    post: post && { id: post.id, title: post.title, state: post.state, ...(await bundlePlaces(govcast, post.id)) },
    questions: await questionsOf(govcast, id),
    relations: (await showPolicy(db, shown.policy)).relations,
    history: (await searchLedger(db, { object: `bundle:${id}`, limit: HISTORY })).lines.map((line) => ({
      ...{ seq: line.seq, at: line.at },
      act: ledgerSentence(wording.ledger, line.act, { what: null }),
      person: nameOfPerson(govcast, line.actor.split('@')[0] ?? line.actor),
    })),
    choices: choicesOf(govcast),
  };
}

async function decisionsFor({ acting: { db }, bundles }: Govcast, policy: string, today: string) {
  const { decisions } = await yearlyDecisions(db, bundles.settings, Number(today.slice(0, 4)));
  return decisions.map(({ decision: id, title, entries }) => {
    const own = entries.find(({ item }) => item === policy);
    return { id, title, stage: own?.stageName ?? null, on: own?.on ?? null };
  });
}

/** Surname and post, 周科长, as people are called in the console; the whole name where the post is long. */
export function nameOfPerson({ config }: Pick<Govcast, 'config'>, id: string): string {
  const person = config.people.people.find((p) => p.id === id);
  if (person === undefined) return id;
  return [...person.post].length <= 4 ? `${[...person.name][0] ?? ''}${person.post}` : person.name;
}

/** What the forms of the page offer. */
function choicesOf({ config, bundles: { settings, people } }: Govcast) {
  const named = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([code, name]) => ({ code, name }));
  return {
    sections: people.sections.map(({ id, name }) => ({ id, name })),
    forms: named(forms),
    roles: named(interpreterRoles),
    traits: named(bundleTraits),
    classes: settings.classes,
    waivers: settings.noInterpretation,
    channels: config.channels.map(({ id, name }) => ({ code: id, name })),
    ways: waysOf(settings).map(({ code, name }) => ({ code, name })),
    noConsultation: settings.noConsultation,
    consultees: named(consulteeKinds),
    stages: settings.decisionStages.stages,
  };
}
