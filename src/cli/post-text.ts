/** How a post's findings and chain are shown to people. */
import type { Finding } from '../posts/finding.ts';
import type { ShownChain } from '../review/show-post.ts';
import { remedyInTerminal } from './finding-commands.ts';
import { table } from './terminal.ts';

export function findingsText(findings: readonly (Finding & { excepted?: boolean })[]): string {
  const rows = findings.map((f) => [
    f.excepted ? 'excepted' : f.severity,
    ...[f.check, f.rule, f.excerpt.slice(0, 24), f.message, remedyInTerminal(f)],
  ]);
  return table(['severity', 'check', 'rule', 'where', 'finding', 'remedy'], rows, 'no findings');
}

/** Gates and steps with who has acted, or who may. */
export function chainText(chain: ShownChain | null): string {
  if (!chain) return 'the workflow has no flow for this kind of post';
  const gates = chain.gates.map((g) => [
    'gate',
    `${g.id} ${g.name}`,
    g.ticked ? doneText(g.ticked) : '',
    g.ticked ? g.ticked.comment : g.may.join(', '),
  ]);
  const steps = chain.steps.map((s) => [
    s.id === chain.next ? 'sign →' : 'sign',
    `${s.id} ${s.post}`,
    s.signed ? doneText(s.signed) : '',
    s.signed ? s.signed.opinion : s.may.join(', '),
  ]);
  return table(['', 'what', 'done', 'opinion, or who may'], [...gates, ...steps]);
}

function doneText({ person, standsFor, at }: { person: string; standsFor: string | null; at: string }): string {
  return `${person}${standsFor === null ? '' : ` for ${standsFor}`} ${at}`;
}
