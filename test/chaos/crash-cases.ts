/** Every kind of effect with every crash point and every fate of the call that is cut off, and ways the end is told. */
import type { ChaosCase, CrashPoint, Fate, Target } from './chaos-run.ts';

const kinds: Target['kind'][] = ['K2', 'K3', 'K4', 'K5'];
const points: [CrashPoint, Fate[]][] = [
  ['a', ['effect']],
  ['b', ['effect']],
  ['c', ['effect', 'no effect', 'late effect']],
  ['d', ['effect', 'no effect']],
  ['e', ['effect']],
];
const events: ChaosCase['event'][] = ['once', 'never', 'twice', 'late'];

const each = kinds.flatMap((kind) => points.flatMap(([point, fates]) => fates.map((fate) => ({ kind, point, fate }))));

/** 32 cases, told in one way each; round after round in another way. */
export function crashCases(rounds: number): ChaosCase[] {
  return Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    each.map((one, i) => ({ ...one, event: events[(i + round) % events.length] ?? 'once' })),
  );
}

/** Two of each kind, every point hit, for the ordinary tests. */
export const sample: ChaosCase[] = [
  { kind: 'K2', point: 'c', fate: 'effect', event: 'once' },
  { kind: 'K2', point: 'e', fate: 'effect', event: 'once' },
  { kind: 'K3', point: 'b', fate: 'effect', event: 'once' },
  { kind: 'K3', point: 'c', fate: 'effect', event: 'never' },
  { kind: 'K4', point: 'a', fate: 'effect', event: 'once' },
  { kind: 'K4', point: 'c', fate: 'effect', event: 'once' },
  { kind: 'K5', point: 'c', fate: 'no effect', event: 'once' },
  { kind: 'K5', point: 'd', fate: 'effect', event: 'twice' },
];
