import type { Block } from '../infographic.ts';
import type { Look, Row } from '../look.ts';
import { calloutRows } from './callout.ts';
import { contactRows } from './contacts.ts';
import { figureRows } from './figures.ts';
import { listRows } from './list.ts';
import { stepRows } from './steps.ts';
import { tableRows } from './table.ts';
import { timelineRows } from './timeline.ts';

/** Draws a block as rows that are never cut. A new kind is a file, a case here, a kind in the schema. */
export function rowsOf(block: Block, look: Look): Row[] {
  switch (block.kind) {
    case 'callout':
      return calloutRows(block, look);
    case 'figures':
      return figureRows(block, look);
    case 'list':
      return listRows(block, look);
    case 'steps':
      return stepRows(block, look);
    case 'timeline':
      return timelineRows(block, look);
    case 'table':
      return tableRows(block, look);
    case 'contacts':
      return contactRows(block, look);
  }
}
