import { AddDialog } from './add-dialog.tsx';
import type { Lane, Movable, Proposal } from './answers.ts';
import { FilterDialog } from './filter-dialog.tsx';
import { PlaceDetail } from './place-detail.tsx';

/** What lies over the calendar: one item, putting one more on, or choosing the channels. */
export type Layer =
  | { is: 'place'; id: string }
  | { is: 'add'; channel: string; what?: string }
  | { is: 'filter' }
  | null;

interface Props {
  layer: Layer;
  lanes: readonly Lane[];
  proposals: readonly Proposal[];
  /** Every channel that was seen, by id. */
  named: ReadonlyMap<string, string>;
  chosen: readonly string[];
  mayMove: boolean;
  look: () => Promise<void>;
  onMove: (item: Movable) => void;
  onChoose: (chosen: string[]) => void;
  onClose: () => void;
}

export function CalendarLayers({ layer, lanes, proposals, named, chosen, mayMove, look, ...on }: Props) {
  const { onMove, onChoose, onClose } = on;
  const nameOf = (channel: string) => named.get(channel) ?? channel;
  switch (layer?.is) {
    case 'place':
      return <PlaceDetail place={layer.id} {...{ nameOf, mayMove, onMove, onClose, look }} />;
    case 'add':
      return (
        <AddDialog
          lanes={lanes.filter(({ paused }) => paused === null)}
          channel={layer.channel}
          chosen={layer.what}
          {...{ proposals, nameOf, onClose, look }}
        />
      );
    case 'filter':
      return (
        <FilterDialog
          channels={[...named].map(([channel, name]) => ({ channel, name }))}
          {...{ chosen, onChoose, onClose }}
        />
      );
    default:
      return null;
  }
}
