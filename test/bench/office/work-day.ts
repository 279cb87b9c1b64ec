/**
 * People at work: each opens a page, reads it, opens the next one; now and then one of them does something, and every open
 * page looks again at what the act changed, as src/console/frame/live.ts does.
 */
import type { Person } from '../../../src/config/people.ts';
import { prefixesOf } from '../../../src/console/frame/act-domains.ts';
import { type Asking, ask, askingAs, listen } from './ask.ts';
import { seededRandom } from './office-ids.ts';
import type { OfficePage } from './pages.ts';

/** Milliseconds by endpoint, or by page. */
export type Times = Map<string, number[]>;

export interface Pace {
  /** How long it goes on, and how much of that at the beginning is not counted. */
  forMs: number;
  warmMs: number;
  /** A person opens a page each so many milliseconds, evenly between the two. */
  thinkMs: readonly [number, number];
  /** Live streams that stand open. */
  streams: number;
}

export interface Worked {
  /** By endpoint with its filters. */
  times: Times;
  /** By the page that asked; what every page asks for stands under `FRAME`. */
  pages: Times;
  failures: string[];
  asked: number;
}

/** What stands around every page, with its numbers. */
export const FRAME = '/frame';

/** Events that come within this time are one look; for the numbers of the navigation it is longer (frame.tsx). */
const TOGETHER_MS = 300;
const COUNTED_WITHIN_MS = 1_500;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param act something that a person does, again and again, while the others look */
export async function workDay(
  url: string,
  people: readonly (Person & { cookie: string })[],
  pages: readonly OfficePage[],
  { forMs, warmMs, thinkMs, streams }: Pace,
  acts: readonly { everyMs: number; run: () => Promise<void> }[],
): Promise<Worked> {
  const times: Times = new Map();
  const byPage: Times = new Map();
  const failures: string[] = [];
  let asked = 0;
  let over = false;
  const begun = performance.now();
  const load = async (asking: Asking, page: string, paths: readonly string[]) => {
    await Promise.all(
      paths.map(async (path) => {
        const { status, ms } = await ask(asking, path);
        asked += 1;
        if (status !== 200) failures.push(`${status} ${path}`);
        if (performance.now() - begun < warmMs) return;
        add(times, nameOf(path), ms);
        add(byPage, path === FRAME ? FRAME : page, ms);
      }),
    );
  };
  const closers: (() => void)[] = [];
  const one = async (person: Person & { cookie: string }, nth: number) => {
    const next = seededRandom(nth + 1);
    const asking = askingAs(url, person.cookie);
    const mine = pages.filter(({ roles }) => roles === null || roles.some((role) => person.roles.includes(role)));
    let open: readonly string[] = [];
    let name = '';
    const waits = new Set<string>();
    const lookAgain = async (path: string) => {
      await sleep((path === FRAME ? COUNTED_WITHIN_MS : TOGETHER_MS) * (1 + Math.random()));
      waits.delete(path);
      const isShown = path === FRAME || open.includes(path);
      if (!over && isShown) await load(asking, name, [path]).catch((error) => failures.push(String(error)));
    };
    const hear = (done: string[]) => {
      const touched = done.flatMap(prefixesOf);
      for (const path of [FRAME, ...open]) {
        if (waits.has(path) || !touched.includes(path.split(/[/?]/)[1] ?? '')) continue;
        waits.add(path);
        void lookAgain(path);
      }
    };
    closers.push(await listen(asking, hear));
    await sleep(next() * thinkMs[1]);
    while (!over) {
      const page = mine[Math.floor(next() * mine.length)];
      const paths = page?.ways[Math.floor(next() * page.ways.length)] ?? [];
      open = paths;
      name = page?.name ?? '';
      await load(asking, name, [FRAME, ...paths]);
      await sleep(thinkMs[0] + next() * (thinkMs[1] - thinkMs[0]));
    }
    // What was asked last may still be on its way.
    await sleep(2 * COUNTED_WITHIN_MS);
    asking.agent.destroy();
  };
  const more = Array.from({ length: streams - people.length }, (_, i) => people[i % people.length]);
  for (const person of more) if (person) closers.push(await listen(askingAs(url, person.cookie), () => {}));
  const doing = acts.map(async ({ everyMs, run }) => {
    while (!over) {
      await sleep(everyMs);
      await run().catch((error) => failures.push(String(error)));
    }
  });
  const looking = people.map(one);
  await sleep(forMs);
  over = true;
  await Promise.all([...looking, ...doing]);
  for (const close of closers) close();
  return { times, pages: byPage, failures, asked };
}

function add(times: Times, name: string, ms: number): void {
  const list = times.get(name);
  if (list) list.push(ms);
  else times.set(name, [ms]);
}

/** An endpoint with its filters, whatever the ids. */
export function nameOf(path: string): string {
  return path
    .replace(/\/01[0-9A-Z]{24}/g, '/:id')
    .replace(/:01[0-9A-Z]{24}/g, ':id')
    .replace(/&?limit=50/, '')
    .replace(/\?$/, '');
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
