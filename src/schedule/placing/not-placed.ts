import { isoBeijing } from '../../calendar/beijing-time.ts';
import { Refused } from '../../errors.ts';
import type { ImpossiblePlacement } from '../planner/plan.ts';

/** No place on one channel or several: the tightest obstacle of each, and the first moment at which it could stand. */
export class NotPlaced extends Refused {
  readonly impossible: readonly ImpossiblePlacement[];
  constructor(problem: ConstructorParameters<typeof Refused>[0], impossible: readonly ImpossiblePlacement[]) {
    super(problem);
    this.impossible = impossible;
  }
}

/** @param on where each time was asked for */
export function notPlaced(
  impossible: readonly ImpossiblePlacement[],
  on: readonly { channel: { id: string }; askedIn?: string }[],
): NotPlaced {
  const [first] = impossible;
  const said = impossible.map(({ channel, obstacle }) => `${channel}: ${obstacle}`).join('; ');
  const next = first?.nextPossible ?? null;
  const place = on.find(({ channel }) => channel.id === first?.channel)?.askedIn ?? first?.channel;
  return new NotPlaced(
    {
      code: 'placement-impossible',
      message: `nothing was placed; ${said}`,
      ...(place === undefined ? {} : { place }),
      remedy:
        next === null
          ? 'Widen its window (--latest), raise its --priority, or fix a time with --at.'
          : `Allow it until ${isoBeijing(next)} (--latest), raise its --priority, or fix a time with --at.`,
    },
    impossible,
  );
}
