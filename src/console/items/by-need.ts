import type { PortalColumn } from './item-types.ts';

const needs: readonly PortalColumn['state'][] = ['breached', 'red', 'orange', 'yellow'];

/** Those to see to first, the worst before the others; else in the order of the table. */
export function byNeed<C extends Pick<PortalColumn, 'state'>>(columns: readonly C[]): C[] {
  const place = ({ state }: C) => (needs.includes(state) ? needs.indexOf(state) : needs.length);
  return columns.toSorted((a, b) => place(a) - place(b));
}
