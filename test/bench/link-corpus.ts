import { readFileSync } from 'node:fs';
import type { LinkLine } from '../../src/policy/link-line.ts';
import { family, type MadePolicy } from './link-families.ts';

/** Lines with the pairs that are right, made up from a seed; nothing in them is real but the wordings. */
export interface LinkCorpus {
  lines: LinkLine[];
  /** Each pair that is demanded, `policy interpretation`, with those that do as well: another page of the same document. */
  pairs: Map<string, string[]>;
  /** Pairs that are not wrong: the demanded ones, those that do as well, the final text of a draft's reading. */
  right: Set<string>;
}

export const wordings: Record<
  | 'tuned'
  | 'seen'
  | 'heldOut'
  | 'paraphrasedTuned'
  | 'paraphrasedSeen'
  | 'paraphrasedHeldOut'
  | 'textsTuned'
  | 'textsSeen'
  | 'textsHeldOut'
  | 'noise'
  | 'objects'
  | 'genres'
  | 'cities'
  | 'districts'
  | 'provinces'
  | 'departments',
  string[]
> = JSON.parse(readFileSync(new URL('../fixtures/policy/title-wordings.json', import.meta.url), 'utf8'));

/** Families of wordings: which titles and texts interpretations are written with. */
export const wordingFamilies = {
  tuned: { titles: 'tuned', paraphrased: 'paraphrasedTuned', texts: 'textsTuned' },
  seen: { titles: 'seen', paraphrased: 'paraphrasedSeen', texts: 'textsSeen' },
  heldOut: { titles: 'heldOut', paraphrased: 'paraphrasedHeldOut', texts: 'textsHeldOut' },
} as const;
export type WordingFamily = keyof typeof wordingFamilies;

export interface Chance {
  random: () => number;
  pick: <T>(from: readonly T[]) => T;
  happens: (share: number) => boolean;
}

/** Draws from a seed (mulberry32). */
export function chance(seed: number): Chance {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return { random, pick, happens: (share) => random() < share };
}

const DAY_MS = 86_400_000;
const numerals = '一二三四五六七八九';

/**
 * About `size` lines: policies in families of near-duplicates (link-families.ts), interpretations of half of them, news and
 * notices that quote them.
 */
export function linkCorpus(size: number, seed: number, wording: WordingFamily): LinkCorpus {
  const draw = chance(seed);
  const corpus: LinkCorpus = { lines: [], pairs: new Map(), right: new Set() };
  const seen = new Set<string>();
  while (corpus.lines.length < size) {
    const subject = draw.pick(wordings.objects) + draw.pick(wordings.genres);
    const city = draw.pick(wordings.cities);
    if (seen.has(city + subject)) continue;
    seen.add(city + subject);
    const policies = family(subject, city, draw);
    for (const policy of policies) publish(corpus, policy, draw);
    for (const policy of policies)
      if (policy.quotes.length > 0 && draw.happens(0.55)) explain(corpus, policy, wording, draw);
    if (policies.length > 1 && draw.happens(0.08)) explainSeveral(corpus, policies, draw);
    if (draw.happens(0.5) && policies[0]) corpus.lines.push(noise(corpus.lines.length, policies[0], draw));
  }
  return corpus;
}

function publish(corpus: LinkCorpus, policy: MadePolicy, { happens, pick }: Chance): void {
  if (happens(0.08)) return;
  policy.id = `p${corpus.lines.length}`;
  const url = `https://${policy.host}/zc/art_${pick([101, 205])}_${corpus.lines.length}.html`;
  policy.url = url;
  corpus.lines.push({
    id: policy.id,
    url: happens(0.9) ? url : null,
    title: policy.title,
    publishedAt: happens(0.95) ? day(policy.at) : null,
    number: policy.number !== null && happens(0.6) ? policy.number : null,
    issuer: happens(0.7) ? policy.issuer : null,
    column: happens(0.5) ? pick(['政策文件', '规范性文件', '通知公告']) : null,
    text: happens(0.6) ? policy.text : '',
  });
}

function explain(corpus: LinkCorpus, policy: MadePolicy, wordingFamily: WordingFamily, draw: Chance): void {
  const { pick, happens, random } = draw;
  const from = wordingFamilies[wordingFamily];
  const series = happens(0.08) ? 2 : 1;
  const paraphrased = happens(0.1);
  const wording = pick(wordings[paraphrased ? from.paraphrased : from.titles]);
  const quote = pick(policy.quotes);
  for (let part = 0; part < series; part += 1) {
    const id = `i${corpus.lines.length}`;
    const text = pick(wordings[from.texts]);
    const linked = policy.url !== null && happens(0.15);
    corpus.lines.push({
      id,
      url: `https://${policy.host}/jd/art_300_${corpus.lines.length}.html`,
      title: filled(wording, policy, quote, numerals.charAt(part)),
      publishedAt: happens(0.93) ? day(policy.at + Math.floor(random() * 12) * DAY_MS) : null,
      issuer: happens(0.5) ? policy.speaker : null,
      column: paraphrased || happens(0.5) ? '政策解读' : null,
      text: paraphrased || happens(0.35) ? filled(text, policy, quote, '') : '',
      links: linked && policy.url !== null ? [policy.url] : [],
    });
    demand(corpus, policy, id);
  }
}

function explainSeveral(corpus: LinkCorpus, policies: MadePolicy[], { happens }: Chance): void {
  const two = policies.filter(({ quotes, draft }) => quotes.length > 0 && !draft).slice(0, 2);
  const [first, second] = two;
  if (!first || !second) return;
  const id = `i${corpus.lines.length}`;
  const quoted = [first.quotes[0], second.quotes[0]];
  corpus.lines.push({
    id,
    url: `https://${first.host}/jd/art_300_${corpus.lines.length}.html`,
    title: happens(0.5) ? `《${quoted[0]}》《${quoted[1]}》政策解读` : `《${quoted[0]}》和《${quoted[1]}》解读`,
    publishedAt: day(Math.max(first.at, second.at) + DAY_MS),
  });
  for (const policy of two) demand(corpus, policy, id);
}

function demand(corpus: LinkCorpus, { id, sameAs }: MadePolicy, interpretation: string): void {
  const others = sameAs.flatMap((other) => (other.id === null ? [] : [`${other.id} ${interpretation}`]));
  for (const pair of others) corpus.right.add(pair);
  if (id === null) return;
  corpus.right.add(`${id} ${interpretation}`);
  corpus.pairs.set(`${id} ${interpretation}`, others);
}

function noise(n: number, policy: MadePolicy, { pick }: Chance): LinkLine {
  const title = filled(pick(wordings.noise), policy, policy.quotes[0] ?? policy.name, '');
  return {
    id: `n${n}`,
    url: `https://${policy.host}/xw/art_400_${n}.html`,
    title,
    publishedAt: day(policy.at + DAY_MS),
  };
}

function filled(wording: string, policy: MadePolicy, quote: string, part: string): string {
  const genre = wordings.genres.find((one) => policy.name.endsWith(one)) ?? '通知';
  return wording
    .replaceAll('{q}', quote)
    .replaceAll('{n}', policy.name)
    .replaceAll('{o}', policy.object)
    .replaceAll('{i}', policy.speaker)
    .replaceAll('{p}', policy.place)
    .replaceAll('{g}', genre)
    .replaceAll('（{number}）', policy.number === null ? '' : `（${policy.number}）`)
    .replaceAll('{number}', policy.number ?? '本文件')
    .replaceAll('{k}', part === '' ? '一' : part);
}

function day(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
}
