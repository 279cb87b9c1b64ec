import type { PolicyRelationTable } from '../store/tables/policy.ts';

/** How one policy stands to another; the Chinese name says it from the first to the second. */
export const relationKinds = {
  'draft-of': '征求意见稿',
  replaces: '替代',
  repeals: '废止',
  amends: '修改',
} as const satisfies Record<PolicyRelationTable['kind'], string>;
export type RelationKind = keyof typeof relationKinds;

/** A relation as linking decides it: `from` is the draft or the newer document, `to` the final text or the older one. */
export interface Relation {
  from: string;
  to: string;
  kind: RelationKind;
  /** 0 to 1. */
  score: number;
  decision: 'made' | 'offered';
  /** In Chinese. */
  reasons: string[];
}
