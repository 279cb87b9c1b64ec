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
}

/** Precision, recall and time of linking on a made-up portal of this size, with near-duplicates and traps. */
export function measureLinking(size: number, seed: number, wording: WordingFamily): LinkFigures {
  const corpus = linkCorpus(size, seed, wording);
  const start = performance.now();
  const { pairs } = linkAll(corpus.lines);
  const elapsedMs = performance.now() - start;
  const made = pairs.filter(({ decision }) => decision === 'made').map(keyOf);
  return figures(corpus, made, pairs.map(keyOf), elapsedMs);
}

/** The same of the peer: every interpretation to the policy whose title is likest. */
export function measurePeer(size: number, seed: number, wording: WordingFamily): LinkFigures {
  const corpus = linkCorpus(size, seed, wording);
  const start = performance.now();
  const made = linkByLikeness(corpus.lines).map(keyOf);
  return figures(corpus, made, made, performance.now() - start);
}

function figures({ lines, pairs, right }: LinkCorpus, made: string[], shown: string[], elapsedMs: number): LinkFigures {
  const share = (from: Set<string>) =>
    [...pairs].filter(([pair, others]) => from.has(pair) || others.some((other) => from.has(other))).length /
    pairs.size;
  return {
    lines: lines.length,
    demanded: pairs.size,
    precision: made.filter((pair) => right.has(pair)).length / made.length,
    recall: share(new Set(made)),
    recallOffered: share(new Set(shown)),
    elapsedMs: Math.round(elapsedMs),
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
  const head = ['wordings', 'lines', 'demanded', 'precision', 'recall made', 'with offered', 'ms'];
  const table = new Table({ head, style: { head: [], border: [] } });
  const add = (name: string, f: LinkFigures) => {
    const shares = [f.precision, f.recall, f.recallOffered].map((share) => share.toFixed(4));
    table.push([name, f.lines, f.demanded, ...shares, f.elapsedMs]);
  };
  for (const wording of ['tuned', 'seen', 'heldOut'] as const) {
    for (const size of [1000, 10_000]) add(wording, measureLinking(size, SEED, wording));
  }
  add('heldOut', measureLinking(100_000, SEED, 'heldOut'));
  const own = measureLinking(1000, SEED, 'heldOut');
  const peer = measurePeer(1000, SEED, 'heldOut');
  add('heldOut, likest title', peer);
  const wrong = ({ precision, recall }: LinkFigures) => 2 - precision - recall;
  const ratio = (peer.elapsedMs / own.elapsedMs).toFixed(1);
  const errors = (wrong(peer) / Math.max(wrong(own), 0.001)).toFixed(1);
  return `${table.toString()}\non 1,000 lines the likest title takes ${ratio} times as long and errs ${errors} times as often`;
}
