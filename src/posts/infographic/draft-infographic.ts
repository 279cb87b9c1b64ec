import { beijingDay } from '../../calendar/beijing-time.ts';
import { firstChars } from '../count-chars.ts';
import { lineage } from '../structure/outline.ts';
import type { PolicyStructure } from '../structure/policy-structure.ts';
import { openMarks, partOf } from '../structure/quote.ts';
import type { Block, Infographic } from './infographic.ts';
import type { InfographicLabels } from './infographic-design.ts';
import { listingBlocks, readable, rest, ruleBlocks, told } from './listing-blocks.ts';

const VALUE = 30;
const MOST = {
  cards: 6,
  tables: 2,
  rows: 10,
  items: 8,
  steps: 8,
  moments: 8,
  rules: 6,
  lists: 3,
  points: 10,
  scope: 3,
};
/** Sections that every document of a bureau closes with. */
const ROUTINE = /^(?:工作要求|保障措施|组织实施|实施保障|组织保障|监督检查|附则|总则|有关要求)/u;

/**
 * A policy as blocks of a picture. Whatever is said is a quote or a fixed label; what has no quote has no block. A
 * document without figures, conditions and steps gets its headings with the sentence that follows each. Pure.
 */
export function draftInfographic(policy: PolicyStructure, labels: InfographicLabels, design = 'blue'): Infographic {
  const { page } = policy;
  const blocks = policyBlocks(policy, labels);
  const fallback = blocks.length > 0 ? blocks : firstSentences(policy, labels);
  return {
    design,
    confirmed_by: '',
    title: firstChars(policy.name.replace(/^《([^《》]+)》$/u, '$1'), 120) || labels.kicker,
    number: firstChars(page.number ?? '', 60),
    issuer: firstChars(page.issuer ?? '', 120),
    blocks: fallback.slice(0, 24),
    source: {
      title: firstChars(page.title ?? '', 200),
      url: page.url !== null && /^https?:\/\//i.test(page.url) && page.url.length <= 1024 ? page.url : '',
      published_on: page.publishedAt === null ? '' : beijingDay(page.publishedAt),
    },
  };
}

/** What a policy's structure gives for a picture; nothing where it has none. Pure. */
export function policyBlocks(policy: PolicyStructure, labels: InfographicLabels): Block[] {
  const told = [
    ...purposeBlock(policy, labels),
    ...scopeBlock(policy, labels),
    ...figureBlocks(policy, labels),
    ...listingBlocks(policy.conditions, labels.conditions, 'check', labels),
    ...listingBlocks(policy.materials, labels.materials, 'number', labels),
    ...stepsBlock(policy, labels),
  ];
  const rules = [
    ...ruleBlocks(policy.banLists, policy.bans, labels.bans, 'cross', labels),
    ...ruleBlocks(policy.penaltyLists, policy.penalties, labels.penalties, 'dot', labels),
  ];
  const points = told.length < 3 ? pointsBlock(policy, labels) : [];
  return [...told, ...points, ...timelineBlock(policy, labels), ...rules, ...contactsBlock(policy, labels)];
}

function purposeBlock({ purpose }: PolicyStructure, labels: InfographicLabels): Block[] {
  if (!purpose) return [];
  const now = openMarks(purpose.text, '，').find((at) =>
    /^，(?:现|制定|经|根据|按照|结合)/u.test(purpose.text.slice(at)),
  );
  const text = partOf(purpose, 0, now ?? purpose.text.length, '，。');
  return text && text.text.length >= 10 && readable(text)
    ? [{ kind: 'callout', heading: labels.purpose, text: text.text, from: text.from }]
    : [];
}

function scopeBlock({ scope, definitions }: PolicyStructure, labels: InfographicLabels): Block[] {
  const meant = definitions.slice(0, 1).map((d) => d.text);
  const all = [...scope, ...meant];
  const items = all.filter(readable).slice(0, MOST.scope).map(told);
  const list = { kind: 'list' as const, heading: labels.scope, sign: 'dot' as const, items };
  return items.length > 0 ? [{ ...list, ...rest(all, items, labels) }] : [];
}

