/** What befalls the office besides its own work, out of the seed: faults, crashes, stops, and citizens. */
import { parseBeijing, plusDays, startOfDay } from '../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay } from '../calendar/calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { CrashSide } from './lifeline.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One happening at its moment, ms UTC. */
export type Happening = { at: number } & (
  | { is: 'fault'; name: string; fault: Record<string, unknown> }
  | { is: 'jobs'; name: string; act: 'publish' | 'mass'; policy: Record<string, unknown> }
  | { is: 'token' }
  | { is: 'platform-down'; forMs: number }
  | { is: 'crash'; calls: number; side: CrashSide; downMs: number }
  | { is: 'stop'; name: string; downMs: number }
  | { is: 'message'; text: string; times: number }
  | { is: 'comment'; text: string }
);

/** How likely each is on one day; the faults of the platforms come in `faultsADay`, spread over the slots of a day. */
const shares = {
  jobs: 0.25,
  token: 0.05,
  platformDown: 0.03,
  crash: 0.3,
  night: 0.03,
  weekend: 0.1,
  message: 0.5,
  comment: 0.3,
};
const FAULTS_A_DAY = 0.7;

const calls = [
  'draft/add',
  'freepublish/submit',
  'message/mass/sendall',
  'webhook/send',
  'material/add_material',
  'freepublish/get',
];
const kinds: readonly Record<string, unknown>[] = [
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'reset-during' },
  { kind: 'http500-before', times: 2 },
  { kind: 'http500-after' },
  { kind: 'busy-after' },
  { kind: 'reset-late', ms: MINUTE },
  { kind: 'errcode', errcode: 45009, errmsg: 'reach max api daily quota limit' },
  { kind: 'errcode', errcode: -1, errmsg: 'system error', times: 3 },
  { kind: 'errcode', errcode: 45011, errmsg: 'api minute-quota reach limit' },
];
const jobs: readonly Record<string, unknown>[] = [
  { durationMs: 10 * MINUTE },
  { event: 'never' },
  { event: 'twice' },
  { event: 'late', eventDelayMs: 2 * HOUR },
  { event: 'early' },
  { finish: 2, act: 'publish' },
  { finish: 'send fail', act: 'mass' },
];
/** Back to what the platform does on an ordinary day. */
const ordinary = { durationMs: 2000, event: 'once', eventDelayMs: 0, finish: 'success' };

const questions = ['请问加装电梯的补贴怎么申请？', '家里暖气不热找谁？', '公租房轮候名单在哪里看？', '物业费怎么收？'];

/** Everything from `first` to `last` (days in Beijing), by time. */
export function agendaOf(seed: number, calendar: Calendar, first: string, last: string): Happening[] {
  const all: Happening[] = [];
  for (let day = first; day <= last; day = plusDays(day, 1)) {
    const working = isWorkingDay(calendar, day);
    all.push(
      ...faultsOf(chanceOf(seed, `faults ${day}`), day, working),
      ...endsOf(chanceOf(seed, `ends ${day}`), day, working),
      ...citizensOf(chanceOf(seed, `citizens ${day}`), day),
    );
  }
  const end = startOfDay(plusDays(last, 1));
  return all.filter(({ at }) => at < end).sort((a, b) => a.at - b.at);
}

function faultsOf(chance: Chance, day: string, working: boolean): Happening[] {
  const all: Happening[] = [];
  if (working && chance.happens(FAULTS_A_DAY)) {
    const path = `/cgi-bin/${chance.pick(calls)}`;
    const kind = chance.pick(kinds);
    all.push({
      at: between(chance, day, 8, 17),
      is: 'fault',
      name: `${kind.kind} on ${path}`,
      fault: { ...kind, path },
    });
  }
  if (chance.happens(shares.jobs)) {
    const { act = chance.pick(['publish', 'mass']), ...policy } = chance.pick(jobs);
    const named = act === 'mass' ? 'mass' : 'publish';
    const at = startOfDay(day) + 8 * HOUR;
    const name = `${named} jobs: ${Object.keys(policy).join(', ')} ${Object.values(policy).join(', ')}`;
    all.push({ at, is: 'jobs', name, act: named, policy });
    all.push({ at: at + 12 * HOUR, is: 'jobs', name: `${named} jobs as ever`, act: named, policy: ordinary });
  }
  if (chance.happens(shares.token)) all.push({ at: between(chance, day, 8, 16), is: 'token' });
  if (chance.happens(shares.platformDown)) {
    all.push({ at: between(chance, day, 8, 16), is: 'platform-down', forMs: chance.int(20, 90) * MINUTE });
  }
  return all;
}

/** Ends of the process: most strike in the middle of a look, some last a night or a weekend. */
function endsOf(chance: Chance, day: string, working: boolean): Happening[] {
  const all: Happening[] = [];
  if (chance.happens(shares.crash)) {
    const side = chance.pick<CrashSide>(['before', 'after']);
    const downMs = chance.int(1, 40) * MINUTE;
    all.push({ at: between(chance, day, 8, 18), is: 'crash', calls: chance.int(1, 400), side, downMs });
  }
  const evening = startOfDay(day) + 18 * HOUR;
  if (working && chance.happens(shares.night))
    all.push({ at: evening, is: 'stop', name: 'a night', downMs: 14 * HOUR });
  if (new Date(startOfDay(day) + 12 * HOUR).getUTCDay() === 5 && chance.happens(shares.weekend)) {
    all.push({ at: evening + 1, is: 'stop', name: 'a weekend', downMs: 62 * HOUR });
  }
  return all;
}

function citizensOf(chance: Chance, day: string): Happening[] {
  const all: Happening[] = [];
  if (chance.happens(shares.message)) {
    const times = chance.happens(0.2) ? 2 : 1;
    all.push({ at: between(chance, day, 7, 22), is: 'message', text: chance.pick(questions), times });
  }
  if (chance.happens(shares.comment)) {
    all.push({ at: between(chance, day, 7, 22), is: 'comment', text: chance.pick(questions) });
  }
  return all;
}

function between(chance: Chance, day: string, fromHour: number, toHour: number): number {
  const at = parseBeijing(`${day}T00:00`) ?? startOfDay(day);
  return at + chance.int(fromHour * 60, toHour * 60) * MINUTE + chance.int(0, 59_999);
}
