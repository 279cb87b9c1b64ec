import { actorOf } from '../../config/acting-person.ts';
import { GovcastError } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { type Chance, chanceOf } from '../chance.ts';
import type { SimulatedPlatform } from '../simulated-platform.ts';
import type { SimulationLog } from '../simulation-log.ts';
import type { Roster } from './roster.ts';

/** The people of the office with what they remember from one day to the next; all else they read from govcast. */
export interface Staff {
  seed: number;
  roster: Roster;
  platform: SimulatedPlatform;
  log: SimulationLog;
  /** Posts that nobody will send: the text is wrong, or nobody wants it. */
  setAside: Set<string>;
  /** Since when something has lain on somebody's desk, ms UTC. */
  since: Map<string, number>;
}

/** How long a thing has lain there; 0 when it is seen for the first time. */
export function lainFor({ since }: Staff, thing: string, now: number): number {
  const first = since.get(thing) ?? now;
  since.set(thing, first);
  return now - first;
}

/** The choice that a person makes about one thing: the same whenever it is made. */
export function choiceOn({ seed }: Staff, thing: string): Chance {
  return chanceOf(seed, thing);
}

/** The first of these people who is at work now. */
export function whoIsThere({ roster }: Staff, { clock }: Govcast, people: readonly string[]): string | undefined {
  return people.find((person) => roster.isThere(person, clock.now()));
}

/** People with one of these roles, in the order of people.yaml. */
export function peopleWith({ config }: Govcast, roles: readonly string[]): string[] {
  return config.people.people.filter((p) => p.roles.some((role) => roles.includes(role))).map((p) => p.id);
}

export function by({ config }: Pick<Govcast, 'config'>, person: string) {
  return actorOf(config, person, 'cli');
}

/** Does something that govcast may refuse; a refusal is noted and the person goes on to the next thing. */
export async function trying(staff: Staff, what: string, doing: () => Promise<unknown>): Promise<boolean> {
  try {
    await doing();
    return true;
  } catch (error) {
    if (!(error instanceof GovcastError)) throw error;
    staff.log.say(`${what}: refused, ${error.code}`);
    return false;
  }
}
