import { beijingDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { dayWords, momentWords } from '../calendar/day-words.ts';
import type { People } from '../config/people.ts';
import type { Gate, Workflow } from '../config/workflow.ts';
import type { Concern } from '../notify/concern.ts';
import type { Db } from '../store/database.ts';
import { type Hands, handsOfAll, signersNow, tickersNow } from './hands.ts';
import { type Chain, nextStep, openGates } from './review.ts';
import { limitOfStep, sinceOf } from './review-limit.ts';
import { substitutesOn } from './substitution-store.ts';
import { type OpenChain, openChains, returnedPosts } from './waiting-reviews.ts';

/** Posts that wait at most; an office that has more has another trouble than notices. */
const MOST = 500;

/**
 * Who must sign what since when, whose gate is open before the last signature, and whose post came
 * back; what nobody may sign or tick is told to those who can change that. The limit of a step counts from the submission or the signature before it.
 */
export async function reviewConcerns(
  db: Db,
  { people, workflow }: { people: People; workflow: Workflow },
  calendar: Calendar,
  now: number,
): Promise<Concern[]> {
  const everybody = handsOfAll({ people, workflow }, await substitutesOn(db, beijingDay(now)));
  const waiting = (await openChains(db, workflow, MOST)).flatMap((open) => [
    ...toSign(open, everybody, calendar, now),
    ...toTick(open, everybody, workflow),
  ]);
  const returned = (await returnedPosts(db, MOST)).map(
    (post): Concern => ({
      key: `review:returned:${post.review}`,
      kind: 'review.returned',
      about: `post:${post.id}`,
      since: post.at,
      urgency: 'normal',
      to: [{ person: post.author }],
      fields: {
        title: post.title,
        post: post.id,
        who: people.people.find((p) => p.id === post.person)?.name ?? post.person,
        opinion: post.opinion,
      },
    }),
  );
  return [...waiting, ...returned];
}

function toSign({ run, chain }: OpenChain, everybody: readonly Hands[], calendar: Calendar, now: number): Concern[] {
  const step = nextStep(chain);
  if (!step) return [];
  const since = sinceOf(run, chain.signatures);
  const signers = signersNow(chain, everybody);
  if (signers.length === 0) return [stuck(run, since, step.id, step.post)];
  const dueAt = limitOfStep(step.limit, calendar, since);
  const late = now > dueAt;
  return [
    {
      key: `review:${run.id}:${step.id}${late ? ':late' : ''}`,
      kind: late ? 'review.late' : 'review.sign',
      about: `post:${run.post}`,
      since,
      urgency: 'normal',
      to: signers.map((person) => ({ person })),
      fields: {
        title: run.title,
        post: run.post,
        step: step.post,
        since: momentWords(since, now),
        due: 'hours' in step.limit ? momentWords(dueAt, now) : dayWords(beijingDay(dueAt), now),
      },
    },
  ];
}

/** Gates hold up the last signature only, so they are asked for when it is next. */
function toTick({ run, chain }: OpenChain, everybody: readonly Hands[], workflow: Workflow): Concern[] {
  const gates = workflow.gates.filter((gate) => openGates(chain).includes(gate.id));
  const isLast = chain.signatures.length === chain.flow.steps.length - 1;
  if (!isLast) return [];
  const since = sinceOf(run, chain.signatures);
  const named = (some: readonly Gate[]) => some.map((gate) => gate.name).join('、');
  const [able, nobody] = byTickers(chain, gates, everybody);
  const told: Concern[] = nobody.length > 0 ? [stuck(run, since, 'gates', named(nobody))] : [];
  if (able.length === 0) return told;
  return [
    ...told,
    {
      key: `review:${run.id}:gates`,
      kind: 'review.gate',
      about: `post:${run.post}`,
      since,
      urgency: 'normal',
      to: tickersNow(chain, able, everybody).map((person) => ({ person })),
      fields: { title: run.title, post: run.post, gates: named(able) },
    },
  ];
}

/** Gates that somebody may tick, and those that nobody may. */
function byTickers(chain: Chain, gates: readonly Gate[], everybody: readonly Hands[]): [Gate[], Gate[]] {
  const may = (gate: Gate) => tickersNow(chain, [gate], everybody).length > 0;
  return [gates.filter(may), gates.filter((gate) => !may(gate))];
}

/** Whoever handed it in may take it back and choose others; the security administrator gives roles and names substitutes. */
function stuck({ id, post, title, openedBy }: OpenChain['run'], since: number, at: string, what: string): Concern {
  return {
    key: `review:${id}:${at}:nobody`,
    kind: 'review.nobody',
    about: `post:${post}`,
    since,
    urgency: 'normal',
    to: [{ person: openedBy }, { role: 'security-admin' }],
    fields: { title, post, what },
  };
}
