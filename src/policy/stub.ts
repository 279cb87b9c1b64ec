import { isAbove, type Level, levelOfBody, levelOfNumber } from './level.ts';
import type { LinkFacts } from './link-facts.ts';
import type { Target } from './link-target.ts';
import { type LinkThresholds, scorePair } from './score-pair.ts';

/** A policy of a higher level that an interpretation explains and that no portal here has. */
export interface Stub {
  /** What two mentions of it agree in. */
  nameKey: string;
  title: string;
  documentNumber: string | null;
  issuer: string | null;
  level: Level;
}

/**
 * The policies of a higher level that an interpretation explains and none of the known ones is. A policy of one's own level
 * that is missing is not crawled yet, or named loosely: nothing is invented for it. Who does not say who explains is taken
 * for a city's office.
 */
export function absentPolicies(interpretation: LinkFacts, known: LinkFacts[], thresholds: LinkThresholds): Stub[] {
  if (interpretation.role !== 'interpretation') return [];
  const explained = interpretation.targets.filter(({ inBody, subject }) => !inBody || subject);
  return explained.flatMap((target) => {
    const level = levelOf(target);
    const own = interpretation.speaker === null ? null : levelOfBody(interpretation.speaker);
    if (level === null || target.core.length < 6 || target.marks.draft) return [];
    if (!isAbove(level, own ?? 'city')) return [];
    const alone = { ...interpretation, targets: [target] };
    if (known.some((policy) => scorePair(policy, alone, thresholds).decision !== 'none')) return [];
    const { title, number, marks } = target;
    return [{ nameKey: target.core, title, documentNumber: number, issuer: marks.issuer, level }];
  });
}

/** What linking knows of a stub: a policy without a page, so without date, address and links. */
export function stubFacts(id: string, stub: Stub, target: Pick<Target, 'core' | 'bare' | 'full' | 'marks'>): LinkFacts {
  const { core, bare, full, marks } = target;
  return {
    id,
    isStub: true,
    title: stub.title,
    role: 'policy',
    normative: false,
    core,
    bare,
    full,
    marks,
    form: null,
    stage: 'release',
    targets: [],
    several: false,
    number: stub.documentNumber,
    cited: [],
    grounds: [],
    speaker: null,
    acts: [],
    effectiveOn: null,
    addressKey: null,
    links: [],
    publishedAt: null,
  };
}

function levelOf({ marks, number, title }: Target): Level | null {
  const byNumber = number === null ? null : levelOfNumber(number);
  return byNumber ?? marks.level ?? (/^中华人民共和国/u.test(title) ? 'state' : null);
}
