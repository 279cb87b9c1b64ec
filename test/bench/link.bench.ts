import Table from 'cli-table3';
import { linkAll } from '../../src/policy/link-all.ts';
import { type LinkCorpus, linkCorpus, type WordingFamily } from './link-corpus.ts';
import { linkByLikeness } from './link-peer.ts';

export interface LinkFigures {
  lines: number;
  demanded: number;
  /** Of the pairs made, how many are right; of those demanded, how many were made, and how many made or offered. */
  precision: number;
  recall: number;
  recallOffered: number;
  elapsedMs: number;
  /** Work of the processor, all threads: what counts on a busy machine. */
  cpuMs: number;
}

/** Precision, recall and time of linking on a made-up portal of this size, with near-duplicates and traps. */
export function measureLinking(size: number, seed: number, wording: WordingFamily): LinkFigures {
  const corpus = linkCorpus(size, seed, wording);
  const { answer, elapsedMs, cpuMs } = timed(() => linkAll(corpus.lines));
  const { pairs } = answer;
  const made = pairs.filter(({ decision }) => decision === 'made').map(keyOf);
  return { ...figures(corpus, made, pairs.map(keyOf)), elapsedMs, cpuMs };
}

/** The same of the peer: every interpretation to the policy whose title is likest. */
export function measurePeer(size: number, seed: number, wording: WordingFamily): LinkFigures {
  const corpus = linkCorpus(size, seed, wording);
  const { answer, elapsedMs, cpuMs } = timed(() => linkByLikeness(corpus.lines));
  const made = answer.map(keyOf);
  return { ...figures(corpus, made, made), elapsedMs, cpuMs };
}

function timed<T>(work: () => T): { answer: T; elapsedMs: number; cpuMs: number } {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const answer = work();
  const { user, system } = process.cpuUsage(used);
  return { answer, elapsedMs: Math.round(performance.now() - start), cpuMs: Math.round((user + system) / 1000) };
}

function figures(
  { lines, pairs, right }: LinkCorpus,
  made: string[],
  shown: string[],
): Omit<LinkFigures, 'elapsedMs' | 'cpuMs'> {
  const share = (from: Set<string>) =>
    [...pairs].filter(([pair, others]) => from.has(pair) || others.some((other) => from.has(other))).length /
    pairs.size;
  return {
    lines: lines.length,
    demanded: pairs.size,
    precision: made.filter((pair) => right.has(pair)).length / made.length,
    recall: share(new Set(made)),
    recallOffered: share(new Set(shown)),
  };
}

function keyOf({ policy, interpretation }: { policy: string; interpretation: string }): string {
  return `${policy} ${interpretation}`;
}

const SEED = 20261121;

/**
 * Three families of wordings: those the rules were written with, those looked at once, those never looked at. The peer
 * compares every title with every other, so it is run on 1,000 lines only.
 */
export async function bench(): Promise<string> {
  const head = ['wordings', 'lines', 'demanded', 'precision', 'recall made', 'with offered', 'ms', 'ms of processor'];
  const table = new Table({ head, style: { head: [], border: [] } });
  const add = (name: string, f: LinkFigures) => {
    const shares = [f.precision, f.recall, f.recallOffered].map((share) => share.toFixed(4));
    table.push([name, f.lines, f.demanded, ...shares, f.elapsedMs, f.cpuMs]);
  };
  for (const wording of ['tuned', 'seen', 'heldOut'] as const) {
    for (const size of [1000, 10_000]) add(wording, measureLinking(size, SEED, wording));
  }
  add('heldOut', measureLinking(100_000, SEED, 'heldOut'));
  const own = measureLinking(1000, SEED, 'heldOut');
  const peer = measurePeer(1000, SEED, 'heldOut');
  add('heldOut, likest title', peer);
  const wrong = ({ precision, recall }: LinkFigures) => 2 - precision - recall;
  const ratio = (peer.cpuMs / own.cpuMs).toFixed(1);
  const errors = (wrong(peer) / Math.max(wrong(own), 0.001)).toFixed(1);
  return `${table.toString()}\non 1,000 lines the likest title takes ${ratio} times as long and errs ${errors} times as often`;
}
