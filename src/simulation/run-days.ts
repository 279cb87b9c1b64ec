import { beijingDay, beijingTime, plusDays, startOfDay } from '../calendar/beijing-time.ts';
import { isWorkingDay } from '../calendar/calendar.ts';
import { workingStates } from '../delivery/state.ts';
import type { Happening } from './agenda.ts';
import { happen } from './happen.ts';
import type { Simulation } from './simulation.ts';
import { workDesk } from './staff/work-desk.ts';

const MINUTE = 60_000;
/** The loops that follow what people and platforms did at once. */
const SWIFT = ['inbox', 'deliveries'];
/** The loops that have something to do when the portal has changed. */
const CONTENT = ['portal', 'policy', 'posts'];
/** A hint only shortens the wait for the next look; the simulation looks when something is due. */
const LEFT_OUT = ['hints'];
const DAY = { from: '08:00', to: '20:30', everyMs: 30 * MINUTE };
/** All other loops look again at these hours; a tick that would find nothing is left out. */
const ROUNDS = { working: ['08', '12', '16', '20'], off: ['08', '20'] };
/** Never longer without a look, ms. */
const LONGEST_MS = 6 * 60 * MINUTE;
/** What is due but waits for something else (a pause, a lease) is looked at again after this time. */
const AGAIN_MS = 5 * MINUTE;

/** Moves from moment to moment until `end` (ms UTC): whatever is due, planned by the agenda, or on a desk. */
export async function runDays(
  simulation: Simulation,
  agenda: readonly Happening[],
  end: number,
  onDay: (day: string) => void,
): Promise<void> {
  const { clock } = simulation;
  const left = [...agenda];
  let day = '';
  while (clock.now() < end) {
    const next = await nextMoment(simulation, left[0]?.at ?? end);
    clock.moveTo(Math.min(end, Math.max(next, clock.now() + 1000)));
    if (beijingDay(clock.now()) !== day) {
      day = beijingDay(clock.now());
      onDay(day);
    }
    await comeBack(simulation, clock.now());
    await simulation.platform.settle();
    while (left[0] && left[0].at <= clock.now()) {
      const [event] = left.splice(0, 1);
      if (event) await happen(simulation, event);
    }
    await lookAround(simulation);
  }
}

/** One round of the process and, on the half hours of an office day, of the people. */
async function lookAround(simulation: Simulation): Promise<void> {
  const { clock, worker, staff, platform } = simulation;
  const swift = async () => {
    await platform.settle();
    return look(simulation, SWIFT);
  };
  const names = loopsNow(simulation);
  if (!isHalfHour(clock.now()) && !(await swift())) return;
  if (names.length > 0 && !(await look(simulation, names))) return;
  if (!isHalfHour(clock.now())) return;
  const desk = staff.roster.isOffice(clock.now()) && worker.isUp();
  if (desk && !(await worker.act((govcast) => workDesk(staff, govcast)))) return crashed(simulation);
  await swift();
}

/** The loops besides the swift ones that look now: all of them on a round, those of content when the portal has changed. */
function loopsNow(simulation: Simulation): string[] {
  const { clock, worker, calendar, portalChanges } = simulation;
  const now = clock.now();
  if (!isHalfHour(now)) return [];
  const changed = (portalChanges[0] ?? now) < now;
  while ((portalChanges[0] ?? now) < now) portalChanges.shift();
  const hours = isWorkingDay(calendar, beijingDay(now)) ? ROUNDS.working : ROUNDS.off;
  const [hour = '', minute] = beijingTime(now).split(':');
  const isRound = minute === '00' && hours.includes(hour);
  const others = worker.loopNames().filter((name) => ![...SWIFT, ...LEFT_OUT, ...CONTENT].includes(name));
  return [...(changed || (isRound && hour === '08') ? CONTENT : []), ...(isRound ? others : [])];
}

async function look(simulation: Simulation, names: readonly string[]): Promise<boolean> {
  if (!simulation.worker.isUp()) return false;
  if (await simulation.worker.look(names)) return true;
  await crashed(simulation);
  return false;
}

async function crashed(simulation: Simulation): Promise<void> {
  simulation.counts.crashes += 1;
  const now = simulation.clock.now();
  simulation.workerUpAt = now + simulation.downMs;
  simulation.outages.push({ from: now, to: now + simulation.downMs });
  simulation.log.say(`govcast: the process ends between two lines, for ${simulation.downMs / MINUTE} min`);
}

/**
 * Everything is up again at the end. A process that was down until then looks once, as it does after any start, so that it
 * is judged by what it writes down and asks, not by its absence.
 */
export async function comeBackAtEnd(simulation: Simulation): Promise<void> {
  const wasDown = simulation.workerUpAt !== null;
  await comeBack(simulation, Number.MAX_SAFE_INTEGER);
  if (!wasDown) return;
  await simulation.platform.settle();
  const names = simulation.worker.loopNames().filter((name) => !LEFT_OUT.includes(name));
  await simulation.worker.look(names);
}

/** What was down and whose time has come by `now` (ms UTC) is up again. */
async function comeBack(simulation: Simulation, now: number): Promise<void> {
  const { worker, platform, log } = simulation;
  if (simulation.platformUpAt !== null && simulation.platformUpAt <= now) {
    simulation.platformUpAt = null;
    await platform.comeUp();
    await worker.tellCallbacks();
    log.say('platform: up again');
  }
  if (simulation.workerUpAt !== null && simulation.workerUpAt <= now) {
    simulation.workerUpAt = null;
    await worker.start();
    log.say('govcast: started again');
  }
}

/** The next moment at which anything can happen. */
async function nextMoment(simulation: Simulation, agendaAt: number): Promise<number> {
  const { clock, worker, platform, workerUpAt, platformUpAt } = simulation;
  const now = clock.now();
  const due: (number | null)[] = [
    agendaAt,
    workerUpAt,
    platformUpAt,
    platform.nextAt(),
    nextHalfHour(now),
    now + LONGEST_MS,
  ];
  const work = await worker.peek(async (govcast) => {
    const row = await govcast.acting.db
      .selectFrom('delivery')
      .select((eb) => eb.fn.min('workAt').as('at'))
      .where('state', 'in', workingStates)
      .executeTakeFirst();
    return row?.at ?? null;
  });
  due.push(work === null || work > now ? work : now + AGAIN_MS);
  return Math.min(...due.filter((at) => at !== null));
}

function isHalfHour(now: number): boolean {
  const time = beijingTime(now).slice(0, 5);
  return now % DAY.everyMs === 0 && time >= DAY.from && time <= DAY.to;
}

function nextHalfHour(now: number): number {
  const next = (Math.floor(now / DAY.everyMs) + 1) * DAY.everyMs;
  if (isHalfHour(next)) return next;
  const opens = (day: string) => startOfDay(day) + 8 * 60 * MINUTE;
  const today = opens(beijingDay(now));
  return today > now ? today : opens(plusDays(beijingDay(now), 1));
}
