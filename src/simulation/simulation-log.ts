import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Clock } from '../clock.ts';

/** One line for each thing that happened: the simulated time in Beijing and what. No id and no address of a server. */
export interface SimulationLog {
  say: (what: string) => void;
  lines: readonly string[];
}

/** @param onLine hears each line as it is written */
export function newSimulationLog(clock: Pick<Clock, 'now'>, onLine: (line: string) => void = () => {}): SimulationLog {
  const lines: string[] = [];
  return {
    lines,
    say: (what) => {
      const line = `${isoBeijing(clock.now()).slice(0, 19).replace('T', ' ')} ${what}`;
      lines.push(line);
      onLine(line);
    },
  };
}
