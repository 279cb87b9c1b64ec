import type { AffectedBy } from '../schedule/blackout/list-affected.ts';
import type { ShownBlackout } from '../schedule/blackout/show-blackout.ts';
import { table } from './terminal.ts';

/** A black-out on one line of a terminal. */
export function oneLine({ id, state, kindName, reason, channels, from, to }: ShownBlackout): string {
  return `blackout:${id} ${state} ${kindName} ${reason}: ${[channels].flat().join(' ')} from ${from} to ${to ?? 'its end'}`;
}

/** What it touches, as tables; those that are empty are left out. */
export function affectedText({ keptBack, underWay, byHand, isCut }: AffectedBy): string[] {
  const rows = (list: AffectedBy['keptBack']) =>
    list.map((a) => [a.delivery ?? `post:${a.post}`, a.channel, a.at, a.state, a.title]);
  const columns = ['would go out', 'channel', 'at', 'state', 'title'];
  return [
    table(columns, rows(keptBack), 'nothing is kept back'),
    ...(underWay.length > 0
      ? [table(['with the platform, cannot be stopped', ...columns.slice(1)], rows(underWay))]
      : []),
    ...(byHand.length > 0 ? [table(['asked of people: tell them', ...columns.slice(1)], rows(byHand))] : []),
    ...(isCut ? ['not all is listed: there is more than is named here'] : []),
  ];
}
