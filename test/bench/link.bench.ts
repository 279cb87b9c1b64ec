import Table from 'cli-table3';
import { linkAll } from '../../src/policy/link-all.ts';
import { linkCorpus } from './link-corpus.ts';

export interface LinkFigures {
  lines: number;
  right: number;
  /** Of the pairs made, how many are right; of the right ones, how many were made, and how many made or offered. */
  precision: number;
  recall: number;
  recallOffered: number;
  elapsedMs: number;
}

/** Precision, recall and time of linking on a made-up portal of this size, with near-duplicates and traps. */
export function measureLinking(size: number, seed: number): LinkFigures {
  const { lines, pairs } = linkCorpus(size, seed);
  const start = performance.now();
  const answer = linkAll(lines);
  const elapsedMs = Math.round(performance.now() - start);
  const key = (p: { policy: string; interpretation: string }) => `${p.policy} ${p.interpretation}`;
  const made = answer.pairs.filter((p) => p.decision === 'made').map(key);
  const right = made.filter((pair) => pairs.has(pair)).length;
  return {
    lines: lines.length,
    right: pairs.size,
    precision: right / made.length,
    recall: right / pairs.size,
    recallOffered: answer.pairs.map(key).filter((pair) => pairs.has(pair)).length / pairs.size,
    elapsedMs,
  };
}

export async function bench(): Promise<string> {
  const table = new Table({
    head: ['lines', 'right pairs', 'precision', 'recall made', 'recall with offered', 'ms'],
    style: { head: [], border: [] },
  });
  for (const size of [1000, 10_000]) {
    const f = measureLinking(size, 20261121);
    const shares = [f.precision, f.recall, f.recallOffered].map((share) => share.toFixed(4));
    table.push([f.lines, f.right, ...shares, f.elapsedMs]);
  }
  return table.toString();
}
