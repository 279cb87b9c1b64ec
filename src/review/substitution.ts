/** 代签: one signer's place is taken by another on named days. Who may be named, and what stands in the way; pure. */
import { plusDays } from '../calendar/beijing-time.ts';
import { type People, type Person, separated } from '../config/people.ts';
import type { Workflow } from '../config/workflow.ts';
import type { SubstitutionTable } from '../store/tables/review.ts';
import type { Refusal } from './review.ts';

/** Whoever is away for longer has his roles given to somebody by the security administrator. */
export const MOST_DAYS = 92;

/** Read from the days and the people and never stored: 未开始, 代签中, 停着, 已到期, 已提前结束. */
export type SubstitutionState = 'to-come' | 'runs' | 'rests' | 'over' | 'ended';

/**
 * @param today the day in Beijing
 * @param holds whether both may act by it: no account closed, no role lost
 */
export function substitutionState(
  { beginsOn, endsOn, endedAt }: Pick<SubstitutionTable, 'beginsOn' | 'endsOn' | 'endedAt'>,
  today: string,
  holds = true,
): SubstitutionState {
  if (endedAt !== null) return 'ended';
  if (endsOn < today) return 'over';
  if (beginsOn > today) return 'to-come';
  return holds ? 'runs' : 'rests';
}

type Holder = Pick<Person, 'id' | 'roles'>;
type Rules = Pick<Workflow, 'flows' | 'gates'>;

/** Roles that sign a step or tick a gate. */
function signingRoles({ flows, gates }: Rules): Set<string> {
  return new Set([...flows.flatMap((f) => f.steps.map((s) => s.permission)), ...gates.flatMap((g) => g.roles)]);
}

/** Whether there is anything that somebody else could sign or tick for this person. */
export function signsAnything({ roles }: Holder, workflow: Rules): boolean {
  const signing = signingRoles(workflow);
  return roles.some((role) => signing.has(role));
}

/**
 * Whether this person may sign for another: who takes part in reviewing himself, and is none of the three administrators,
 * who have no part in what the office publishes (三员分立).
 */
export function mayStandIn(person: Holder, workflow: Rules): boolean {
  return signsAnything(person, workflow) && !separated.some((role) => person.roles.includes(role));
}

/** The absent in whose place a person may act, of those he is named for: only while both still may. */
export function heldPlaces({ people }: People, workflow: Rules, standIn: string, absent: readonly string[]): string[] {
  const his = people.find(({ id }) => id === standIn);
  if (!his || !mayStandIn(his, workflow)) return [];
  return absent.filter((one) => people.some((p) => p.id === one && signsAnything(p, workflow)));
}

/**
 * Whether a substitution lets anybody sign while it runs.
 * @param closed people whose account is closed
 */
export function holdsPlace(
  { people, workflow }: { people: People; workflow: Rules },
  closed: ReadonlySet<string>,
  { absent, standIn }: Pick<SubstitutionTable, 'absent' | 'standIn'>,
): boolean {
  if (closed.has(absent) || closed.has(standIn)) return false;
  return heldPlaces(people, workflow, standIn, [absent]).length > 0;
}

export interface SubstitutionWish {
  absent: string;
  standIn: string;
  /** First and last day in Beijing, YYYY-MM-DD. */
  beginsOn: string;
  endsOn: string;
  reason: string;
}

type Standing = Pick<SubstitutionTable, 'absent' | 'standIn' | 'beginsOn' | 'endsOn'>;

/**
 * Every reason why a substitute may not be named so.
 * @param standing what is not ended and concerns one of the two
 * @param today the day in Beijing
 */
export function whyNotName(
  wish: SubstitutionWish,
  { absent, standIn }: { absent: Holder; standIn: Holder },
  standing: readonly Standing[],
  workflow: Rules,
  today: string,
): Refusal[] {
  const reasons: Refusal[] = [];
  const no = (code: string, message: string, remedy: string) => void reasons.push({ code, message, remedy });
  if (absent.id === standIn.id)
    no('substitute-self', `${absent.id} cannot sign for himself in his own absence`, 'Name somebody else.');
  if (!signsAnything(absent, workflow))
    no('substitute-needless', `${absent.id} signs and ticks nothing`, 'Name a substitute for somebody who signs.');
  if (!mayStandIn(standIn, workflow))
    no(
      'substitute-role',
      `${standIn.id} takes no part in reviewing`,
      'Name an editor, head, leader or secrecy officer.',
    );
  if (wish.beginsOn < today || wish.endsOn < wish.beginsOn || wish.endsOn > plusDays(wish.beginsOn, MOST_DAYS - 1)) {
    const message = `${wish.beginsOn} to ${wish.endsOn} is past, turned round, or longer than ${MOST_DAYS} days`;
    no('substitute-days', message, `Begin today or later and end within ${MOST_DAYS} days.`);
  }
  if (wish.reason.trim() === '')
    no('reason-missing', 'a substitution needs a reason', 'Say why the person is away; it stands in the ledger.');
  const meeting = standing.filter(({ beginsOn, endsOn }) => beginsOn <= wish.endsOn && endsOn >= wish.beginsOn);
  const same = meeting.find((each) => each.absent === absent.id);
  if (same)
    no(
      'substitute-there',
      `${same.standIn} signs for ${absent.id} from ${same.beginsOn} to ${same.endsOn} already`,
      'End that substitution first, or choose other days.',
    );
  // Who is away himself, or signs for somebody, would make a chain.
  const away = meeting.find((each) => each.absent === standIn.id);
  if (away) no('substitute-away', `${standIn.id} is away himself on some of these days`, 'Name somebody who is there.');
  const holds = meeting.find((each) => each.standIn === absent.id);
  if (holds)
    no(
      'substitute-chain',
      `${absent.id} signs for ${holds.absent} on some of these days`,
      `Have ${holds.absent} name somebody else for those days first.`,
    );
  return reasons;
}
