import { countChars } from './count-chars.ts';
import { type Unit, type Units, unitsOf } from './document-units.ts';

export interface KeyPoints {
  /** In the order of the document. Headings and points are whole sentences of it, letter by letter. */
  sections: { heading: string; points: string[] }[];
  /** Sentences taken, and sentences of the document; tables count apart, they are never taken. */
  kept: number;
  total: number;
  tables: number;
}

/**
 * The key points of a document out of its own words: its headings, and the sentences that hold when it takes effect, for
 * whom, amounts, shares, contacts, dates and numbered measures. Nothing is reworded and no sentence is cut.
 * @param maxChars most 字 of all headings and points together
 */
export function keyPointsOf(html: string, title: string, maxChars: number): KeyPoints {
  return keyPointsReader(html, title)(maxChars);
}

/** As keyPointsOf, for trying several rooms: the document is read once, when the first is asked for. */
export function keyPointsReader(html: string, title: string): (maxChars: number) => KeyPoints {
  let read: Units | null = null;
  return (maxChars) => {
    read ??= unitsOf(html, title);
    return chosen(read, maxChars);
  };
}

function chosen({ headings, units, tables }: Units, maxChars: number): KeyPoints {
  const total = units.reduce((sum, unit) => sum + unit.sentences.length, 0) + headings.length - 1;
  let left = maxChars;
  const taken = new Set<Unit>();
  const named = new Set<number>();
  const name = (section: number) => {
    const cost = countChars(headings[section] ?? '');
    if (named.has(section) || cost > left) return named.has(section);
    named.add(section);
    left -= cost;
    return true;
  };
  // Half of the room at most goes to headings without anything below them.
  for (let i = 1; i < headings.length && left > maxChars / 2; i += 1) name(i);
  const offered = units.filter(({ rank }) => rank !== Number.POSITIVE_INFINITY);
  for (const unit of offered.sort((a, b) => a.rank - b.rank)) {
    if (taken.has(unit)) continue;
    const wanted = withNeeds(unit, taken);
    const cost = countChars(wanted.flatMap((u) => u.sentences).join(''));
    const heading = named.has(unit.section) ? 0 : countChars(headings[unit.section] ?? '');
    if (cost + heading > left || !name(unit.section)) continue;
    for (const each of wanted) taken.add(each);
    left -= cost;
  }
  const sections = headings.flatMap((heading, section) => {
    const points = units.filter((u) => u.section === section && taken.has(u)).flatMap((u) => u.sentences);
    return named.has(section) && (heading !== '' || points.length > 0) ? [{ heading, points }] : [];
  });
  const kept = sections.reduce((sum, s) => sum + s.points.length + (s.heading === '' ? 0 : 1), 0);
  return { sections, kept, total, tables };
}

/** A unit and what must stand before it and does not yet. */
function withNeeds(unit: Unit, taken: ReadonlySet<Unit>): Unit[] {
  const wanted: Unit[] = [];
  for (let each: Unit | null = unit; each && !taken.has(each); each = each.needs) wanted.push(each);
  return wanted;
}
