import type { Align } from './body-blocks.ts';

/** CSS declarations of one element: property and value. */
export type Declarations = Readonly<Record<string, string>>;
/** What a theme says of each kind of element; an element that is not named has no style. */
export type Styles = Readonly<Record<string, Declarations>>;

/** One level of a theme, ready for writing: the same element in the same place always has the same style text. */
export interface Look {
  styles: Styles;
  /** Tables with this many columns or more are set smaller. */
  smallFrom: number;
  made: Map<string, string>;
}

export function lookOf(styles: Styles, smallFrom: number): Look {
  return { styles, smallFrom, made: new Map() };
}

/** The style attribute of an element with a blank in front of it; empty when it has none. */
export function styleOf(look: Look, element: string, align: Align): string {
  const key = `${element} ${align ?? ''}`;
  const known = look.made.get(key);
  if (known !== undefined) return known;
  const declared = new Map(Object.entries(look.styles[element] ?? {}));
  if (align !== null) {
    declared.set('text-align', align);
    declared.delete('text-indent');
  }
  const text = [...declared].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}:${value}`);
  const attribute = text.length === 0 ? '' : ` style="${text.join(';')}"`;
  look.made.set(key, attribute);
  return attribute;
}