/** Cards of what is gained, or of the standards where nothing is; what stands in a table has no card of its own. */
function figureBlocks({ figures, tables, clauses }: PolicyStructure, labels: InfographicLabels): Block[] {
  const shown = tables
    .filter((t) => t.sort !== 'penalty')
    .slice(0, MOST.tables)
    .map((t) => ({ ...t, rows: t.rows.filter((r) => r.label.text.length <= 80 && r.value.text.length <= 80) }));
  const inTable = new Set(shown.flatMap((t) => t.rows.map((r) => r.value.start)));
  const loose = figures.filter((f) => !inTable.has(f.value.start) && readable(f.text) && f.value.text.length <= VALUE);
  const benefits = loose.filter((f) => f.sort === 'benefit');
  const chosen = benefits.length > 0 ? benefits : loose.filter((f) => f.sort === 'standard');
  // Of several figures in one sentence the money stands large; the sentence below it has them all.
  const byText = new Map<number, (typeof chosen)[number]>();
  for (const figure of chosen) {
    const held = byText.get(figure.text.start);
    if (!held || (held.kind === 'share' && figure.kind === 'money')) byText.set(figure.text.start, figure);
  }
  const cards = [...byText.values()]
    .slice(0, MOST.cards)
    .map(({ value, text }) => ({ value: value.text, text: text.text, from: text.from }));
  const heading = benefits.length > 0 ? labels.figures : labels.keyFigures;
  return [
    ...(cards.length > 0 ? [{ kind: 'figures' as const, heading, cards, ...rest([...byText], cards, labels) }] : []),
    ...shown.map((t) => ({
      kind: 'table' as const,
      heading:
        clauses.find((c) => c.from === t.from && (c.title?.text.length ?? 99) <= 20)?.title?.text ?? labels.table,
      from: t.from,
      rows: t.rows.slice(0, MOST.rows).map((r) => ({ label: r.label.text, value: r.value.text })),
      ...rest(t.rows, t.rows.slice(0, MOST.rows), labels),
    })),
  ];
}

function stepsBlock({ steps }: PolicyStructure, labels: InfographicLabels): Block[] {
  const made = steps
    .filter((s) => readable(s.text))
    .slice(0, MOST.steps)
    .map(({ text, limit }) => ({ ...told(text), ...(limit ? { limit: limit.text } : {}) }));
  return made.length > 0 ? [{ kind: 'steps', heading: labels.steps, steps: made, ...rest(steps, made, labels) }] : [];
}

function timelineBlock({ moments }: PolicyStructure, labels: InfographicLabels): Block[] {
  const seen = new Set<string>();
  const order = { deadline: 0, 'in-force': 1, until: 2 };
  const points = moments
    .filter((m) => readable(m.text) && m.when.text.length <= 80)
    .filter((m) => !seen.has(`${m.sort}${m.when.text}`) && seen.add(`${m.sort}${m.when.text}`))
    .sort((a, b) => order[a.sort] - order[b.sort])
    .slice(-MOST.moments)
    .map(({ when, text }) => ({ when: when.text, text: text.text, from: text.from }));
  return points.length > 0 ? [{ kind: 'timeline', heading: labels.timeline, points }] : [];
}

/** The document's own headings, each with the first sentence under it. */
function pointsBlock({ clauses, own }: PolicyStructure, labels: InfographicLabels): Block[] {
  const items = clauses.flatMap((clause, i) => {
    const { title } = clause;
    const outer = lineage(clauses, i).slice(1);
    const routine = [i, ...outer].some((at) => ROUTINE.test(clauses[at]?.title?.text ?? ''));
    if (!title || title.text.length > 80 || routine || clause.rank > 4) return [];
    const first = own[i]?.find((s) => readable(s) && !/[：:]$/u.test(s.text));
    return first ? [{ title: title.text, text: first.text, from: '' }] : [];
  });
  const chosen = items.slice(0, MOST.points);
  const list = { kind: 'list' as const, heading: labels.points, sign: 'number' as const, items: chosen };
  return chosen.length > 0 ? [{ ...list, ...rest(items, chosen, labels) }] : [];
}

/** A document without any structure: its first sentences, so that there is something to edit. */
function firstSentences({ sentences, page }: PolicyStructure, labels: InfographicLabels): Block[] {
  const items = sentences.filter(readable).slice(0, 5).map(told);
  const title = firstChars(page.title ?? '', 200);
  if (items.length > 0) return [{ kind: 'list', heading: labels.points, sign: 'dot', items }];
  return [{ kind: 'callout', heading: labels.points, text: title || labels.source, from: '' }];
}

function contactsBlock({ contacts }: PolicyStructure, labels: InfographicLabels): Block[] {
  const lines = contacts
    .filter((c) => c.value.text.length <= 80)
    .slice(0, MOST.items)
    .map(({ sort, value }) => ({ label: labels[sort], text: value.text }));
  return lines.length > 0 ? [{ kind: 'contacts', heading: labels.contacts, lines }] : [];
}
